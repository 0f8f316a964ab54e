package io.tiktokroutes.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The inbox table: records are put, claimed for a while, and then leave or wait for another try.
 *
 * <p>Several processes may share one database: rows are claimed with {@code for update skip locked}
 * (or, where nobody else is usual, in the hope that nobody was quicker), and a claim ends by itself
 * when its process dies.
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
    private final Object claiming = new Object();
    private final Clock clock;
    private final InboxSql.Chosen statements = new InboxSql.Chosen();

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
        return new GroupCommit(different -> insert(inbox, different, null)).put(records);
    }

    /**
     * Commits records whose keys differ.
     *
     * @param lease when they are claimed by the caller from the beginning; null when they are not
     * @return the ids of those that were new, by record key
     */
    Map<String, Long> insert(String inbox, List<Record> records, Duration lease)
            throws SQLException {
        for (int tried = 1; ; tried++) {
            try {
                return sql.transaction(
                        connection -> {
                            Instant now = clock.instant();
                            LocalDateTime until = lease == null ? null : Sql.utc(now.plus(lease));
                            return statements
                                    .on(connection)
                                    .insertNew(connection, inbox, records, Sql.utc(now), until);
                        });
            } catch (SQLException e) {
                // another process put one of the keys in between: look again
                if (!Sql.isConflict(e) || tried == PUT_TRIES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Claims up to that many records which are ready and not claimed by anybody, oldest first.
     *
     * @param lease how long they are ours; renew or settle them before
     */
    public Batch claim(String inbox, int most, Duration lease) throws SQLException {
        List<Row> rows;
        synchronized (claiming) {
            rows = claimRows(inbox, most, lease);
        }
        List<Record> records = new ArrayList<>(rows.size());
        for (Row row : rows) {
            records.add(row.record(inbox));
        }
        return new Batch(inbox, records);
    }

    private List<Row> claimRows(String inbox, int most, Duration lease) throws SQLException {
        Instant now = clock.instant();
        try {
            return sql.transaction(
                    connection -> {
                        List<Row> rows = ready(connection, inbox, most, Sql.utc(now));
                        claim(connection, rows, Sql.utc(now), Sql.utc(now.plus(lease)));
                        return rows;
                    });
        } catch (TakenException e) {
            return List.of(); // the next look finds what is left
        }
    }

    /** Another process was quicker; where rows are locked as they are read, nobody can be. */
    private static final class TakenException extends SQLException {
        private static final long serialVersionUID = 1L;
    }

    /** A row of the inbox before its payload is parsed, which need not happen in a transaction. */
    private record Row(long id, String key, String payload, int attempts, LocalDateTime received) {

        Record record(String inbox) throws SQLException {
            try {
                JsonNode parsed = JSON.readTree(payload);
                return new Record(id, inbox, key, parsed, attempts, Sql.instant(received))
                        .withText(payload);
            } catch (JsonProcessingException e) {
                throw new SQLException("inbox " + inbox + " holds a payload that is not JSON", e);
            }
        }
    }

    private List<Row> ready(Connection connection, String inbox, int most, LocalDateTime now)
            throws SQLException {
        List<Row> ready = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select id, record_key, payload, attempts, received_at from inbox"
                                + " where inbox = ? and ready_at <= ?"
                                + " and (claimed_until is null or claimed_until < ?)"
                                + statements.on(connection).oldest(most))) {
            select.setString(1, inbox);
            select.setObject(2, now);
            select.setObject(3, now);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ready.add(
                            new Row(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getInt(4),
                                    rows.getObject(5, LocalDateTime.class)));
                }
            }
        }
        return ready;
    }

    private static void claim(
            Connection connection, List<Row> rows, LocalDateTime now, LocalDateTime until)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update inbox set claimed_until = ? where id = any(?)"
                                + " and (claimed_until is null or claimed_until < ?)")) {
            Object[] ids = rows.stream().map(Row::id).toArray();
            update.setObject(1, until);
            update.setArray(2, connection.createArrayOf("bigint", ids));
            update.setObject(3, now);
            if (update.executeUpdate() != rows.size()) {
                throw new TakenException();
            }
        }
    }

    private static void lease(Connection connection, List<Record> records, LocalDateTime until)
            throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update inbox set claimed_until = ? where id = any(?)")) {
            update.setObject(1, until);
            update.setArray(2, ids(connection, records));
            update.executeUpdate();
        }
    }

    private static Array ids(Connection connection, List<Record> records) throws SQLException {
        Object[] ids = records.stream().map(Record::id).toArray();
        return connection.createArrayOf("bigint", ids);
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

    /** Gives claimed records back unchanged: anybody may claim them at once. */
    void release(List<Record> claimed) throws SQLException {
        sql.transaction(
                connection -> {
                    lease(connection, claimed, null);
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
                    delete(connection, done);
                    postpone(connection, again, readyAt);
                    return null;
                });
    }

    private static void delete(Connection connection, List<Record> done) throws SQLException {
        if (done.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from inbox where id = any(?)")) {
            delete.setArray(1, ids(connection, done));
            delete.executeUpdate();
        }
    }

    private static void postpone(Connection connection, List<Record> again, Instant readyAt)
            throws SQLException {
        if (again.isEmpty()) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update inbox set claimed_until = null, attempts = attempts + 1,"
                                + " ready_at = ? where id = any(?)")) {
            update.setObject(1, Sql.utc(readyAt));
            update.setArray(2, ids(connection, again));
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
