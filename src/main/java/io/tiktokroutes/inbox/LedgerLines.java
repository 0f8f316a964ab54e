package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes lines of the ledger. A line that is replaced goes to the history first, so that the log
 * can show what was before; a record with one outcome costs nothing more.
 *
 * @param connection of the transaction
 * @param way of its database
 * @param flow the route that the records came from
 * @param now when the outcomes were decided
 */
record LedgerLines(
        Connection connection,
        InboxSql way,
        String destination,
        String inbox,
        String flow,
        LocalDateTime now) {

    /**
     * So many attempts of a record leave a failure each; after them a failure only replaces the one
     * before. A destination that is down for a week must not fill the history.
     */
    static final int FAILURES_KEPT = 10;

    private static final String UPDATE =
            "update ledger set outcome = ?, reason = ?, detail = ?, request_id = ?, decided_at = ?,"
                    + " flow = ?, received_at = coalesce(received_at, ?), again_at = null,"
                    + " attempts = attempts + 1"
                    + " where inbox = ? and record_key = ? and destination = ?";

    private static final String INSERT =
            "insert into ledger (outcome, reason, detail, request_id, decided_at, flow,"
                    + " received_at, inbox, record_key, destination, attempts)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)";

    /**
     * A replay is the same run, which begins when the record was first accepted, also for a
     * destination that had no line before.
     */
    private static final String SAME_RUN =
            "update ledger set received_at = (select min(first.received_at) from ledger first"
                    + " where first.inbox = ledger.inbox and first.record_key = ledger.record_key)"
                    + " where inbox = ? and record_key = ? and destination = ?";

    /**
     * @param known what the ledger has of these records, by record key
     */
    void write(List<Ledger.Line> lines, Map<String, Known> known) throws SQLException {
        keep(lines, known);
        Set<String> written = new HashSet<>(known.keySet());
        String route = fit(flow, 128);
        try (PreparedStatement update = connection.prepareStatement(UPDATE);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Ledger.Line line : lines) {
                boolean isNew = written.add(line.record().key());
                PreparedStatement statement = isNew ? insert : update;
                Outcome outcome = line.outcome();
                statement.setString(1, outcome.kind().word());
                statement.setString(2, fit(outcome.reason(), 64));
                statement.setString(3, fit(outcome.detail(), 1000));
                statement.setString(4, fit(outcome.requestId(), 128));
                statement.setObject(5, now);
                statement.setString(6, route);
                statement.setObject(7, Sql.utc(line.record().receivedAt()));
                statement.setString(8, inbox);
                statement.setString(9, line.record().key());
                statement.setString(10, destination);
                statement.addBatch();
            }
            insert.executeBatch();
            update.executeBatch();
        }
        sameRun(keys(lines.stream().map(Ledger.Line::record).filter(Record::isReplay)));
    }

    private static Set<String> keys(Stream<Record> records) {
        return records.map(Record::key).collect(Collectors.toSet());
    }

    private void keep(List<Ledger.Line> lines, Map<String, Known> known) throws SQLException {
        Set<String> kept = new HashSet<>();
        for (Ledger.Line line : lines) {
            String key = line.record().key();
            Known before = known.get(key);
            if (before != null && isKept(before, line.outcome())) {
                kept.add(key);
            }
        }
        if (!kept.isEmpty()) {
            way.keep(connection, destination, inbox, kept);
        }
    }

    private void sameRun(Set<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement change = connection.prepareStatement(SAME_RUN)) {
            for (String key : keys) {
                change.setString(1, inbox);
                change.setString(2, key);
                change.setString(3, destination);
                change.addBatch();
            }
            change.executeBatch();
        }
    }

    /**
     * Every final outcome, the last failure before one, and of failures in a row the first and, up
     * to a bound, those with another reason.
     */
    private static boolean isKept(Known before, Outcome now) {
        if (before.outcome().last() || now.last()) {
            return true;
        }
        boolean other = !before.outcome().reason().equals(now.reason());
        return before.attempts() == 1 || (other && before.attempts() < FAILURES_KEPT);
    }

    /** What the other side said may hold a character that PostgreSQL refuses in a text. */
    static String fit(String text, int length) {
        return Sql.cut(text.replace('\0', ' '), length);
    }
}
