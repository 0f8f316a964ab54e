package io.tiktokroutes.inbox;

import io.tiktokroutes.inbox.Replays.Again;
import io.tiktokroutes.inbox.Replays.Placed;
import io.tiktokroutes.inbox.Replays.Wish;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rows of one inbox and of its ledger that replays touch, in one transaction. */
final class ReplayRows {

    private static final String FIND =
            "select id, claimed_until, only_destination from inbox"
                    + " where inbox = ? and record_key = ?";

    private static final String INSERT =
            "insert into inbox (inbox, record_key, payload, attempts, ready_at, received_at,"
                    + " only_destination) values (?, ?, ?, 0, ?, ?, ?)";

    private static final String WIDEN =
            "update inbox set %spayload = coalesce(?, payload), only_destination = ?, attempts = 0, ready_at = ?"
                    + " where id = ? and (claimed_until is null or claimed_until < ?)";

    private static final String MARK =
            "update ledger set again_at = ?"
                    + " where inbox = ? and record_key = ? and destination = ?";

    /** A record that is in the inbox. */
    private record Row(long id, LocalDateTime claimedUntil, Set<String> onlyFor) {
        boolean isFor(String destination) {
            return onlyFor.isEmpty() || onlyFor.contains(destination);
        }

        boolean isClaimed(LocalDateTime now) {
            return claimedUntil != null && !claimedUntil.isBefore(now);
        }
    }

    private final Connection connection;
    private final InboxSql way;
    private final String inbox;
    private final Map<String, Map<String, Known>> ledger = new HashMap<>();

    ReplayRows(Connection connection, InboxSql way, String inbox) {
        this.connection = connection;
        this.way = way;
        this.inbox = inbox;
    }

    Map<String, Placed> put(List<Again> records, Wish wish, LocalDateTime now) throws SQLException {
        // in this order: a record leaves the inbox after its outcome is in the ledger, so that one
        // which is found in neither is truly nowhere
        Map<String, Row> waiting = readInbox(records);
        readLedger(records);
        Map<String, Placed> placed = new LinkedHashMap<>();
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement mark = connection.prepareStatement(MARK)) {
            for (Again record : records) {
                Set<String> wanted = new TreeSet<>(record.destinations());
                if (wish == Wish.MISSING) {
                    wanted.removeIf(destination -> settles(destination, record.key()));
                }
                if (wanted.isEmpty()) {
                    placed.put(record.key(), Placed.SETTLED);
                    continue;
                }
                Row row = waiting.get(record.key());
                if (row == null) {
                    add(insert, record, wanted, now);
                    placed.put(record.key(), Placed.PUT);
                } else {
                    placed.put(record.key(), join(row, record, wanted, wish, now));
                }
                if (placed.get(record.key()) == Placed.PUT) {
                    mark(mark, record.key(), wanted, now);
                }
            }
            insert.executeBatch();
            mark.executeBatch();
        }
        return placed;
    }

    private Map<String, Row> readInbox(List<Again> records) throws SQLException {
        Map<String, Row> waiting = new HashMap<>();
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            for (Again record : records) {
                find.setString(1, inbox);
                find.setString(2, record.key());
                try (ResultSet rows = find.executeQuery()) {
                    if (rows.next()) {
                        waiting.put(record.key(), row(rows));
                    }
                }
            }
        }
        return waiting;
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getLong(1),
                rows.getObject(2, LocalDateTime.class),
                Replays.names(rows.getString(3)));
    }

    private void readLedger(List<Again> records) throws SQLException {
        Map<String, Set<String>> keys = new HashMap<>();
        for (Again record : records) {
            for (String destination : record.destinations()) {
                keys.computeIfAbsent(destination, name -> new TreeSet<>()).add(record.key());
            }
        }
        for (Map.Entry<String, Set<String>> entry : keys.entrySet()) {
            String destination = entry.getKey();
            ledger.put(destination, way.known(connection, destination, inbox, entry.getValue()));
        }
    }

    private boolean settles(String destination, String key) {
        Known known = ledger.get(destination).get(key);
        return known != null && known.settles();
    }

    private void add(PreparedStatement insert, Again record, Set<String> wanted, LocalDateTime now)
            throws SQLException {
        insert.setString(1, inbox);
        insert.setString(2, record.key());
        insert.setString(3, record.payload());
        insert.setObject(4, now);
        insert.setObject(5, now);
        insert.setString(6, Replays.column(wanted));
        insert.addBatch();
    }

    /** The record is in the inbox, for all destinations or for some. */
    private Placed join(Row row, Again record, Set<String> wanted, Wish wish, LocalDateTime now)
            throws SQLException {
        boolean comesAnyway =
                // a new payload is to be put all the same
                wish != Wish.RENEWED
                        && wanted.stream()
                                .allMatch(
                                        destination ->
                                                row.isFor(destination)
                                                        && !settles(destination, record.key()));
        boolean claimed = row.isClaimed(now);
        if (comesAnyway) {
            // a route that was read before the destination stood in it may hold the batch
            boolean unsure = claimed && wish == Wish.MISSING && row.onlyFor().isEmpty();
            return unsure ? Placed.UNDER_WAY : Placed.WAITS;
        }
        if (claimed) {
            return Placed.UNDER_WAY;
        }
        Set<String> all = new TreeSet<>(row.onlyFor());
        all.addAll(wanted);
        try (PreparedStatement widen =
                connection.prepareStatement(WIDEN.formatted(way.renumbered()))) {
            widen.setString(1, wish == Wish.RENEWED ? record.payload() : null);
            widen.setString(2, row.onlyFor().isEmpty() ? null : Replays.column(all));
            widen.setObject(3, now);
            widen.setLong(4, row.id());
            widen.setObject(5, now);
            return widen.executeUpdate() == 1 ? Placed.PUT : Placed.UNDER_WAY;
        }
    }

    private void mark(PreparedStatement mark, String key, Set<String> wanted, LocalDateTime now)
            throws SQLException {
        for (String destination : wanted) {
            mark.setObject(1, now);
            mark.setString(2, inbox);
            mark.setString(3, key);
            mark.setString(4, destination);
            mark.addBatch();
        }
    }
}
