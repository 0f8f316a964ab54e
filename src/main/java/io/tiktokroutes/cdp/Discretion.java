package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keeps what a record says of a person out of what the CDP says of the record. */
final class Discretion {

    private static final int LONGEST = 200;

    /** Shorter values are no person's, and would make holes in every text. */
    private static final int SHORTEST = 3;

    /** Values of the program's own making, or of everybody. */
    private static final Set<String> PLAIN = Set.of("type", "ec", "ea", "et");

    private final Set<String> values = new TreeSet<>();

    private Discretion() {}

    /** For a text about one record. */
    static Discretion of(JsonNode payload) {
        Discretion discretion = new Discretion();
        discretion.collect("", payload);
        return discretion;
    }

    /** For a text about any of several records. */
    static Discretion of(Collection<JsonNode> payloads) {
        Discretion discretion = new Discretion();
        payloads.forEach(payload -> discretion.collect("", payload));
        return discretion;
    }

    private void collect(String name, JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                collect(field.getKey(), field.getValue());
            }
        } else if (node.isArray()) {
            node.forEach(each -> collect(name, each));
        } else if (node.isValueNode() && !PLAIN.contains(name)) {
            String text = node.asText().strip();
            if (text.length() >= SHORTEST && !node.isBoolean() && !node.isNull()) {
                values.add(text);
            }
        }
    }

    /** The text with each of the record's values taken out; cut when it is long. */
    String keptIn(String text) {
        String kept = text;
        for (String value : values) {
            kept = kept.contains(value) ? kept.replace(value, "…") : kept;
        }
        return kept.length() > LONGEST ? kept.substring(0, LONGEST) + "…" : kept;
    }
}
