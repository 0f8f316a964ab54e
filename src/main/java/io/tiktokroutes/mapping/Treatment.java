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
 */
record Treatment(
        Lookup lookup,
        Lookup.Otherwise otherwise,
        JsonNode fallback,
        Conversion conversion,
        boolean omits,
        Hash hash) {

    /** Longer texts are no names of events or kinds, and might be personal. */
    private static final int LONGEST_SHOWN = 40;

    /** The value to write, or null when there is none. */
    JsonNode of(JsonNode taken, Map<String, String> settings) throws Unfit {
        JsonNode value = taken;
        if (lookup != null && value != null) {
            value = looked(value);
        }
        if (value == null) {
            value = fallback;
        }
        if (value == null) {
            return null;
        }
        String digest = hash == null || !value.isTextual() ? null : hash.passes(value.textValue());
        if (digest != null) {
            return new TextNode(digest);
        }
        try {
            return finished(value, settings);
        } catch (Unfit e) {
            if (omits) {
                return null;
            }
            throw e;
        }
    }

    private JsonNode finished(JsonNode taken, Map<String, String> settings) throws Unfit {
        JsonNode value = conversion == null ? taken : conversion.convert(taken, settings);
        if (value != null && hash != null) {
            String text = Values.text(value);
            if (text == null) {
                throw Unfit.refused(
                        Reasons.MALFORMED, "a list or an object stands where one value is wanted");
            }
            return new TextNode(hash.of(text));
        }
        // what goes on must not change with what came in
        return value != null && value.isContainerNode() ? value.deepCopy() : value;
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
