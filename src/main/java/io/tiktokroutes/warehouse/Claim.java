package io.tiktokroutes.warehouse;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A sync that is this run's alone: of several processes on one database one runs it at a time. It
 * ends by itself when its process dies.
 */
final class Claim {

    static final Duration LEASE = Duration.ofSeconds(30);

    private final Sql sql;
    private final Clock clock;
    private final SyncState state;
    private final ReentrantLock lock = new ReentrantLock();
    private LocalDateTime until;

    /**
     * @param until what the claim says in the table
     */
    Claim(Sql sql, Clock clock, SyncState state, LocalDateTime until) {
        this.sql = sql;
        this.clock = clock;
        this.state = state;
        this.until = until;
    }

    /** The sync as it was when it was claimed. */
    SyncState state() {
        return state;
    }

    /**
     * Does work in one transaction that counts only while the sync is ours.
     *
     * @throws ModelException when it is not, and nothing was done
     */
    <T> T transaction(Sql.Work<T> work) throws SQLException {
        lock.lock();
        try {
            LocalDateTime next = Sql.utc(clock.instant().plus(LEASE));
            T result =
                    sql.insistently(
                            connection -> {
                                move(connection, next);
                                return work.on(connection);
                            });
            until = next;
            return result;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Before something is done that no transaction can take back.
     *
     * @throws ModelException when another process may have the sync by now
     */
    void check() {
        lock.lock();
        try {
            if (until.isBefore(Sql.utc(clock.instant()))) {
                throw lost();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the claim for another while, unless a transaction does so at this moment. */
    void renew() throws SQLException {
        if (lock.tryLock()) {
            try {
                transaction(connection -> null);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Ends it; what another process has claimed meanwhile stays. */
    void release() throws SQLException {
        lock.lock();
        try {
            sql.insistently(connection -> update(connection, null));
        } finally {
            lock.unlock();
        }
    }

    private void move(Connection connection, LocalDateTime next) throws SQLException {
        if (update(connection, next) == 0) {
            throw lost();
        }
    }

    private static ModelException lost() {
        return new ModelException(
                "the sync is not this run's any more: it was forgotten by resync, or another"
                        + " process took it over after a pause of more than "
                        + LEASE.toSeconds()
                        + " s; the next run finds what is missing");
    }

    private int update(Connection connection, LocalDateTime next) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update model_sync set claimed_until = ? where id = ?"
                                + " and claimed_until = ?")) {
            update.setObject(1, next);
            update.setInt(2, state.id());
            update.setObject(3, until);
            return update.executeUpdate();
        }
    }
}
