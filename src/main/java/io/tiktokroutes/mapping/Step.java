package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** One step of the way from a JSON object to a value inside it. */
sealed interface Step {

    /** Every item of a list; the only one of its kind. */
    Step EACH = new Each();

    /** The node this step leads to, or null. */
    JsonNode from(JsonNode node, Map<String, String> settings);

    /** A field of that name. */
    record Key(String name) implements Step {
        @Override
        public JsonNode from(JsonNode node, Map<String, String> settings) {
            return node.get(name);
        }
    }

    /** The item of that number, counted from 0. */
    record Item(int index) implements Step {
        @Override
        public JsonNode from(JsonNode node, Map<String, String> settings) {
            return node.get(index);
        }
    }

    /** Every item of a list; whoever walks the path takes them one by one. */
    record Each() implements Step {
        @Override
        public JsonNode from(JsonNode node, Map<String, String> settings) {
            throw new IllegalStateException("a path with [] is walked item by item");
        }
    }

    /** The first item of a list one of whose fields has that value. */
    record Match(String field, String value) implements Step {
        @Override
        public JsonNode from(JsonNode node, Map<String, String> settings) {
            if (node.isArray()) {
                for (JsonNode item : node) {
                    JsonNode there = item.get(field);
                    if (there != null && value.equals(Values.text(there))) {
                        return item;
                    }
                }
            }
            return null;
        }
    }

    /** The field that a parameter of the sink names. */
    record Setting(String name) implements Step {
        @Override
        public JsonNode from(JsonNode node, Map<String, String> settings) {
            String key = settings.get(name);
            return key == null || key.isBlank() ? null : node.get(key);
        }
    }
}
