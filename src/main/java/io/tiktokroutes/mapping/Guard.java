package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A condition of the whole mapping: records for which it does not hold are none of its business.
 *
 * @param condition asked before any row works
 * @param skips true to skip such a record, false to refuse it
 * @param reason the code
 * @param text how the condition is written
 */
record Guard(Condition condition, boolean skips, String reason, String text) {

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    /** Null when the record may pass. */
    Mapped check(Reading record) {
        if (condition.holds(record, NOTHING)) {
            return null;
        }
        String detail = "only for records where " + text;
        return skips ? new Mapped.Skipped(reason, detail) : new Mapped.Refused(reason, detail, 0);
    }

    /** In words, with the outcome of records it does not hold for. */
    String told() {
        return text + ", else " + (skips ? "skip" : "refuse") + " with " + reason;
    }
}
