package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A two-column table: what comes in, what goes out.
 *
 * @param name the file name without its ending; empty for a table inside a row
 * @param file where it stands
 * @param entries by the text of the left column
 * @param anyCase true when the left column is in small letters and capitals do not count
 */
record Lookup(String name, String file, Map<String, JsonNode> entries, boolean anyCase) {

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

    Lookup(String name, String file, Map<String, JsonNode> entries) {
        this(name, file, entries, false);
    }

    /** The same table for values in capitals or small letters alike. */
    Lookup inAnyCase() {
        Map<String, JsonNode> small = new HashMap<>();
        entries.forEach((key, value) -> small.put(key.toLowerCase(Locale.ROOT), value));
        return new Lookup(name, file, small, true);
    }

    /** An entry that would mean two things if capitals did not count, or null. */
    String differInCaseOnly() {
        Map<String, JsonNode> small = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : entries.entrySet()) {
            JsonNode other = small.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue());
            if (other != null && !other.equals(entry.getValue())) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** The right column, or null. */
    JsonNode of(JsonNode value) {
        String text = Values.text(value);
        if (text == null) {
            return null;
        }
        return entries.get(anyCase ? text.strip().toLowerCase(Locale.ROOT) : text);
    }

    /** How a message calls this table. */
    String title() {
        return name.isEmpty() ? "the row's lookup" : "lookup " + name;
    }
}
