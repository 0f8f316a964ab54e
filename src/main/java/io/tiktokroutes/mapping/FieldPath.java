package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A place in a JSON object, such as {@code items[].product.price}, {@code emails[0]} or {@code
 * ['Which product?']}.
 *
 * @param text the path as it was written
 * @param steps the way from the object to the value
 */
record FieldPath(String text, List<Step> steps) {

    /**
     * One step of the way.
     *
     * @param key the name of a field, or null
     * @param index the number of an item when key is null; negative for every item
     */
    record Step(String key, int index) {

        static final Step EACH = new Step(null, -1);

        boolean isKey() {
            return key != null;
        }

        boolean isEach() {
            return key == null && index < 0;
        }

        /** The node this step leads to, or null. */
        JsonNode from(JsonNode node) {
            return key != null ? node.get(key) : node.get(index);
        }
    }

    FieldPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a written path.
     *
     * @throws IllegalArgumentException with what is wrong and what to write
     */
    static FieldPath parse(String text) {
        return new FieldPath(text, new PathParser(text).steps());
    }

    /** The value at this place, or null when the way ends before. The path must have no []. */
    JsonNode in(JsonNode root) {
        JsonNode node = root;
        for (int i = 0; node != null && i < steps.size(); i++) {
            node = steps.get(i).from(node);
        }
        return node;
    }

    /** Where in the steps the [] stands; -1 when there is none. */
    int each() {
        return steps.indexOf(Step.EACH);
    }

    /** The list that the [] goes through. */
    FieldPath list() {
        return new FieldPath(text.substring(0, text.indexOf("[]")), steps.subList(0, each()));
    }

    /** The way from an item of the list to the value; no steps when the item is the value. */
    FieldPath item() {
        return new FieldPath(
                text.substring(text.indexOf("[]") + 2), steps.subList(each() + 1, steps.size()));
    }
}
