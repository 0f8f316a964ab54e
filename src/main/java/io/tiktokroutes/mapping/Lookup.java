package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A two-column table: what comes in, what goes out.
 *
 * @param name the file name without its ending; empty for a table inside a row
 * @param file where it stands
 * @param entries by the text of the left column
 */
record Lookup(String name, String file, Map<String, JsonNode> entries) {

    /** What becomes of a value that is not in the table. */
    enum Otherwise {
        /** There is no value, so the row's default counts. */
        NOTHING,
        /** The value goes on as it came. */
        KEEP,
        /** The record is not meant for this destination. */
        SKIP,
        /** The record is refused. */
        REFUSE
    }

    Lookup {
        entries = Map.copyOf(entries);
    }

    /** The right column, or null. */
    JsonNode of(JsonNode value) {
        String text = Values.text(value);
        return text == null ? null : entries.get(text);
    }

    /** How a message calls this table. */
    String title() {
        return name.isEmpty() ? "the row's lookup" : "lookup " + name;
    }
}
