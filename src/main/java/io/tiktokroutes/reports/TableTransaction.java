package io.tiktokroutes.reports;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * Work on one table in one transaction. What another transaction or a lost connection undid is done
 * again a few times; after that it fails with one sentence, and nothing of it is in the table.
 */
final class TableTransaction {

    private static final int MOST_TRIES = 5;

    /** A lock, or a connection, was waited for each time. */
    private static final int MOST_TRIES_WAITING = 2;

    private static final long PAUSE_MILLIS = 100;

    /**
     * A pool gives out for half a second unasked what worked a moment ago, also when it is dead.
     */
    private static final long RECOVERY_MILLIS = 600;

    private final DataSource database;
    private final String table;
    private final long patienceMillis;

    /**
     * @param patienceMillis how long a lock is waited for
     */
    TableTransaction(DataSource database, String table, long patienceMillis) {
        this.database = database;
        this.table = table;
        this.patienceMillis = patienceMillis;
    }

    /**
     * @throws TableException when it could not be done
     */
    <T> T run(Sql.Work<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return once(work);
            } catch (SQLException e) {
                TableFailure failure = TableFailure.of(e);
                if (tries >= most(failure) || !pause(failure, tries)) {
                    throw failure.told(table, e, holders(failure));
                }
            }
        }
    }

    private static int most(TableFailure failure) {
        return switch (failure) {
            case CONFLICT -> MOST_TRIES;
            case LOCKED, LOST -> MOST_TRIES_WAITING;
            case DISK_FULL, OTHER -> 1;
        };
    }

    private <T> T once(Sql.Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Dialect.of(connection).patience(connection, patienceMillis);
                T result = work.on(connection);
                connection.commit();
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                undo(connection, e);
                throw e;
            }
        }
    }

    /** A connection that was lost can do neither; the reason is what was thrown first. */
    private static void undo(Connection connection, Throwable cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** False when the program ends. */
    private static boolean pause(TableFailure failure, int tries) {
        long least = failure == TableFailure.LOST ? RECOVERY_MILLIS : 1;
        try {
            Thread.sleep(least + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS * tries));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String holders(TableFailure failure) {
        if (failure != TableFailure.LOCKED) {
            return "";
        }
        try (Connection connection = database.getConnection()) {
            return Dialect.of(connection).holders(connection, table);
        } catch (SQLException e) {
            return ""; // it would have been a help, and is not the point
        }
    }
}
