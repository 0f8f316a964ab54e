package io.tiktokroutes.audiences;

import io.tiktokroutes.store.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one batch at a time work on an audience, in this process and among all that share the
 * database. There it is the lock of a row, which ends with its process however that ends.
 */
final class AudienceLock {

    private static final Logger LOG = LoggerFactory.getLogger(AudienceLock.class);

    /** The codes for a row that another transaction holds for longer than it is waited for. */
    private static final int H2_TIMEOUT = 50200;

    private static final int MARIADB_TIMEOUT = 1205;
    private static final String POSTGRESQL_TIMEOUT = "55P03";

    private final DataSource database;
    private final Duration wait;
    private final Map<String, ReentrantLock> here = new ConcurrentHashMap<>();

    /**
     * @param wait how long a batch of this process waits for another one
     */
    AudienceLock(DataSource database, Duration wait) {
        this.database = database;
        this.wait = wait;
    }

    /** The lock as long as it is held. */
    static final class Held implements AutoCloseable {
        private final ReentrantLock lock;
        private final Connection connection;

        private Held(ReentrantLock lock, Connection connection) {
            this.lock = lock;
            this.connection = connection;
        }

        @Override
        public void close() {
            try (connection) {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                // a connection that broke holds nothing any more
                LOG.debug("an audience was let go with its connection", e);
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits until nobody else works on the audience of the destination, which is bound.
     *
     * @return null when the wait took too long
     */
    Held take(String destination) throws SQLException {
        ReentrantLock lock = here.computeIfAbsent(destination, name -> new ReentrantLock());
        try {
            if (!lock.tryLock(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        boolean held = false;
        Connection connection = null;
        try {
            connection = database.getConnection();
            connection.setAutoCommit(false);
            lockRow(connection, destination);
            held = true;
            return new Held(lock, connection);
        } catch (SQLException e) {
            if (isTimeout(e)) {
                return null;
            }
            throw e;
        } finally {
            if (!held) {
                letGo(connection);
                lock.unlock();
            }
        }
    }

    private static void letGo(Connection connection) throws SQLException {
        if (connection != null) {
            try (connection) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void lockRow(Connection connection, String destination) throws SQLException {
        if (DatabaseKind.of(connection) == DatabaseKind.POSTGRESQL) {
            // it would wait without end; the others have a bound of their own
            try (Statement bound = connection.createStatement()) {
                bound.execute("set local lock_timeout = '10s'");
            }
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select kind from audience where destination = ? for update")) {
            select.setString(1, destination);
            try (ResultSet row = select.executeQuery()) {
                row.next();
            }
        }
    }

    private static boolean isTimeout(SQLException e) {
        return e.getErrorCode() == H2_TIMEOUT
                || e.getErrorCode() == MARIADB_TIMEOUT
                || POSTGRESQL_TIMEOUT.equals(e.getSQLState());
    }
}
