package io.tiktokroutes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.Map;

/**
 * What may stand at one place of a record: a schema, compiled.
 *
 * @param path the place as mapping files write it; empty for the record itself
 * @param types the types there may be, see {@link Type}
 * @param text null when any text will do
 * @param number null when any number will do
 * @param list null when any list will do
 * @param object null when any object will do
 * @param anyOf one of which must fit, too; none when empty
 */
record Shape(
        String path,
        int types,
        TextRule text,
        NumberRule number,
        ListRule list,
        ObjectRule object,
        Shape[] anyOf,
        Notes notes) {

    /** Any list with so many items of that shape; {@code items} is null when any will do. */
    record ListRule(Shape items, int least, int most) {}

    /**
     * The fields of an object.
     *
     * @param required the names that must be there
     * @param missing what is said when one of them is not, in the same order
     * @param extra the shape of fields that are not named; null when there may be none
     */
    record ObjectRule(
            Map<String, Shape> fields, String[] required, Violation[] missing, Shape extra) {}

    /** True when it says nothing at all. */
    boolean isAnything() {
        return types == Type.ALL
                && text == null
                && number == null
                && list == null
                && object == null
                && anyOf.length == 0
                && notes.equals(Notes.NONE);
    }

    /** The first thing that does not fit, or null. */
    Violation check(JsonNode node) {
        JsonNodeType type = node.getNodeType();
        Violation inside = null;
        boolean fits;
        switch (type) {
            case STRING ->
                    fits = Type.STRING.in(types) && (text == null || text.fits(node.textValue()));
            case OBJECT -> {
                fits = Type.OBJECT.in(types);
                inside = fits && object != null ? fields(node) : null;
            }
            case ARRAY -> {
                fits = Type.ARRAY.in(types) && (list == null || fitsList(node));
                inside = fits && list != null && list.items() != null ? items(node) : null;
            }
            case NUMBER -> fits = fitsNumber(node);
            case BOOLEAN -> fits = Type.BOOLEAN.in(types);
            case NULL -> fits = Type.NULL.in(types);
            default -> fits = false;
        }
        if (!fits) {
            boolean empty = type == JsonNodeType.STRING && node.textValue().isEmpty();
            return new Violation(empty ? notes.missing() : notes.reason(), path, Words.wrong(this));
        }
        return inside != null || anyOf.length == 0 ? inside : alternatives(node);
    }

    private boolean fitsList(JsonNode node) {
        return node.size() >= list.least() && node.size() <= list.most();
    }

    private boolean fitsNumber(JsonNode node) {
        boolean typed =
                NumberRule.isNumber(node)
                        && (Type.NUMBER.in(types)
                                || (Type.INTEGER.in(types) && NumberRule.isWhole(node)));
        return typed && (number == null || number.fits(node));
    }

    private Violation items(JsonNode node) {
        for (int i = 0; i < node.size(); i++) {
            Violation violation = list.items().check(node.get(i));
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    private Violation fields(JsonNode node) {
        String[] required = object.required();
        for (int i = 0; i < required.length; i++) {
            if (node.get(required[i]) == null) {
                return object.missing()[i];
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            Shape shape = object.fields().getOrDefault(field.getKey(), object.extra());
            Violation violation =
                    shape == null
                            ? new Violation(Notes.USUAL, path, Words.unknown(this, field.getKey()))
                            : shape.check(field.getValue());
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    private Violation alternatives(JsonNode node) {
        for (Shape each : anyOf) {
            if (each.check(node) == null) {
                return null;
            }
        }
        return new Violation(notes.missing(), path, Words.none(this));
    }
}
