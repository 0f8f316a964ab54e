package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * What a row does to the value it took, always in this order: lookup, default, as, hash.
 *
 * @param lookup the table to go through, or null
 * @param otherwise what becomes of a value that is not in it
 * @param fallback the value when there is none, or null
 * @param conversion the work of {@code as}, or null
 * @param omits true to leave the value out when the conversion fails, instead of refusing
 * @param hash the hash, or null
 * @param ungiven the reason to refuse what {@link Hash#SHA256_GIVEN} does not let pass
 * @param line how the row is written
 */
record Treatment(
        Lookup lookup,
        Lookup.Otherwise otherwise,
        JsonNode fallback,
        Conversion conversion,
        boolean omits,
        Hash hash,
        String ungiven,
        MappingTable.Line line) {

    /** Longer texts are no names of events or kinds, and might be personal. */
    private static final int LONGEST_SHOWN = 40;

    /** The same where nothing is hashed any more: digests pass, and a plain value is refused. */
    Treatment takingDigestsOnly() {
        return hash != Hash.SHA256_IF_PLAIN
                ? this
                : new Treatment(
                        lookup,
                        otherwise,
                        fallback,
                        conversion,
                        omits,
                        Hash.SHA256_GIVEN,
                        ungiven,
                        line);
    }

    /**
     * The value to write, or null when there is none.
     *
     * @param taken what the row took, or null
     * @param notes where to take down the steps, or null
     */
    JsonNode of(JsonNode taken, Map<String, String> settings, Explanation.Notes notes)
            throws Unfit {
        JsonNode value = taken;
        if (lookup != null && value != null) {
            value = looked(value);
            note(notes, lookup.name().isEmpty() ? "lookup" : "lookup " + lookup.name(), value);
        }
        if (value == null) {
            value = fallback;
            if (value != null) {
                note(notes, line.constant().isEmpty() ? "default" : "value", value);
            }
        }
        if (value == null) {
            return null;
        }
        try {
            return hash == null
                    ? whole(converted(value, settings, notes))
                    : digest(value, settings, notes);
        } catch (Unfit e) {
            if (omits) {
                note(notes, "left out", e.getMessage());
                return null;
            }
            throw e;
        }
    }

    private JsonNode converted(
            JsonNode value, Map<String, String> settings, Explanation.Notes notes) throws Unfit {
        if (conversion == null) {
            return value;
        }
        JsonNode converted = conversion.convert(value, settings);
        note(notes, "as " + line.as().text(), converted);
        return converted;
    }

    private JsonNode digest(JsonNode taken, Map<String, String> settings, Explanation.Notes notes)
            throws Unfit {
        String digest = taken.isTextual() ? hash.passes(taken.textValue()) : null;
        if (digest == null && hash == Hash.SHA256_GIVEN) {
            throw Unfit.refused(
                    ungiven,
                    "no SHA-256 digest, and nothing else is taken: the row says sha256-given, or"
                            + " the sink hashing: off");
        }
        if (digest == null) {
            JsonNode value = converted(taken, settings, notes);
            if (value == null) {
                return null;
            }
            String text = Values.text(value);
            if (text == null) {
                throw Unfit.refused(
                        Reasons.MALFORMED, "a list or an object stands where one value is wanted");
            }
            digest = hash.of(text);
        }
        note(notes, "hash " + hash.word(), digest);
        return new TextNode(digest);
    }

    /** What goes on must not change with what came in, and must not be too deep to be written. */
    private static JsonNode whole(JsonNode value) throws Unfit {
        if (value == null || !value.isContainerNode()) {
            return value;
        }
        if (Values.isDeep(value)) {
            throw Unfit.refused(
                    Reasons.MALFORMED,
                    "lists and objects are nested more than " + Values.DEEPEST + " deep");
        }
        return value.deepCopy();
    }

    private static void note(Explanation.Notes notes, String step, Object result) {
        if (notes != null) {
            notes.step(step, result);
        }
    }

    private JsonNode looked(JsonNode value) throws Unfit {
        JsonNode found = lookup.of(value);
        if (found != null) {
            return found;
        }
        return switch (otherwise) {
            case NOTHING -> null;
            case KEEP -> value;
            case SKIP -> throw Unfit.skipped(Reasons.UNMAPPED_EVENT, missing(value));
            case REFUSE -> throw Unfit.refused(Reasons.MALFORMED, missing(value));
        };
    }

    private String missing(JsonNode value) {
        return shown(value) + " is not in " + lookup.title();
    }

    /** Names of events and kinds are letters; anything else might be personal and is not shown. */
    private static String shown(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        boolean name = !text.isEmpty() && text.length() <= LONGEST_SHOWN;
        for (int i = 0; name && i < text.length(); i++) {
            char c = text.charAt(i);
            name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
        }
        return name ? "'" + text + "'" : "the value";
    }
}
