package io.tiktokroutes.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** How far each source has read. A checkpoint moves only after its records were committed. */
public final class Checkpoints {

    private final Sql sql;
    private final Clock clock;

    public Checkpoints(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The position a source left, in the source's own words. */
    public Optional<String> position(String source) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select position from checkpoint where source = ?")) {
                        select.setString(1, source);
                        try (ResultSet rows = select.executeQuery()) {
                            return rows.next()
                                    ? Optional.of(rows.getString(1))
                                    : Optional.<String>empty();
                        }
                    }
                });
    }

    /** Moves the position. */
    public void move(String source, String position) throws SQLException {
        sql.transaction(
                connection -> {
                    try (PreparedStatement update =
                                    connection.prepareStatement(
                                            "update checkpoint set position = ?, updated_at = ?"
                                                    + " where source = ?");
                            PreparedStatement insert =
                                    connection.prepareStatement(
                                            "insert into checkpoint (position, updated_at, source)"
                                                    + " values (?, ?, ?)")) {
                        if (execute(update, source, position) == 0) {
                            execute(insert, source, position);
                        }
                        return null;
                    }
                });
    }

    private int execute(PreparedStatement statement, String source, String position)
            throws SQLException {
        statement.setString(1, position);
        statement.setObject(2, Sql.utc(clock.instant()));
        statement.setString(3, source);
        return statement.executeUpdate();
    }
}
