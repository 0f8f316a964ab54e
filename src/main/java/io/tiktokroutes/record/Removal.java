package io.tiktokroutes.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * The payload of a record that says: this row is gone. It has no columns, so mappings let it pass;
 * only sinks that can take something out know what to do with it.
 */
public final class Removal {

    /** No column of a query is called so. */
    private static final String FIELD = "$removed";

    private Removal() {}

    /**
     * @param rowKey the primary key of the row that is gone
     */
    public static JsonNode of(String rowKey) {
        return JsonNodeFactory.instance.objectNode().put(FIELD, rowKey);
    }

    /** True when the payload tells of a row that is gone. */
    public static boolean is(JsonNode payload) {
        return payload.size() == 1 && payload.path(FIELD).isTextual();
    }
}
