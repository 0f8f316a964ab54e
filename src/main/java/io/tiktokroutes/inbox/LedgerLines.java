package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes lines of the ledger. A line that is replaced goes to the history first, so that the log
 * can show what was before; a record with one outcome costs nothing more.
 *
 * @param connection of the transaction
 * @param flow the route that the records came from
 * @param now when the outcomes were decided
 */
record LedgerLines(
        Connection connection, String destination, String inbox, String flow, LocalDateTime now) {

    /**
     * So many attempts of a record leave a failure each; after them a failure only replaces the one
     * before. A destination that is down for a week must not fill the history.
     */
    static final int FAILURES_KEPT = 10;

    private static final String UPDATE =
            "update ledger set outcome = ?, reason = ?, detail = ?, request_id = ?, decided_at = ?,"
                    + " flow = ?, received_at = ?, again_at = null, attempts = attempts + 1"
                    + " where inbox = ? and record_key = ? and destination = ?";

    private static final String INSERT =
            "insert into ledger (outcome, reason, detail, request_id, decided_at, flow,"
                    + " received_at, inbox, record_key, destination, attempts)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)";

    private static final String KEEP =
            "insert into ledger_history (destination, inbox, record_key, outcome, reason, detail,"
                    + " request_id, attempts, decided_at, flow, received_at) select destination,"
                    + " inbox, record_key, outcome, reason, detail, request_id, attempts,"
                    + " decided_at, flow, received_at from ledger"
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
        if (kept.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            for (String key : kept) {
                insert.setString(1, inbox);
                insert.setString(2, key);
                insert.setString(3, destination);
                insert.addBatch();
            }
            insert.executeBatch();
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
