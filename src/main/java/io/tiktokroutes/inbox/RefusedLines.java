package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps the payload of what was refused, and lets it go when the destination took the record, or
 * had no use for it, after all.
 */
record RefusedLines(Connection connection, String destination, String inbox, LocalDateTime now) {

    /**
     * @param known what the ledger had of these records, by record key
     */
    void write(List<Ledger.Line> lines, Map<String, Known> known) throws SQLException {
        List<Ledger.Line> refused = new ArrayList<>();
        List<Ledger.Line> gone = new ArrayList<>();
        for (Ledger.Line line : lines) {
            boolean isRefused = line.outcome().kind() == Outcome.Kind.REFUSED;
            if (isRefused) {
                refused.add(line);
            }
            if (isRefused || (line.outcome().last() && known.containsKey(line.record().key()))) {
                gone.add(line);
            }
        }
        delete(gone);
        insert(refused);
    }

    private void delete(List<Ledger.Line> lines) throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from refused where inbox = ? and record_key = ?"
                                + " and destination = ?")) {
            for (Ledger.Line line : lines) {
                delete.setString(1, inbox);
                delete.setString(2, line.record().key());
                delete.setString(3, destination);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private void insert(List<Ledger.Line> lines) throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into refused (inbox, record_key, destination, reason, detail,"
                                + " payload, refused_at) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (Ledger.Line line : lines) {
                insert.setString(1, inbox);
                insert.setString(2, line.record().key());
                insert.setString(3, destination);
                insert.setString(4, LedgerLines.fit(line.outcome().reason(), 64));
                insert.setString(5, LedgerLines.fit(line.outcome().detail(), 1000));
                insert.setString(6, line.record().text());
                insert.setObject(7, now);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
