package io.tiktokroutes.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Claims rows of the inbox table for a while; a claim ends by itself when its process dies. */
final class Claims {

    /** Decimals and 19-digit ids stay exact. */
    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    // or 100.00 would become 1E+2
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build()
                    .reader();

    /**
     * In characters of payload; no more is held at once than about that, as the parsed form takes
     * ten times as much memory.
     */
    static final long MOST_CHARACTERS = 8_000_000;

    /** So many rows of unknown size are read at once. */
    private static final int FIRST_PIECE = 32;

    private static final int GROWTH = 4;

    private final Sql sql;
    private final Clock clock;

    /** How many rows fit into memory, by inbox, as the last ones were. */
    private final Map<String, Integer> fitting = new ConcurrentHashMap<>();

    private final InboxSql.Chosen statements = new InboxSql.Chosen();

    /** Threads of this process wait for each other rather than taking the same rows. */
    private final Object claiming = new Object();

    Claims(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Claims up to that many records which are ready and not claimed by anybody, oldest first;
     * fewer when their payloads come to {@link #MOST_CHARACTERS}.
     *
     * @param lease how long they are ours; renew or settle them before
     */
    Batch claim(String inbox, int most, Duration lease) throws SQLException {
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
                    connection ->
                            claimRows(
                                    connection,
                                    inbox,
                                    most,
                                    Sql.utc(now),
                                    Sql.utc(now.plus(lease))));
        } catch (OutOfMemoryError e) {
            fitting.remove(inbox); // or the next look would end alike
            throw e;
        } catch (SQLException e) {
            if (e instanceof TakenException || Sql.isConflict(e)) {
                return List.of(); // the next look finds what is left
            }
            throw e;
        }
    }

    private List<Row> claimRows(
            Connection connection, String inbox, int most, LocalDateTime now, LocalDateTime until)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        long characters = 0;
        int piece = Math.min(most, fitting.getOrDefault(inbox, FIRST_PIECE));
        boolean more = true;
        while (more) {
            List<Row> next = ready(connection, inbox, piece, now);
            claim(connection, next, now, until);
            rows.addAll(next);
            characters += next.stream().mapToLong(row -> row.payload().length()).sum();
            more = next.size() == piece && rows.size() < most && characters < MOST_CHARACTERS;
            if (more) {
                long fits = (MOST_CHARACTERS - characters) / average(characters, rows.size());
                long grown = Math.min(fits, (long) piece * GROWTH);
                piece = (int) Math.max(1, Math.min(grown, most - rows.size()));
            }
        }
        if (!rows.isEmpty()) {
            long fits = MOST_CHARACTERS / average(characters, rows.size());
            long known = (long) GROWTH * Math.max(FIRST_PIECE, rows.size());
            fitting.put(inbox, (int) Math.max(1, Math.min(fits, known)));
        }
        return rows;
    }

    private static long average(long characters, int rows) {
        return Math.max(1, characters / Math.max(1, rows));
    }

    /** Another process was quicker; where rows are locked as they are read, nobody can be. */
    private static final class TakenException extends SQLException {
        private static final long serialVersionUID = 1L;
    }

    /** A row of the inbox before its payload is parsed, which need not happen in a transaction. */
    private record Row(
            long id,
            String key,
            String payload,
            int attempts,
            LocalDateTime received,
            Set<String> onlyFor) {

        Record record(String inbox) throws SQLException {
            try {
                JsonNode parsed = JSON.readTree(payload);
                return new Record(id, inbox, key, parsed, attempts, Sql.instant(received))
                        .withText(payload)
                        .onlyFor(onlyFor);
            } catch (JsonProcessingException e) {
                throw new SQLException("inbox " + inbox + " holds a payload that is not JSON", e);
            }
        }
    }

    private List<Row> ready(Connection connection, String inbox, int most, LocalDateTime now)
            throws SQLException {
        List<Row> ready = new ArrayList<>();
        statements.on(connection).beforeClaim(connection);
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select id, record_key, payload, attempts, received_at,"
                                + " only_destination from "
                                + statements.on(connection).queue()
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
                                    rows.getObject(5, LocalDateTime.class),
                                    Replays.names(rows.getString(6))));
                }
            }
        }
        return ready;
    }

    private void claim(
            Connection connection, List<Row> rows, LocalDateTime now, LocalDateTime until)
            throws SQLException {
        int claimed =
                new IdUpdate(
                                "update inbox set claimed_until = ?",
                                until,
                                " and (claimed_until is null or claimed_until < ?)",
                                now)
                        .on(
                                connection,
                                statements.on(connection),
                                rows.stream().map(Row::id).toList());
        if (claimed != rows.size()) {
            throw new TakenException();
        }
    }
}
