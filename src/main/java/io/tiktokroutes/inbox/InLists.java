package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way of MariaDB, which has no arrays: lists of some hundred keys in each statement.
 *
 * <p>Known keys are looked for before, and one that another process put in between fails the
 * insert, so that it is all done again: {@code insert ignore} would cut what does not fit in
 * silence, and {@code on duplicate key update} does not tell which rows are new. The indexes are
 * named because the statistics of a table through which everything passes are never right.
 */
final class InLists implements InboxSql {

    private static final String IN_INBOX =
            "select record_key from inbox force index (inbox_key)"
                    + " where inbox = ? and record_key";

    private static final String IN_LEDGER =
            "select record_key from ledger force index (primary)"
                    + " where again_at is null and inbox = ? and record_key";

    private static final String OUTCOMES =
            "select record_key, outcome, reason, detail, request_id, attempts, again_at"
                    + " from ledger force index (primary)"
                    + " where inbox = ? and destination = ? and record_key";

    private static final String INSERT =
            "insert into inbox (inbox, record_key, payload, attempts, ready_at, received_at,"
                    + " claimed_until) values ";

    /** Characters of payload in one statement: the server takes 16 MB, escaped and in UTF-8. */
    private static final int MOST_CHARACTERS = 1_000_000;

    @Override
    public Map<String, Long> insertNew(
            Connection connection,
            String inbox,
            Collection<Record> records,
            LocalDateTime now,
            LocalDateTime claimedUntil)
            throws SQLException {
        List<String> keys = records.stream().map(Record::key).toList();
        Set<String> known = found(connection, IN_INBOX, inbox, keys);
        known.addAll(inLedger(connection, inbox, keys));
        Map<String, Long> ids = new HashMap<>();
        List<Record> piece = new ArrayList<>();
        int characters = 0;
        for (Record record : records) {
            if (known.contains(record.key())) {
                continue;
            }
            int more = record.text().length();
            if (piece.size() == Sql.IN_LIMIT
                    || (!piece.isEmpty() && characters + more > MOST_CHARACTERS)) {
                insert(connection, inbox, piece, now, claimedUntil, ids);
                piece.clear();
                characters = 0;
            }
            piece.add(record);
            characters += more;
        }
        if (!piece.isEmpty()) {
            insert(connection, inbox, piece, now, claimedUntil, ids);
        }
        return ids;
    }

    private static void insert(
            Connection connection,
            String inbox,
            List<Record> records,
            LocalDateTime now,
            LocalDateTime claimedUntil,
            Map<String, Long> ids)
            throws SQLException {
        String rows =
                String.join(",", Collections.nCopies(records.size(), "(?, ?, ?, 0, ?, ?, ?)"));
        try (PreparedStatement insert =
                connection.prepareStatement(INSERT + rows + " returning id, record_key")) {
            int next = 1;
            for (Record record : records) {
                insert.setString(next++, inbox);
                insert.setString(next++, record.key());
                insert.setString(next++, record.text());
                insert.setObject(next++, now);
                insert.setObject(next++, now);
                insert.setObject(next++, claimedUntil);
            }
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    ids.put(row.getString(2), row.getLong(1));
                }
            }
        }
    }

    @Override
    public Set<String> inLedger(Connection connection, String inbox, Collection<String> keys)
            throws SQLException {
        return found(connection, IN_LEDGER, inbox, keys);
    }

    private static Set<String> found(
            Connection connection, String query, String inbox, Collection<String> keys)
            throws SQLException {
        Set<String> found = new HashSet<>();
        inLists(
                connection,
                query,
                List.of(inbox),
                keys,
                select -> {
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                });
        return found;
    }

    @Override
    public Map<String, Known> known(
            Connection connection, String destination, String inbox, Collection<String> keys)
            throws SQLException {
        Map<String, Known> known = new HashMap<>();
        inLists(
                connection,
                OUTCOMES,
                List.of(inbox, destination),
                keys,
                select -> {
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            known.put(rows.getString("record_key"), InboxSql.known(rows));
                        }
                    }
                });
        return known;
    }

    /** The server takes no batch of such a statement. */
    @Override
    public void keep(
            Connection connection, String destination, String inbox, Collection<String> keys)
            throws SQLException {
        inLists(
                connection,
                TO_HISTORY,
                List.of(inbox, destination),
                keys,
                PreparedStatement::executeUpdate);
    }

    /** Does something with a statement whose values are set. */
    private interface Use {
        void of(PreparedStatement statement) throws SQLException;
    }

    /**
     * @param statement up to the list of keys, with question marks for what comes before
     */
    private static void inLists(
            Connection connection,
            String statement,
            List<String> before,
            Collection<String> keys,
            Use use)
            throws SQLException {
        for (List<String> piece : Sql.pieces(List.copyOf(keys))) {
            String list = " in (" + Sql.marks(piece.size()) + ")";
            try (PreparedStatement prepared = connection.prepareStatement(statement + list)) {
                int next = 1;
                for (String value : before) {
                    prepared.setString(next++, value);
                }
                for (String key : piece) {
                    prepared.setString(next++, key);
                }
                use.of(prepared);
            }
        }
    }

    @Override
    public String queue() {
        return "inbox force index (inbox_ready)";
    }

    @Override
    public String oldest(int most) {
        return " order by inbox, ready_at, id fetch first "
                + most
                + " rows only for update skip locked";
    }

    @Override
    public int idsAtOnce() {
        return Sql.IN_LIMIT;
    }

    @Override
    public String idIsOneOf(int count) {
        return "id in (" + Sql.marks(count) + ")";
    }

    @Override
    public int setIds(PreparedStatement statement, int next, List<Long> ids) throws SQLException {
        int free = next;
        for (Long id : ids) {
            statement.setLong(free++, id);
        }
        return free;
    }

    /** The row is locked while it is claimed; and MariaDB knows no next id but for new rows. */
    @Override
    public String renumbered() {
        return "";
    }
}
