package io.tiktokroutes.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** Transactions over a data source, and the few habits all our SQL shares. */
public final class Sql {

    /** Work done on one connection. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** How many values one {@code in (…)} takes at most. */
    public static final int IN_LIMIT = 500;

    /** Another transaction holds a row for longer than it is waited for. */
    private static final int MARIADB_LOCK_TIMEOUT = 1205;

    private static final int TRIES = 5;

    private final DataSource dataSource;

    public Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Does the work in one transaction: all of it is committed, or none. */
    public <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /**
     * The same for work that changes nothing but the database: when another transaction was in its
     * way, it is done again, a few times.
     */
    public <T> T insistently(Work<T> work) throws SQLException {
        for (int tried = 1; ; tried++) {
            try {
                return transaction(work);
            } catch (SQLException e) {
                if (!isConflict(e) || tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** True when another transaction wrote the same key first. */
    public static boolean isDuplicateKey(SQLException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLIntegrityConstraintViolationException) {
                return true;
            }
            if (t instanceof SQLException s
                    && s.getSQLState() != null
                    && s.getSQLState().startsWith("23")) {
                return true;
            }
        }
        return false;
    }

    /** True when the same transaction may well succeed if it is done again. */
    public static boolean isConflict(SQLException e) {
        // class 40: deadlocks, and serialisation failures of PostgreSQL
        return isDuplicateKey(e)
                || e.getErrorCode() == MARIADB_LOCK_TIMEOUT
                || (e.getSQLState() != null && e.getSQLState().startsWith("40"));
    }

    /** {@code ?,?,?} for that many values. */
    public static String marks(int count) {
        return String.join(",", Collections.nCopies(count, "?"));
    }

    /** The list in pieces small enough for {@code in (…)}. */
    public static <T> List<List<T>> pieces(List<T> all) {
        List<List<T>> pieces = new ArrayList<>();
        for (int from = 0; from < all.size(); from += IN_LIMIT) {
            pieces.add(all.subList(from, Math.min(all.size(), from + IN_LIMIT)));
        }
        return pieces;
    }

    /** An instant as the tables keep it: UTC, milliseconds. */
    public static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    /** The instant that the tables keep as UTC. */
    public static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }

    /** Text that fits a column. */
    public static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
