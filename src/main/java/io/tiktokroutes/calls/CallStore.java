package io.tiktokroutes.calls;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tiktokroutes.store.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Keeps calls, no more of a destination than are wanted. */
public final class CallStore {

    /** What is pruned by itself: the calls of a destination that failed, and the others. */
    record Shelf(String destination, boolean failed) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Sql sql;

    public CallStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * Keeps the calls, and forgets the oldest of their shelves.
     *
     * @param keep so many of each shelf stay
     */
    void add(List<SentCall> calls, Set<Shelf> shelves, int keep) throws SQLException {
        sql.transaction(
                connection -> {
                    insert(connection, calls);
                    for (Shelf shelf : shelves) {
                        prune(connection, shelf, keep);
                    }
                    return null;
                });
    }

    private static void insert(Connection connection, List<SentCall> calls) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into sent_call (destination, called_at, method, endpoint,"
                                + " record_count, millis, http_status, code, message, request_id,"
                                + " failed, record_keys, request, answer, note)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (SentCall call : calls) {
                insert.setString(1, Sql.cut(call.destination(), 128));
                insert.setObject(2, Sql.utc(call.calledAt()));
                insert.setString(3, Sql.cut(call.method(), 8));
                insert.setString(4, Sql.cut(call.endpoint(), 256));
                insert.setInt(5, call.records());
                insert.setInt(6, (int) Math.min(Integer.MAX_VALUE, call.millis()));
                insert.setInt(7, call.status());
                insert.setString(8, Sql.cut(call.code(), 16));
                insert.setString(9, Sql.cut(call.message(), 1000));
                insert.setString(10, Sql.cut(call.requestId(), 128));
                insert.setBoolean(11, call.failed());
                bytes(insert, 12, call.keys().isEmpty() ? "" : json(call.keys()));
                bytes(insert, 13, call.request());
                bytes(insert, 14, call.answer());
                insert.setString(15, Sql.cut(call.note(), 200));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String json(List<String> keys) {
        try {
            return JSON.writeValueAsString(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void bytes(PreparedStatement insert, int at, String text) throws SQLException {
        byte[] packed = Packed.pack(text.getBytes(StandardCharsets.UTF_8));
        if (packed == null) {
            insert.setNull(at, Types.VARBINARY);
        } else {
            insert.setBytes(at, packed);
        }
    }

    private static void prune(Connection connection, Shelf shelf, int keep) throws SQLException {
        long last;
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select id from sent_call where destination = ? and failed = ?"
                                + " order by id desc offset ? rows fetch next 1 rows only")) {
            select.setString(1, Sql.cut(shelf.destination(), 128));
            select.setBoolean(2, shelf.failed());
            select.setInt(3, keep);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return;
                }
                last = rows.getLong(1);
            }
        }
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from sent_call where destination = ? and failed = ?"
                                + " and id <= ?")) {
            delete.setString(1, Sql.cut(shelf.destination(), 128));
            delete.setBoolean(2, shelf.failed());
            delete.setLong(3, last);
            delete.executeUpdate();
        }
    }

    /**
     * Forgets calls that are older.
     *
     * @return how many
     */
    public int forget(Duration retention) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement(
                                    "delete from sent_call where called_at < ?")) {
                        delete.setObject(1, Sql.utc(Instant.now().minus(retention)));
                        return delete.executeUpdate();
                    }
                });
    }
}
