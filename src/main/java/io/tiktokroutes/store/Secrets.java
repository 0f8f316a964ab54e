package io.tiktokroutes.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/** The table of sealed texts, each under its name, and of hashed passes that are good once. */
public final class Secrets {

    /**
     * A sealed text.
     *
     * @param sealed see {@link Seal}
     * @param storedAt when it was stored last
     */
    public record Stored(String sealed, Instant storedAt) {}

    private final Sql sql;
    private final Clock clock;

    public Secrets(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Optional<Stored> find(String name) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select sealed, stored_at from secret where name = ?")) {
                        select.setString(1, name);
                        try (ResultSet rows = select.executeQuery()) {
                            return rows.next()
                                    ? Optional.of(
                                            new Stored(
                                                    rows.getString(1),
                                                    Sql.instant(
                                                            rows.getObject(
                                                                    2, LocalDateTime.class))))
                                    : Optional.<Stored>empty();
                        }
                    }
                });
    }

    /** Finds and removes it; of several who try at the same time one gets it. */
    public Optional<Stored> take(String name) throws SQLException {
        Optional<Stored> found = find(name);
        return found.isPresent() && remove(name) ? found : Optional.empty();
    }

    /** How many names begin so. */
    public int count(String prefix) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select count(*) from secret where name like ?")) {
                        select.setString(1, prefix + "%");
                        try (ResultSet rows = select.executeQuery()) {
                            rows.next();
                            return rows.getInt(1);
                        }
                    }
                });
    }

    /** Removes those whose names begin so and that were stored before. */
    public void removeOlder(String prefix, Instant before) throws SQLException {
        sql.transaction(
                connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement(
                                    "delete from secret where name like ? and stored_at < ?")) {
                        delete.setString(1, prefix + "%");
                        delete.setObject(2, Sql.utc(before));
                        return delete.executeUpdate();
                    }
                });
    }

    /** Stores it in place of what stood there. */
    public void put(String name, String sealed) throws SQLException {
        sql.transaction(
                connection -> {
                    try (PreparedStatement update =
                                    connection.prepareStatement(
                                            "update secret set sealed = ?, stored_at = ?"
                                                    + " where name = ?");
                            PreparedStatement insert =
                                    connection.prepareStatement(
                                            "insert into secret (sealed, stored_at, name)"
                                                    + " values (?, ?, ?)")) {
                        if (execute(update, name, sealed) == 0) {
                            execute(insert, name, sealed);
                        }
                        return null;
                    }
                });
    }

    private int execute(PreparedStatement statement, String name, String sealed)
            throws SQLException {
        statement.setString(1, sealed);
        statement.setObject(2, Sql.utc(clock.instant()));
        statement.setString(3, name);
        return statement.executeUpdate();
    }

    /**
     * Removes it.
     *
     * @return false when there was none
     */
    public boolean remove(String name) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement("delete from secret where name = ?")) {
                        delete.setString(1, name);
                        return delete.executeUpdate() > 0;
                    }
                });
    }
}
