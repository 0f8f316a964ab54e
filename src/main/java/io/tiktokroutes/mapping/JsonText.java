package io.tiktokroutes.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads JSON that arrives as text inside a value, as columns of SQL rows hold it. */
final class JsonText {

    /** Numbers keep every digit. */
    private static final ObjectReader EXACT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build()
                    .readerFor(JsonNode.class);

    private JsonText() {}

    /** True when the text begins like a JSON list. */
    static boolean isList(String text) {
        return text.stripLeading().startsWith("[");
    }

    /** The list the text holds; null when it is empty. */
    static JsonNode list(String text) throws Unfit {
        try {
            JsonNode node = EXACT.readTree(text);
            if (node.isArray()) {
                return Values.filled(node) ? node : null;
            }
        } catch (JsonProcessingException e) {
            // said below, without the text: it may hold personal data
        }
        throw Unfit.refused(Reasons.MALFORMED, "no list, though it begins with [");
    }
}
