package io.tiktokroutes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Hides personal data of a payload: what the schema marks as personal, and every text and number of
 * which it says nothing, as that may be anything.
 */
public final class Mask {

    private static final JsonNode HIDDEN = TextNode.valueOf("(hidden)");

    private Mask() {}

    /** A copy in which nothing stands that the schema does not know to be harmless. */
    public static JsonNode apply(RecordSchema schema, JsonNode payload) {
        return masked(schema.root(), payload);
    }

    /** The same without a schema: only the names of the fields are left. */
    public static JsonNode all(JsonNode payload) {
        return masked(null, payload);
    }

    private static JsonNode masked(Shape shape, JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(
                            field ->
                                    copy.set(
                                            field.getKey(),
                                            masked(
                                                    field(shape, field.getKey()),
                                                    field.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(masked(item(shape), item)));
            return copy;
        }
        boolean harmless = node.isBoolean() || node.isNull() || (known(shape) && !personal(shape));
        return harmless ? node : HIDDEN;
    }

    private static boolean personal(Shape shape) {
        return shape.notes().personal();
    }

    private static boolean known(Shape shape) {
        return shape != null && !shape.isAnything();
    }

    private static Shape field(Shape shape, String name) {
        if (shape == null || personal(shape) || shape.object() == null) {
            return null;
        }
        // a field that is not named is free text, whatever type the schema gives it
        return shape.object().fields().get(name);
    }

    private static Shape item(Shape shape) {
        return shape == null || personal(shape) || shape.list() == null
                ? null
                : shape.list().items();
    }
}
