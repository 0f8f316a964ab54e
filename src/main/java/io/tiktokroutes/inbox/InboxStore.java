package io.tiktokroutes.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The inbox table: records are put, claimed for a while, and then leave or wait for another try.
 *
 * <p>Several processes may share one database: rows are claimed with {@code for update skip
 * locked}, and a claim ends by itself when its process dies.
 */
public final class InboxStore {

    /** Decimals and 19-digit ids stay exact. */
    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    // or 100.00 would become 1E+2
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build()
                    .reader();

    private static final int PUT_TRIES = 5;

    private final Sql sql;
    private final Clock clock;

    public InboxStore(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Puts records; when this returns they are committed.
     *
     * @return how many were new; a key that is in the inbox or in its ledger is a duplicate
     */
    public Accepted put(String inbox, List<Record> records) throws SQLException {
        Map<String, Record> byKey = new LinkedHashMap<>();
        records.forEach(r -> byKey.putIfAbsent(r.key(), r));
        for (int tried = 1; ; tried++) {
            try {
                Set<String> known = sql.transaction(c -> insertNew(c, inbox, byKey));
                int accepted = byKey.size() - known.size();
                return new Accepted(accepted, records.size() - accepted, known);
            } catch (SQLException e) {
                // another caller put one of the keys in between: look again
                if (!Sql.isDuplicateKey(e) || tried == PUT_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** The keys that were known already; the others are in the inbox now. */
    private Set<String> insertNew(Connection connection, String inbox, Map<String, Record> byKey)
            throws SQLException {
        List<String> keys = List.copyOf(byKey.keySet());
        Set<String> known = new HashSet<>();
        for (List<String> piece : Sql.pieces(keys)) {
            known.addAll(keysIn(connection, "inbox", inbox, piece));
            known.addAll(keysIn(connection, "ledger", inbox, piece));
        }
        LocalDateTime now = Sql.utc(clock.instant());
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into inbox (inbox, record_key, payload, attempts, ready_at,"
                                + " received_at) values (?, ?, ?, 0, ?, ?)")) {
            int count = 0;
            for (Record record : byKey.values()) {
                if (known.contains(record.key())) {
                    continue;
                }
                insert.setString(1, inbox);
                insert.setString(2, record.key());
                insert.setString(3, record.payload().toString());
                insert.setObject(4, now);
                insert.setObject(5, now);
                insert.addBatch();
                count++;
            }
            if (count > 0) {
                insert.executeBatch();
            }
            return Set.copyOf(known);
        }
    }

    private static Set<String> keysIn(
            Connection connection, String table, String inbox, List<String> keys)
            throws SQLException {
        Set<String> found = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select record_key from "
                                + table
                                + " where inbox = ? and record_key in ("
                                + Sql.marks(keys.size())
                                + ")")) {
            select.setString(1, inbox);
            for (int i = 0; i < keys.size(); i++) {
                select.setString(i + 2, keys.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    /**
     * Claims up to that many records which are ready and not claimed by anybody, oldest first.
     *
     * @param lease how long they are ours; renew or settle them before
     */
    public Batch claim(String inbox, int most, Duration lease) throws SQLException {
        Instant now = clock.instant();
        List<Record> records =
                sql.transaction(
                        connection -> {
                            List<Record> ready = ready(connection, inbox, most, Sql.utc(now));
                            lease(connection, ready, Sql.utc(now.plus(lease)));
                            return ready;
                        });
        return new Batch(inbox, records);
    }

    private static List<Record> ready(
            Connection connection, String inbox, int most, LocalDateTime now) throws SQLException {
        List<Record> ready = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select id, record_key, payload, attempts, received_at from inbox"
                                + " where inbox = ? and ready_at <= ?"
                                + " and (claimed_until is null or claimed_until < ?)"
                                + " order by ready_at, id fetch first "
                                + most
                                + " rows only for update skip locked")) {
            select.setString(1, inbox);
            select.setObject(2, now);
            select.setObject(3, now);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ready.add(
                            new Record(
                                    rows.getLong(1),
                                    inbox,
                                    rows.getString(2),
                                    JSON.readTree(rows.getString(3)),
                                    rows.getInt(4),
                                    Sql.instant(rows.getObject(5, LocalDateTime.class))));
                }
            } catch (JsonProcessingException e) {
                throw new SQLException("inbox " + inbox + " holds a payload that is not JSON", e);
            }
        }
        return ready;
    }

    private static void lease(Connection connection, List<Record> records, LocalDateTime until)
            throws SQLException {
        for (List<Record> piece : Sql.pieces(records)) {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "update inbox set claimed_until = ? where id in ("
                                    + Sql.marks(piece.size())
                                    + ")")) {
                update.setObject(1, until);
                setIds(update, 2, piece);
                update.executeUpdate();
            }
        }
    }

    private static void setIds(PreparedStatement statement, int from, List<Record> records)
            throws SQLException {
        for (int i = 0; i < records.size(); i++) {
            statement.setLong(from + i, records.get(i).id());
        }
    }

    /** Keeps claimed records for another while. */
    public void renew(List<Record> claimed, Duration lease) throws SQLException {
        LocalDateTime until = Sql.utc(clock.instant().plus(lease));
        sql.transaction(
                connection -> {
                    lease(connection, claimed, until);
                    return null;
                });
    }

    /**
     * Ends a claim: some records leave the inbox, the others become ready again later.
     *
     * @param done leave
     * @param again stay, with one attempt more
     * @param readyAt when those that stay may be claimed again
     */
    public void settle(List<Record> done, List<Record> again, Instant readyAt) throws SQLException {
        sql.transaction(
                connection -> {
                    for (List<Record> piece : Sql.pieces(done)) {
                        delete(connection, piece);
                    }
                    for (List<Record> piece : Sql.pieces(again)) {
                        postpone(connection, piece, Sql.utc(readyAt));
                    }
                    return null;
                });
    }

    private static void delete(Connection connection, List<Record> piece) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from inbox where id in (" + Sql.marks(piece.size()) + ")")) {
            setIds(delete, 1, piece);
            delete.executeUpdate();
        }
    }

    private static void postpone(Connection connection, List<Record> piece, LocalDateTime readyAt)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update inbox set claimed_until = null, attempts = attempts + 1,"
                                + " ready_at = ? where id in ("
                                + Sql.marks(piece.size())
                                + ")")) {
            update.setObject(1, readyAt);
            setIds(update, 2, piece);
            update.executeUpdate();
        }
    }

    /** How many records wait, counted no further than the bound. */
    public long depth(String inbox, long bound) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select count(*) from (select 1 as one from inbox"
                                            + " where inbox = ? fetch first "
                                            + bound
                                            + " rows only) waiting")) {
                        select.setString(1, inbox);
                        try (ResultSet rows = select.executeQuery()) {
                            rows.next();
                            return rows.getLong(1);
                        }
                    }
                });
    }
}
