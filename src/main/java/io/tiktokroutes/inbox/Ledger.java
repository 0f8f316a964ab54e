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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** The outcomes that a destination has for records of an inbox, by record key. */
    public Map<String, Outcome> outcomes(String destination, String inbox, List<Record> records)
            throws SQLException {
        return sql.transaction(c -> statements.on(c).outcomes(c, destination, inbox, records));
    }

    /**
     * Writes the outcomes of one destination, and keeps the payload of what was refused.
     *
     * <p>A line that exists is replaced and counts one attempt more.
     */
    public void write(String destination, String inbox, List<Line> lines) throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        List<Record> seen =
                lines.stream().map(Line::record).filter(record -> !record.isFresh()).toList();
        try {
            write(destination, inbox, lines, seen);
        } catch (SQLException e) {
            if (!Sql.isConflict(e)) {
                throw e;
            }
            // a line was there all the same, for instance of a route that names the sink twice
            write(destination, inbox, lines, lines.stream().map(Line::record).toList());
        }
    }

    /**
     * @param seen records of which the ledger may have a line
     */
    private void write(String destination, String inbox, List<Line> lines, List<Record> seen)
            throws SQLException {
        LocalDateTime now = Sql.utc(clock.instant());
        sql.transaction(
                connection -> {
                    Set<String> known =
                            seen.isEmpty()
                                    ? Set.of()
                                    : statements
                                            .on(connection)
                                            .outcomes(connection, destination, inbox, seen)
                                            .keySet();
                    writeOutcomes(connection, destination, inbox, lines, known, now);
                    writeRefused(connection, destination, inbox, lines, now);
                    return null;
                });
    }

    private static void writeOutcomes(
            Connection connection,
            String destination,
            String inbox,
            List<Line> lines,
            Set<String> known,
            LocalDateTime now)
            throws SQLException {
        Set<String> written = new HashSet<>(known);
        try (PreparedStatement update =
                        connection.prepareStatement(
                                "update ledger set outcome = ?, reason = ?, detail = ?,"
                                        + " request_id = ?, decided_at = ?, attempts = attempts + 1"
                                        + " where inbox = ? and record_key = ? and destination = ?");
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into ledger (outcome, reason, detail, request_id,"
                                        + " decided_at, inbox, record_key, destination, attempts)"
                                        + " values (?, ?, ?, ?, ?, ?, ?, ?, 1)")) {
            for (Line line : lines) {
                boolean isNew = written.add(line.record().key());
                PreparedStatement statement = isNew ? insert : update;
                Outcome outcome = line.outcome();
                statement.setString(1, outcome.kind().word());
                statement.setString(2, fit(outcome.reason(), 64));
                statement.setString(3, fit(outcome.detail(), 1000));
                statement.setString(4, fit(outcome.requestId(), 128));
                statement.setObject(5, now);
                statement.setString(6, inbox);
                statement.setString(7, line.record().key());
                statement.setString(8, destination);
                statement.addBatch();
            }
            insert.executeBatch();
            update.executeBatch();
        }
    }

    private static void writeRefused(
            Connection connection,
            String destination,
            String inbox,
            List<Line> lines,
            LocalDateTime now)
            throws SQLException {
        List<Line> refused =
                lines.stream()
                        .filter(line -> line.outcome().kind() == Outcome.Kind.REFUSED)
                        .toList();
        if (refused.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                        connection.prepareStatement(
                                "delete from refused where inbox = ? and record_key = ?"
                                        + " and destination = ?");
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into refused (inbox, record_key, destination, reason,"
                                        + " detail, payload, refused_at)"
                                        + " values (?, ?, ?, ?, ?, ?, ?)")) {
            for (Line line : refused) {
                delete.setString(1, inbox);
                delete.setString(2, line.record().key());
                delete.setString(3, destination);
                delete.addBatch();
                insert.setString(1, inbox);
                insert.setString(2, line.record().key());
                insert.setString(3, destination);
                insert.setString(4, fit(line.outcome().reason(), 64));
                insert.setString(5, fit(line.outcome().detail(), 1000));
                insert.setString(6, line.record().text());
                insert.setObject(7, now);
                insert.addBatch();
            }
            delete.executeBatch();
            insert.executeBatch();
        }
    }

    /** What the other side said may hold a character that PostgreSQL refuses in a text. */
    private static String fit(String text, int length) {
        return Sql.cut(text.replace('\0', ' '), length);
    }

    /**
     * Forgets final outcomes, and refused payloads, that are older than that; but none of a record
     * that another destination still holds in its inbox, or it would be sent a second time.
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
