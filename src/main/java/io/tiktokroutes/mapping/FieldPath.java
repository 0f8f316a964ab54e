package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A place in a JSON object, such as {@code items[].product.price}, {@code emails[0]} or {@code
 * ['Which product?']}.
 *
 * @param text the path as it was written
 * @param steps the way from the object to the value
 */
record FieldPath(String text, List<Step> steps) {

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
    JsonNode in(JsonNode root, Map<String, String> settings) {
        JsonNode node = root;
        for (int i = 0; node != null && i < steps.size(); i++) {
            node = steps.get(i).from(node, settings);
        }
        return node;
    }

    /** The value at a place that depends on no setting. */
    JsonNode in(JsonNode root) {
        return in(root, Map.of());
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

    /** True when it can be written to: names, numbers and [] only. */
    boolean isColumn() {
        return steps.stream()
                .allMatch(s -> s instanceof Step.Key || s instanceof Step.Item || s == Step.EACH);
    }
}
