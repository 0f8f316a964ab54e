package io.tiktokroutes.warehouse.runs;

import java.util.ArrayList;
import java.util.List;

/** The numbers of a run at one destination, as the table of runs in the warehouse has them. */
final class RunNumbers {

    private static final List<String> OPS = List.of("added", "changed", "removed", "again");
    private static final List<String> SHORT = List.of("add", "change", "remove", "again");

    /** Planned, attempted, succeeded and failed, each by kind of change. */
    static final List<String> COLUMNS = columns();

    private RunNumbers() {}

    private static List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (String what : List.of("planned", "attempted", "succeeded", "failed")) {
            for (String op : SHORT) {
                columns.add("num_" + what + "_" + op);
            }
        }
        return List.copyOf(columns);
    }

    /**
     * In the order of the columns. What a destination skipped was attempted, and neither succeeded
     * nor failed.
     *
     * @param results of one destination
     */
    static List<Long> of(PastRun run, List<RunResult> results) {
        List<Long> numbers =
                new ArrayList<>(List.of(run.added(), run.changed(), run.removed(), run.again()));
        for (String op : OPS) {
            numbers.add(sum(results, op, List.of("delivered", "skipped", "refused", "failed")));
        }
        for (String op : OPS) {
            numbers.add(sum(results, op, List.of("delivered")));
        }
        for (String op : OPS) {
            numbers.add(sum(results, op, List.of("refused", "failed")));
        }
        return numbers;
    }

    private static long sum(List<RunResult> results, String op, List<String> outcomes) {
        return results.stream()
                .filter(each -> each.op().equals(op) && outcomes.contains(each.outcome()))
                .mapToLong(RunResult::rows)
                .sum();
    }
}
