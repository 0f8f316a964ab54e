package io.tiktokroutes.inbox;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/** When each destination of an inbox was first put to work, and how far it has come since. */
public final class DestinationStarts {

    /**
     * One destination of an inbox.
     *
     * @param startedAt when it was first seen
     * @param position of what was there before, the last that was put; empty at first
     * @param done true when there is nothing left to be put
     */
    public record Start(Instant startedAt, String position, boolean done) {}

    private final Sql sql;
    private final Clock clock;

    public DestinationStarts(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Empty for a destination that was never at work. */
    public Optional<Start> find(String destination, String inbox) throws SQLException {
        return sql.transaction(connection -> find(connection, destination, inbox));
    }

    private static Optional<Start> find(Connection connection, String destination, String inbox)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select started_at, position, done from destination_start"
                                + " where destination = ? and inbox = ?")) {
            select.setString(1, destination);
            select.setString(2, inbox);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Start(
                                        Sql.instant(rows.getObject(1, LocalDateTime.class)),
                                        rows.getString(2),
                                        rows.getBoolean(3)))
                        : Optional.empty();
            }
        }
    }

    /**
     * Notes that a destination is at work from now on, unless that was noted before.
     *
     * @param done false when it is to be given what was there before
     */
    public Start begin(String destination, String inbox, boolean done) throws SQLException {
        Optional<Start> before = find(destination, inbox);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            sql.transaction(connection -> insert(connection, destination, inbox, done));
        } catch (SQLException e) {
            if (!Sql.isDuplicateKey(e)) {
                throw e;
            }
            // another process was quicker
        }
        return find(destination, inbox).orElseThrow();
    }

    private int insert(Connection connection, String destination, String inbox, boolean done)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into destination_start (destination, inbox, started_at, position,"
                                + " done) values (?, ?, ?, '', ?)")) {
            insert.setString(1, destination);
            insert.setString(2, inbox);
            insert.setObject(3, Sql.utc(clock.instant()));
            insert.setBoolean(4, done);
            return insert.executeUpdate();
        }
    }

    /**
     * Notes how far a destination has come. What is done stays done: another process may be behind,
     * and its word would have all that was there before sent once more after a restart.
     */
    public void advance(String destination, String inbox, String position, boolean done)
            throws SQLException {
        sql.transaction(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update destination_start set position = ?, done = ?"
                                            + " where destination = ? and inbox = ? and not done")) {
                        update.setString(1, position);
                        update.setBoolean(2, done);
                        update.setString(3, destination);
                        update.setString(4, inbox);
                        return update.executeUpdate();
                    }
                });
    }
}
