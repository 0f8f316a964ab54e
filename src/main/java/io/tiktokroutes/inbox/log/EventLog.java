package io.tiktokroutes.inbox.log;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.store.DatabaseKind;
import io.tiktokroutes.store.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The event log: what destinations received and what they rejected, line by line, and how much of
 * both over time.
 */
public final class EventLog {

    /** The outcomes of what a destination received. */
    public static final List<String> RECEIVED = List.of(Outcome.Kind.DELIVERED.word());

    /** The outcomes of what it rejected, for good or for now. */
    public static final List<String> REJECTED =
            List.of(Outcome.Kind.REFUSED.word(), Outcome.Kind.FAILED.word());

    private static final int PAGE = 200;

    /** How many lines were decided in one stretch of time. */
    public record Count(long received, long rejected) {}

    private final Sql sql;

    public EventLog(Sql sql) {
        this.sql = sql;
    }

    /**
     * The lines of that kind, the newest first.
     *
     * @param limit no more than that
     */
    public List<LedgerLine> latest(RunFilter filter, int limit) throws SQLException {
        List<LedgerLine> lines = new ArrayList<>();
        LedgerWalk walk = LedgerWalk.back(sql, filter.condition(), Math.min(limit + 1, PAGE));
        while (lines.size() < limit) {
            List<LedgerLine> next = walk.next();
            if (next.isEmpty()) {
                break;
            }
            lines.addAll(next.subList(0, Math.min(next.size(), limit - lines.size())));
        }
        return lines;
    }

    /**
     * How many lines were received and rejected in each stretch of time; counted by the database.
     *
     * @param from the beginning of the first stretch
     * @param step how long a stretch is, in whole seconds
     * @return by the beginning of each stretch, those without a line left out
     */
    public Map<Instant, Count> counts(RunFilter filter, Instant from, Duration step)
            throws SQLException {
        RunFilter.Condition condition = filter.condition();
        return sql.transaction(
                connection -> {
                    String stretch = stretch(DatabaseKind.of(connection), step);
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select "
                                            + stretch
                                            + " as stretch, outcome, count(*) from ledger"
                                            + " where decided_at >= ? and "
                                            + condition.sql()
                                            + " group by "
                                            + stretch
                                            + ", outcome")) {
                        select.setObject(1, Sql.utc(from));
                        condition.bind(select, 2);
                        Map<Instant, Count> counts = new TreeMap<>();
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                Instant at =
                                        Instant.ofEpochSecond(rows.getLong(1) * step.toSeconds());
                                counts.merge(
                                        at,
                                        count(rows.getString(2), rows.getLong(3)),
                                        EventLog::sum);
                            }
                        }
                        return counts;
                    }
                });
    }

    /** The number of the stretch that a line was decided in, counted from 1970 on. */
    private static String stretch(DatabaseKind kind, Duration step) {
        return switch (kind) {
            case H2, POSTGRESQL ->
                    "cast(floor(extract(epoch from decided_at) / "
                            + step.toSeconds()
                            + ") as bigint)";
            // unix_timestamp would take the times for those of the session's zone
            case MARIADB ->
                    "(timestampdiff(second, '1970-01-01', decided_at) div "
                            + step.toSeconds()
                            + ")";
        };
    }

    private static Count count(String outcome, long lines) {
        return new Count(
                RECEIVED.contains(outcome) ? lines : 0, REJECTED.contains(outcome) ? lines : 0);
    }

    private static Count sum(Count a, Count b) {
        return new Count(a.received() + b.received(), a.rejected() + b.rejected());
    }
}
