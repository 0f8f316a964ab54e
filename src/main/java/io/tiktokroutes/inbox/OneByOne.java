package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Sql;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The way of an embedded database.
 *
 * <p>H2 makes the plan of a statement once, often while the tables are empty, and then a list of
 * keys would be looked for in all rows of an inbox; a single whole key never is. A row that
 * violates the key of the inbox fails alone, and the others of the batch go on.
 */
final class OneByOne implements InboxSql {

    private static final String INSERT =
            "insert into inbox (inbox, record_key, payload, attempts, ready_at, received_at,"
                    + " claimed_until) select ?, ?, ?, 0, ?, ?, ? where not exists"
                    + " (select 1 from ledger where inbox = ? and record_key = ?"
                    + " and again_at is null)";

    private static final String IN_LEDGER =
            "select 1 from ledger where inbox = ? and record_key = ? and again_at is null"
                    + " fetch first row only";

    private static final String OUTCOME =
            "select outcome, reason, detail, request_id,"
                    + " attempts, again_at from ledger"
                    + " where inbox = ? and record_key = ? and destination = ?";

    private static final String[] ANSWER = {"ID", "RECORD_KEY"};

    @Override
    public Map<String, Long> insertNew(
            Connection connection,
            String inbox,
            Collection<Record> records,
            LocalDateTime now,
            LocalDateTime claimedUntil)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT, ANSWER)) {
            for (Record record : records) {
                insert.setString(1, inbox);
                insert.setString(2, record.key());
                insert.setString(3, record.text());
                insert.setObject(4, now);
                insert.setObject(5, now);
                insert.setObject(6, claimedUntil);
                insert.setString(7, inbox);
                insert.setString(8, record.key());
                insert.addBatch();
            }
            try {
                insert.executeBatch();
            } catch (BatchUpdateException e) {
                onlyDuplicates(e);
            }
            return ids(insert);
        }
    }

    private static void onlyDuplicates(BatchUpdateException failures) throws SQLException {
        for (SQLException e = failures.getNextException(); e != null; e = e.getNextException()) {
            if (!Sql.isDuplicateKey(e)) {
                throw e;
            }
        }
    }

    private static Map<String, Long> ids(PreparedStatement insert) throws SQLException {
        Map<String, Long> ids = new HashMap<>();
        try (ResultSet rows = insert.getGeneratedKeys()) {
            while (rows.next()) {
                ids.put(rows.getString(2), rows.getLong(1));
            }
        }
        return ids;
    }

    @Override
    public Set<String> inLedger(Connection connection, String inbox, Collection<String> keys)
            throws SQLException {
        Set<String> found = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(IN_LEDGER)) {
            select.setString(1, inbox);
            for (String key : keys) {
                select.setString(2, key);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        found.add(key);
                    }
                }
            }
        }
        return found;
    }

    @Override
    public Map<String, Known> known(
            Connection connection, String destination, String inbox, Collection<String> keys)
            throws SQLException {
        Map<String, Known> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(OUTCOME)) {
            select.setString(1, inbox);
            select.setString(3, destination);
            for (String key : keys) {
                select.setString(2, key);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        found.put(key, InboxSql.known(row));
                    }
                }
            }
        }
        return found;
    }

    /**
     * In the order of the index inbox_ready; any other would read and sort all that waits. Not
     * locked: H2 would write every row for it, and hardly anybody shares an embedded database.
     */
    @Override
    public String oldest(int most) {
        return " order by inbox, ready_at, id fetch first " + most + " rows only";
    }

    /** Few: H2 compares every row that the index found with all ids once more. */
    @Override
    public int idsAtOnce() {
        return 50;
    }
}
