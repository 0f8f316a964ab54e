package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Record;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The way of PostgreSQL: one statement, in which a known key is no error.
 *
 * <p>Each key is looked up by itself ({@code lateral} with a limit cannot be turned into another
 * kind of join): while the tables have no statistics, the planner would rather read a whole inbox.
 */
final class AllAtOnce implements InboxSql {

    private static final String INSERT =
            "insert into inbox (inbox, record_key, payload, attempts, ready_at, received_at,"
                    + " claimed_until) select ?, new.record_key, new.payload, 0, ?, ?,"
                    + " cast(? as timestamp) from unnest(?, ?) as new (record_key, payload)"
                    + " left join lateral (select 1 as yes from ledger where ledger.inbox = ?"
                    + " and ledger.record_key = new.record_key"
                    + " and ledger.again_at is null limit 1) as known on true"
                    + " where known.yes is null"
                    + " on conflict (inbox, record_key) do nothing returning id, record_key";

    private static final String IN_LEDGER =
            "select wanted.record_key from unnest(?) as wanted (record_key) cross join lateral"
                    + " (select 1 from ledger where ledger.inbox = ?"
                    + " and ledger.record_key = wanted.record_key"
                    + " and ledger.again_at is null limit 1) as line";

    private static final String OUTCOMES =
            "select line.* from unnest(?) as wanted (record_key) cross join lateral"
                    + " (select record_key, outcome, reason, detail, request_id,"
                    + " attempts, again_at from ledger"
                    + " where ledger.inbox = ? and ledger.record_key = wanted.record_key"
                    + " and ledger.destination = ? limit 1) as line";

    @Override
    public Map<String, Long> insertNew(
            Connection connection,
            String inbox,
            Collection<Record> records,
            LocalDateTime now,
            LocalDateTime claimedUntil)
            throws SQLException {
        String[] keys = records.stream().map(Record::key).toArray(String[]::new);
        String[] payloads = records.stream().map(Record::text).toArray(String[]::new);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, inbox);
            insert.setObject(2, now);
            insert.setObject(3, now);
            insert.setObject(4, claimedUntil);
            insert.setArray(5, connection.createArrayOf("varchar", keys));
            insert.setArray(6, connection.createArrayOf("text", payloads));
            insert.setString(7, inbox);
            Map<String, Long> ids = new HashMap<>();
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    ids.put(rows.getString(2), rows.getLong(1));
                }
            }
            return ids;
        }
    }

    @Override
    public Set<String> inLedger(Connection connection, String inbox, Collection<String> keys)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IN_LEDGER)) {
            select.setArray(1, connection.createArrayOf("varchar", keys.toArray()));
            select.setString(2, inbox);
            Set<String> found = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    @Override
    public Map<String, Known> known(
            Connection connection, String destination, String inbox, Collection<String> keys)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OUTCOMES)) {
            select.setArray(1, connection.createArrayOf("varchar", keys.toArray()));
            select.setString(2, inbox);
            select.setString(3, destination);
            Map<String, Known> found = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString("record_key"), InboxSql.known(rows));
                }
            }
            return found;
        }
    }

    @Override
    public String oldest(int most) {
        return " order by inbox, ready_at, id fetch first "
                + most
                + " rows only for update skip locked";
    }

    /**
     * An inbox is a table through which everything passes, so its statistics are never right, and a
     * planner that trusts them reads and sorts all that waits, the dead rows too.
     */
    @Override
    public void beforeClaim(Connection connection) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute("set local enable_bitmapscan = off; set local enable_sort = off");
        }
    }

    @Override
    public int idsAtOnce() {
        return Integer.MAX_VALUE;
    }
}
