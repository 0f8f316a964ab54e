package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * The table of outcomes: one row per destination and record. It is also what keeps a destination
 * from being asked twice.
 */
public final class Ledger {

    /** A record and what a destination made of it. */
    public record Line(Record record, Outcome outcome) {}

    private final Sql sql;
    private final Clock clock;
    private final InboxSql.Chosen statements = new InboxSql.Chosen();

    public Ledger(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What a destination made of records of an inbox, by record key. */
    Map<String, Known> known(String destination, String inbox, List<Record> records)
            throws SQLException {
        return sql.transaction(
                c ->
                        statements
                                .on(c)
                                .known(
                                        c,
                                        destination,
                                        inbox,
                                        records.stream().map(Record::key).toList()));
    }

    /**
     * How many of these records of an inbox failed at a destination and wait for their next try.
     */
    public int failed(String destination, String inbox, List<String> keys) throws SQLException {
        Map<String, Known> known =
                sql.transaction(c -> statements.on(c).known(c, destination, inbox, keys));
        return (int)
                known.values().stream()
                        .filter(line -> line.outcome().kind() == Outcome.Kind.FAILED)
                        .count();
    }

    /**
     * Writes the outcomes of one destination, and keeps the payload of what was refused.
     *
     * <p>A line that exists is replaced and counts one attempt more; the history has what it said.
     *
     * @param flow the id of the route that the records came from
     */
    public void write(String destination, String inbox, String flow, List<Line> lines)
            throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        List<String> seen =
                lines.stream()
                        .map(Line::record)
                        .filter(record -> !record.isFresh())
                        .map(Record::key)
                        .toList();
        try {
            write(destination, inbox, flow, lines, seen);
        } catch (SQLException e) {
            if (!Sql.isConflict(e)) {
                throw e;
            }
            // a line was there all the same, for instance of a route that names the sink twice
            List<String> all = lines.stream().map(line -> line.record().key()).toList();
            write(destination, inbox, flow, lines, all);
        }
    }

    /**
     * @param seen keys of records of which the ledger may have a line
     */
    private void write(
            String destination, String inbox, String flow, List<Line> lines, List<String> seen)
            throws SQLException {
        LocalDateTime now = Sql.utc(clock.instant());
        sql.transaction(
                connection -> {
                    InboxSql way = statements.on(connection);
                    Map<String, Known> known =
                            seen.isEmpty()
                                    ? Map.of()
                                    : way.known(connection, destination, inbox, seen);
                    new LedgerLines(connection, way, destination, inbox, flow, now)
                            .write(lines, known);
                    new RefusedLines(connection, destination, inbox, now).write(lines, known);
                    return null;
                });
    }

    /**
     * Forgets final outcomes, earlier ones, and refused payloads that are older than that; but none
     * of a record that another destination still holds in its inbox, or it would be sent a second
     * time.
     *
     * @return how many lines of the ledger went
     */
    public int forget(Duration retention) throws SQLException {
        LocalDateTime before = Sql.utc(clock.instant().minus(retention));
        return sql.transaction(
                connection -> {
                    int forgotten =
                            deleteOlder(
                                    connection,
                                    "delete from ledger where decided_at < ? and outcome <> 'failed'"
                                            + " and not exists (select 1 from inbox waiting"
                                            + " where waiting.inbox = ledger.inbox"
                                            + " and waiting.record_key = ledger.record_key)",
                                    before);
                    deleteOlder(
                            connection, "delete from ledger_history where decided_at < ?", before);
                    deleteOlder(connection, "delete from refused where refused_at < ?", before);
                    return forgotten;
                });
    }

    private static int deleteOlder(Connection connection, String statement, LocalDateTime before)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(statement)) {
            delete.setObject(1, before);
            return delete.executeUpdate();
        }
    }
}
