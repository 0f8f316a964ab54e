package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a test case wants a mapping to make of its input. */
public sealed interface Expectation {

    /**
     * Where what came is something else; empty when the expectation is met.
     *
     * @param rows which row is behind a column
     */
    List<Difference> differences(Mapped got, RowsBehind rows);

    /**
     * A payload with these columns.
     *
     * @param columns the wanted part of the payload, or null
     * @param exact true when the payload has no other columns
     * @param absent columns the payload must not have
     */
    record Output(JsonNode columns, boolean exact, List<FieldPath> absent) implements Expectation {

        @Override
        public List<Difference> differences(Mapped got, RowsBehind rows) {
            if (!(got instanceof Mapped.Payload payload)) {
                return List.of(outcome("a payload", got));
            }
            List<Difference> differences = new ArrayList<>();
            if (columns != null) {
                compare(columns, payload.payload(), rows, differences);
            }
            for (FieldPath path : absent) {
                JsonNode there = path.in(payload.payload());
                if (there != null) {
                    differences.add(line(path.text(), "nothing", there.toString(), rows));
                }
            }
            return differences;
        }

        private void compare(
                JsonNode wanted, ObjectNode got, RowsBehind rows, List<Difference> differences) {
            Map<String, String> left = new TreeMap<>();
            Map<String, String> right = new TreeMap<>();
            Columns.flatten("", wanted, left);
            Columns.flatten("", got, right);
            left.forEach(
                    (column, value) -> {
                        String other = right.getOrDefault(column, "nothing");
                        if (!value.equals(other)) {
                            differences.add(line(column, value, other, rows));
                        }
                    });
            right.forEach(
                    (column, value) -> {
                        if (!left.containsKey(column)
                                && (exact || Columns.isItemOf(column, left))) {
                            differences.add(line(column, "nothing", value, rows));
                        }
                    });
        }

        private static Difference line(String column, String wanted, String got, RowsBehind rows) {
            return new Difference(column, wanted, got, rows.of(column));
        }
    }

    /** The record is skipped with this code. */
    record Skip(String reason) implements Expectation {
        @Override
        public List<Difference> differences(Mapped got, RowsBehind rows) {
            boolean met = got instanceof Mapped.Skipped s && s.reason().equals(reason);
            return met ? List.of() : List.of(outcome("skipped " + reason, got));
        }
    }

    /**
     * The record is refused.
     *
     * @param reason the code
     * @param row the row that refuses; 0 when the test does not say
     */
    record Refusal(String reason, int row) implements Expectation {
        @Override
        public List<Difference> differences(Mapped got, RowsBehind rows) {
            boolean met =
                    got instanceof Mapped.Refused r
                            && r.reason().equals(reason)
                            && (row == 0 || row == r.row());
            String wanted = "refused " + reason + (row == 0 ? "" : " by row " + row);
            return met ? List.of() : List.of(outcome(wanted, got));
        }
    }

    private static Difference outcome(String wanted, Mapped got) {
        return new Difference(Difference.OUTCOME, wanted, told(got), "");
    }

    private static String told(Mapped got) {
        if (got instanceof Mapped.Skipped s) {
            return "skipped " + s.reason() + " (" + s.detail() + ")";
        }
        if (got instanceof Mapped.Refused r) {
            return "refused " + r.reason() + " by row " + r.row() + " (" + r.detail() + ")";
        }
        return "a payload: " + ((Mapped.Payload) got).payload();
    }
}
