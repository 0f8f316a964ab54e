package io.tiktokroutes.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;

/** The table of syncs: what each is bound to, and who runs it. */
final class SyncStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> COLUMNS = new TypeReference<>() {};

    /** No claim is given for longer; that of a resync is the longest. */
    private static final Duration LONGEST_CLAIM = Duration.ofMinutes(3);

    private final Sql sql;
    private final Clock clock;

    SyncStore(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Claims a sync for one run; empty when another process runs it. A claim that nobody renews is
     * one of a process that was killed, and is waited for: the next time of the sync may be a day
     * away.
     *
     * @param stopping ends the wait
     */
    Optional<Claim> claim(String name, String writeBack, Stopping stopping) throws SQLException {
        Optional<Claim> claim = claim(name, writeBack);
        LocalDateTime first = claim.isPresent() ? null : claimedUntil(name);
        LocalDateTime latest = Sql.utc(clock.instant().plus(LONGEST_CLAIM));
        while (claim.isEmpty() && first != null && first.isBefore(latest)) {
            stopping.pause(1);
            if (!first.equals(claimedUntil(name))) {
                return Optional.empty();
            }
            claim = claim(name, writeBack);
        }
        return claim;
    }

    private LocalDateTime claimedUntil(String name) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select claimed_until from model_sync where name = ?")) {
                        select.setString(1, name);
                        try (ResultSet row = select.executeQuery()) {
                            return row.next() ? row.getObject(1, LocalDateTime.class) : null;
                        }
                    }
                });
    }

    private Optional<Claim> claim(String name, String writeBack) throws SQLException {
        return sql.insistently(
                connection -> {
                    LocalDateTime now = Sql.utc(clock.instant());
                    LocalDateTime until = Sql.utc(clock.instant().plus(Claim.LEASE));
                    if (update(connection, name, writeBack, until, now) == 0) {
                        if (read(connection, name).isPresent()) {
                            return Optional.empty();
                        }
                        insert(connection, name, writeBack, until, now);
                    }
                    return read(connection, name).map(state -> new Claim(sql, clock, state, until));
                });
    }

    private static int update(
            Connection connection,
            String name,
            String writeBack,
            LocalDateTime until,
            LocalDateTime now)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update model_sync set claimed_until = ?, write_back = ? where name = ?"
                                + " and (claimed_until is null or claimed_until < ?)")) {
            update.setObject(1, until);
            update.setString(2, writeBack);
            update.setString(3, name);
            update.setObject(4, now);
            return update.executeUpdate();
        }
    }

    private static void insert(
            Connection connection,
            String name,
            String writeBack,
            LocalDateTime until,
            LocalDateTime now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into model_sync (name, primary_key, mode, inbox, write_back,"
                                + " bound_at, claimed_until) values (?, '', '', '', ?, ?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, writeBack);
            insert.setObject(3, now);
            insert.setObject(4, until);
            insert.executeUpdate();
        }
    }

    private static Optional<SyncState> read(Connection connection, String name)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select id, primary_key, mode, inbox, columns_seen from model_sync"
                                + " where name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new SyncState(
                                        row.getInt(1),
                                        name,
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        columns(row.getString(5))))
                        : Optional.empty();
            }
        }
    }

    private static Map<String, String> columns(String json) {
        try {
            return json == null ? null : JSON.readValue(json, COLUMNS);
        } catch (JsonProcessingException e) {
            return null; // as if it was not known
        }
    }

    /** Binds a sync to what its first good run used, and remembers its columns. */
    void bind(Connection connection, SyncState state, Sync sync, ModelColumns columns)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update model_sync set primary_key = ?, mode = ?, columns_seen = ?"
                                + (state.isBound() ? "" : ", bound_at = ?")
                                + " where id = ?")) {
            update.setString(1, columns.keyLabel());
            update.setString(2, sync.mode().word());
            update.setString(3, JSON.writeValueAsString(columns.families()));
            if (!state.isBound()) {
                update.setObject(4, Sql.utc(clock.instant()));
            }
            update.setInt(state.isBound() ? 4 : 5, state.id());
            update.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Remembers where the records of a sync go. */
    static void inbox(Connection connection, int id, String inbox) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update model_sync set inbox = ? where id = ?")) {
            update.setString(1, inbox);
            update.setInt(2, id);
            update.executeUpdate();
        }
    }

    /** Ends the claims of a process that is gone; for a database that one process has to itself. */
    void releaseAll() throws SQLException {
        sql.transaction(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update model_sync set claimed_until = null")) {
                        return update.executeUpdate();
                    }
                });
    }
}
