package io.tiktokroutes.warehouse.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many rows of a run came to one outcome at one destination.
 *
 * @param op added, changed, removed or again
 * @param outcome delivered, skipped, refused or failed
 * @param reason a code; empty when delivered
 */
public record RunResult(String destination, String op, String outcome, String reason, long rows) {

    private static final List<String> OUTCOMES =
            List.of("delivered", "skipped", "refused", "failed");

    /** Reads one of a query that gives these, in this order. */
    static RunResult read(ResultSet row) throws SQLException {
        return new RunResult(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5));
    }

    /** False for a row that a destination did not take although it was meant for it. */
    public boolean isGood() {
        return !outcome.equals("refused") && !outcome.equals("failed");
    }

    /**
     * Such as {@code tiktok-web: 14 delivered, 1 refused (BAD_PHONE)}, one for each destination.
     */
    static List<String> words(List<RunResult> results) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        Map<String, Map<String, TreeSet<String>>> reasons = new TreeMap<>();
        for (RunResult each : results) {
            counts.computeIfAbsent(each.destination(), name -> new LinkedHashMap<>())
                    .merge(each.outcome(), each.rows(), Long::sum);
            if (!each.reason().isEmpty()) {
                reasons.computeIfAbsent(each.destination(), name -> new TreeMap<>())
                        .computeIfAbsent(each.outcome(), outcome -> new TreeSet<>())
                        .add(each.reason());
            }
        }
        List<String> words = new ArrayList<>();
        counts.forEach(
                (destination, outcomes) -> {
                    List<String> parts = new ArrayList<>();
                    for (String outcome : OUTCOMES) {
                        if (outcomes.containsKey(outcome)) {
                            TreeSet<String> why =
                                    reasons.getOrDefault(destination, Map.of()).get(outcome);
                            parts.add(
                                    String.format(
                                            Locale.ROOT,
                                            "%,d %s%s",
                                            outcomes.get(outcome),
                                            outcome,
                                            why == null
                                                    ? ""
                                                    : " (" + String.join(", ", why) + ")"));
                        }
                    }
                    words.add(destination + ": " + String.join(", ", parts));
                });
        return words;
    }
}
