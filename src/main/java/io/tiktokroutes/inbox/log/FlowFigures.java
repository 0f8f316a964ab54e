package io.tiktokroutes.inbox.log;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the list of flows counts: records in inboxes, and outcomes. */
public final class FlowFigures {

    private static final long MOST_COUNTED = 1_000_000;

    /** PostgreSQL's word for a statement that was cancelled, and H2's. */
    private static final List<String> CANCELLED = List.of("57014", "HYT00");

    /**
     * How full an inbox is.
     *
     * @param depth the records in it
     * @param waiting those of them that failed and are not due for another try yet
     */
    public record Depth(long depth, long waiting) {}

    /**
     * How often a destination came to one outcome.
     *
     * @param flow the route's id; empty for lines of before it was noted
     * @param last when it did so last
     */
    public record Outcomes(
            String flow,
            String inbox,
            String destination,
            String outcome,
            long count,
            Instant last) {}

    private final Sql sql;

    public FlowFigures(Sql sql) {
        this.sql = sql;
    }

    /** How full the inbox is, counted no further than a million. */
    public Depth depth(String inbox, Instant now) throws SQLException {
        return sql.transaction(
                connection ->
                        new Depth(
                                count(connection, inbox, Instant.EPOCH),
                                count(connection, inbox, now)));
    }

    private static long count(Connection connection, String inbox, Instant after)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select count(*) from (select ready_at from inbox where inbox = ?"
                                + " and ready_at > ? fetch first "
                                + MOST_COUNTED
                                + " rows only) counted")) {
            select.setString(1, inbox);
            select.setObject(2, Sql.utc(after));
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /**
     * How often each destination came to each outcome, counted by the database.
     *
     * @param since from then on; null for all the ledger keeps
     * @param seconds how long that may take
     * @return empty when it takes longer
     */
    public Optional<List<Outcomes>> outcomes(Instant since, int seconds) throws SQLException {
        try {
            return Optional.of(sql.transaction(c -> outcomes(c, since, seconds)));
        } catch (SQLException e) {
            if (e instanceof SQLTimeoutException || CANCELLED.contains(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<Outcomes> outcomes(Connection connection, Instant since, int seconds)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select flow, inbox, destination, outcome, count(*), max(decided_at)"
                                + " from ledger"
                                + (since == null ? "" : " where decided_at >= ?")
                                + " group by flow, inbox, destination, outcome")) {
            select.setQueryTimeout(seconds);
            if (since != null) {
                select.setObject(1, Sql.utc(since));
            }
            List<Outcomes> outcomes = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    outcomes.add(
                            new Outcomes(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getLong(5),
                                    Sql.instant(rows.getObject(6, LocalDateTime.class))));
                }
            }
            return outcomes;
        }
    }
}
