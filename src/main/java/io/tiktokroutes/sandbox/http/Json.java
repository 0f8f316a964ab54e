package io.tiktokroutes.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The one JSON mapper of the sandbox and the few calls everybody makes on it. */
public final class Json {

    public static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .build();

    // only here: on the mapper itself it would also forbid reading a tree in the middle of a text
    private static final ObjectReader WHOLE =
            MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Reads a whole text; a missing or empty one is no JSON either. */
    public static JsonNode read(byte[] bytes) throws IOException {
        JsonNode node = WHOLE.readTree(bytes);
        if (node == null || node.isMissingNode()) {
            throw new IOException("the body is empty");
        }
        return node;
    }

    /** Reads a whole text, as it stands in a query parameter. */
    public static JsonNode read(String text) throws IOException {
        JsonNode node = WHOLE.readTree(text);
        if (node == null || node.isMissingNode()) {
            throw new IOException("the text is empty");
        }
        return node;
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
