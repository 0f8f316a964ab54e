package io.tiktokroutes.inbox.log;

import io.tiktokroutes.store.Sql;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which lines of the ledger are wanted; what is empty or null does not count.
 *
 * @param flow the route's id
 * @param flowInboxes the inboxes that the flow reads, for lines of before flows were noted
 * @param outcomes words such as {@code refused}; one of them
 * @param since no line that was decided before
 */
public record RunFilter(
        String flow,
        List<String> flowInboxes,
        String destination,
        List<String> outcomes,
        String reason,
        String inbox,
        String key,
        Instant since) {

    /** Everything. */
    public static final RunFilter ALL =
            new RunFilter("", List.of(), "", List.of(), "", "", "", null);

    /** The same of those outcomes only. */
    public RunFilter of(List<String> only) {
        return new RunFilter(flow, flowInboxes, destination, only, reason, inbox, key, since);
    }

    /** The condition, and the values for its question marks. */
    record Condition(String sql, List<Object> values) {

        /**
         * @param from the number of the condition's first question mark
         * @return the number after the last one
         */
        int bind(PreparedStatement statement, int from) throws SQLException {
            int next = from;
            for (Object value : values) {
                statement.setObject(next++, value);
            }
            return next;
        }
    }

    /**
     * Lines of records that were accepted at that time; null for those of which it is not known.
     */
    static Condition receivedAt(Instant time) {
        return time == null
                ? new Condition("received_at is null", List.of())
                : new Condition("received_at = ?", List.of(Sql.utc(time)));
    }

    Condition condition() {
        List<String> parts = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (!flow.isEmpty()) {
            values.add(flow);
            if (flowInboxes.isEmpty()) {
                parts.add("flow = ?");
            } else {
                parts.add(
                        "(flow = ? or (flow = '' and inbox in ("
                                + Sql.marks(flowInboxes.size())
                                + ")))");
                values.addAll(flowInboxes);
            }
        }
        equal("destination", destination, parts, values);
        equal("reason", reason, parts, values);
        equal("inbox", inbox, parts, values);
        equal("record_key", key, parts, values);
        if (!outcomes.isEmpty()) {
            parts.add("outcome in (" + Sql.marks(outcomes.size()) + ")");
            values.addAll(outcomes);
        }
        if (since != null) {
            parts.add("decided_at >= ?");
            values.add(Sql.utc(since));
        }
        return new Condition(parts.isEmpty() ? "1 = 1" : String.join(" and ", parts), values);
    }

    private static void equal(
            String column, String value, List<String> parts, List<Object> values) {
        if (!value.isEmpty()) {
            parts.add(column + " = ?");
            values.add(value);
        }
    }
}
