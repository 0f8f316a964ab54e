package io.tiktokroutes.calls;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tiktokroutes.record.RowVersion;
import io.tiktokroutes.store.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the calls that are kept. */
public final class CallLog {

    /**
     * Which calls are wanted.
     *
     * @param destination empty for all
     * @param key the record or row that it must be about; empty for any
     * @param requestIds calls that are about it although they do not say so
     * @param since null for all that are kept
     * @param failed true for failed ones only
     * @param after those with a greater id
     */
    public record Wanted(
            String destination,
            String key,
            Set<String> requestIds,
            Instant since,
            boolean failed,
            long after) {

        public Wanted {
            requestIds = Set.copyOf(requestIds);
        }

        /** The same from a call on. */
        public Wanted after(long id) {
            return new Wanted(destination, key, requestIds, since, failed, id);
        }

        private boolean isAbout(List<String> keys, String requestId) {
            return key.isEmpty()
                    || keys.stream().anyMatch(each -> isOf(each, key))
                    || (keys.isEmpty() && requestIds.contains(requestId));
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> KEYS = new TypeReference<>() {};

    private final Sql sql;

    public CallLog(Sql sql) {
        this.sql = sql;
    }

    /**
     * True when a record is meant by a key: its own, or that of the row it is a version of.
     *
     * @param recordKey as a call names its records
     */
    public static boolean isOf(String recordKey, String key) {
        return recordKey.equals(key) || RowVersion.of(recordKey).rowKey().equals(key);
    }

    /** The newest first, no more than the limit. */
    public List<SentCall> latest(Wanted wanted, int limit) throws SQLException {
        return sql.transaction(
                connection -> {
                    List<SentCall> calls = new ArrayList<>();
                    for (long id : ids(connection, wanted, limit)) {
                        load(connection, id, calls);
                    }
                    return calls;
                });
    }

    /** Every destination of which calls are kept. */
    public Set<String> destinations() throws SQLException {
        return sql.transaction(
                connection -> {
                    Set<String> names = new TreeSet<>();
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            "select distinct destination from sent_call");
                            ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            names.add(rows.getString(1));
                        }
                    }
                    return names;
                });
    }

    /** Without the bodies, which are large: most calls are not about the key that is asked for. */
    private static List<Long> ids(Connection connection, Wanted wanted, int limit)
            throws SQLException {
        StringBuilder query =
                new StringBuilder("select id, record_keys, request_id from sent_call where id > ?");
        query.append(wanted.destination().isEmpty() ? "" : " and destination = ?");
        query.append(wanted.since() == null ? "" : " and called_at >= ?");
        query.append(wanted.failed() ? " and failed = true" : "");
        try (PreparedStatement select = connection.prepareStatement(query + " order by id desc")) {
            int at = 1;
            select.setLong(at++, wanted.after());
            if (!wanted.destination().isEmpty()) {
                select.setString(at++, wanted.destination());
            }
            if (wanted.since() != null) {
                select.setObject(at, Sql.utc(wanted.since()));
            }
            if (wanted.key().isEmpty()) {
                select.setMaxRows(limit);
            }
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (ids.size() < limit && rows.next()) {
                    if (wanted.key().isEmpty()
                            || wanted.isAbout(keys(rows.getBytes(2)), rows.getString(3))) {
                        ids.add(rows.getLong(1));
                    }
                }
            }
            return ids;
        }
    }

    private static void load(Connection connection, long id, List<SentCall> calls)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select * from sent_call where id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                // it may have been pruned meanwhile
                if (row.next()) {
                    calls.add(call(row));
                }
            }
        }
    }

    private static SentCall call(ResultSet row) throws SQLException {
        return new SentCall(
                row.getLong("id"),
                row.getString("destination"),
                Sql.instant(row.getObject("called_at", LocalDateTime.class)),
                row.getString("method"),
                row.getString("endpoint"),
                row.getInt("record_count"),
                row.getInt("millis"),
                row.getInt("http_status"),
                row.getString("code"),
                row.getString("message"),
                row.getString("request_id"),
                row.getBoolean("failed"),
                keys(row.getBytes("record_keys")),
                unpacked(row.getBytes("request")),
                unpacked(row.getBytes("answer")),
                row.getString("note"));
    }

    private static List<String> keys(byte[] packed) throws SQLException {
        try {
            return packed == null ? List.of() : JSON.readValue(Packed.unpack(packed), KEYS);
        } catch (IOException e) {
            throw new SQLException("a call that is kept cannot be read", e);
        }
    }

    private static String unpacked(byte[] packed) throws SQLException {
        try {
            return Packed.unpack(packed);
        } catch (IOException e) {
            throw new SQLException("a call that is kept cannot be read", e);
        }
    }
}
