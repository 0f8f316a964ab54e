package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Where a row writes to. Objects and lists on the way come into being with the first value.
 *
 * @param path as it stands in the file
 * @param list the steps to the list when the path has a [], else all steps
 * @param item the steps inside an item; null when the path has no []
 */
record Target(FieldPath path, List<Step> list, List<Step> item) {

    static Target at(FieldPath path) {
        return path.each() < 0
                ? new Target(path, path.steps(), null)
                : new Target(path, path.list().steps(), path.item().steps());
    }

    /** True when the row writes once per item. */
    boolean hasItems() {
        return item != null;
    }

    /** Writes the value of a path without []. */
    void put(ObjectNode out, JsonNode value) {
        write(out, list, value);
    }

    /**
     * Writes the value for one of that many items; items keep the number they have at the source.
     */
    void put(ObjectNode out, int number, int size, JsonNode value) {
        ArrayNode items = items(out);
        if (items == null) {
            items = JsonNodeFactory.instance.arrayNode(size);
            write(out, list, items);
        }
        while (items.size() < size) {
            items.add(JsonNodeFactory.instance.objectNode());
        }
        if (item.isEmpty()) {
            items.set(number, value);
        } else {
            write(items.get(number), item, value);
        }
    }

    /** The list this row writes into, or null while it does not exist. */
    ArrayNode items(ObjectNode out) {
        JsonNode node = out;
        for (int i = 0; node != null && i < list.size(); i++) {
            node = list.get(i).from(node, Map.of());
        }
        return node instanceof ArrayNode items ? items : null;
    }

    /** True when a row above has written here; of a list, into some item. */
    boolean isWritten(ObjectNode out) {
        if (!hasItems()) {
            return path.in(out) != null;
        }
        ArrayNode items = items(out);
        if (items == null) {
            return false;
        }
        for (JsonNode each : items) {
            JsonNode node = each;
            for (int i = 0; node != null && i < item.size(); i++) {
                node = item.get(i).from(node, Map.of());
            }
            if (Values.filled(node)) {
                return true;
            }
        }
        return false;
    }

    /** Takes a column out. */
    static void remove(ObjectNode out, FieldPath column) {
        int last = column.steps().size() - 1;
        JsonNode owner = new FieldPath("", column.steps().subList(0, last)).in(out);
        if (owner instanceof ObjectNode object
                && column.steps().get(last) instanceof Step.Key key) {
            object.remove(key.name());
        }
    }

    private static void write(JsonNode root, List<Step> steps, JsonNode value) {
        JsonNode node = root;
        int last = steps.size() - 1;
        for (int i = 0; i < last; i++) {
            JsonNode next = steps.get(i).from(node, Map.of());
            if (next == null || next.isNull()) {
                next =
                        steps.get(i + 1) instanceof Step.Key
                                ? JsonNodeFactory.instance.objectNode()
                                : JsonNodeFactory.instance.arrayNode();
                set(node, steps.get(i), next);
            }
            node = next;
        }
        set(node, steps.get(last), value);
    }

    private static void set(JsonNode node, Step step, JsonNode value) {
        if (step instanceof Step.Key key) {
            ((ObjectNode) node).set(key.name(), value);
            return;
        }
        ArrayNode items = (ArrayNode) node;
        int index = ((Step.Item) step).index();
        while (items.size() <= index) {
            items.addNull();
        }
        items.set(index, value);
    }

    /** Takes items out of a list that no row wrote into. */
    static void prune(ObjectNode out, FieldPath list) {
        if (list.in(out) instanceof ArrayNode items) {
            for (int i = items.size() - 1; i >= 0; i--) {
                JsonNode item = items.get(i);
                if (item.isNull() || (item.isObject() && item.isEmpty())) {
                    items.remove(i);
                }
            }
        }
    }
}
