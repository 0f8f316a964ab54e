package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Columns the finished payload must have.
 *
 * @param all true when every column is wanted, false when one of them is enough
 * @param columns paths in the new payload
 * @param skips true to skip a record that lacks them, instead of refusing it
 * @param reason the code
 */
record Requirement(boolean all, List<FieldPath> columns, boolean skips, String reason) {

    /** Null when the payload has them. */
    Mapped check(ObjectNode out) {
        int filled = 0;
        for (FieldPath column : columns) {
            filled += Values.filled(column.in(out)) ? 1 : 0;
        }
        if (all ? filled == columns.size() : filled > 0) {
            return null;
        }
        String names = String.join(", ", columns.stream().map(FieldPath::text).toList());
        String detail =
                all ? "not all of " + names + " have a value" : "none of " + names + " has a value";
        return skips ? new Mapped.Skipped(reason, detail) : new Mapped.Refused(reason, detail, 0);
    }

    /** In words, with the outcome of records that lack them. */
    String told() {
        String names = String.join(", ", columns.stream().map(FieldPath::text).toList());
        String what = columns.size() == 1 ? "" : all ? "all of " : "one of ";
        return what + names + ", else " + (skips ? "skip" : "refuse") + " with " + reason;
    }
}
