package io.tiktokroutes.warehouse;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.warehouse.runs.RunState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

/** The tables of runs: what each found, how far it came, and how it ended. */
final class RunStore {

    /** Why a run ended that somebody wanted to end. */
    static final String BY_PERSON = "cancelled by a person";

    private static final int MOST_REASON = 1000;

    private final Sql sql;
    private final Clock clock;

    RunStore(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Begins a run. What an earlier one left that never handed on all it found is over: its process
     * is gone, as the sync is claimed by this one.
     *
     * @return the number of the run
     */
    long begin(String sync) throws SQLException {
        return sql.insistently(
                connection -> {
                    cancelLeftovers(connection, sync);
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    "insert into model_run (sync, state, started_at, row_count,"
                                            + " added, changed, removed, again, reason)"
                                            + " values (?, ?, ?, 0, 0, 0, 0, 0, '')",
                                    new String[] {"id"})) {
                        insert.setString(1, sync);
                        insert.setString(2, RunState.QUERYING.word());
                        insert.setObject(3, now());
                        insert.executeUpdate();
                        try (ResultSet keys = insert.getGeneratedKeys()) {
                            keys.next();
                            return keys.getLong(1);
                        }
                    }
                });
    }

    private void cancelLeftovers(Connection connection, String sync) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update model_run set state = ?, reason = ?, finished_at = ?"
                                + " where sync = ? and state in (?, ?) and handed_at is null")) {
            update.setString(1, RunState.CANCELLED.word());
            update.setString(2, RunState.LOST);
            update.setObject(3, now());
            update.setString(4, sync);
            update.setString(5, RunState.QUERYING.word());
            update.setString(6, RunState.PROCESSING.word());
            update.executeUpdate();
        }
    }

    /** Why a run is to end before its time, when a person wants that; empty otherwise. */
    String cancelled(long run) {
        try {
            return sql.transaction(
                    connection -> {
                        try (PreparedStatement select =
                                connection.prepareStatement(
                                        "select cancel_at from model_run where id = ?")) {
                            select.setLong(1, run);
                            try (ResultSet row = select.executeQuery()) {
                                return row.next() && row.getObject(1) != null ? BY_PERSON : "";
                            }
                        }
                    });
        } catch (SQLException e) {
            return ""; // what the run itself does next tells of it
        }
    }

    /** The query was read to its end, and it is known what there is to do. */
    void queried(Connection connection, long run, RunCounts counts) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update model_run set state = ?, queried_at = ?, row_count = ?, added = ?,"
                                + " changed = ?, removed = ?, again = ? where id = ?")) {
            update.setString(1, RunState.PROCESSING.word());
            update.setObject(2, now());
            update.setLong(3, counts.rows());
            update.setLong(4, counts.added());
            update.setLong(5, counts.changed());
            update.setLong(6, counts.removed());
            update.setLong(7, counts.again());
            update.setLong(8, run);
            update.executeUpdate();
        }
    }

    /** All records were handed on; what becomes of them is not known yet. */
    void handedOn(long run) throws SQLException {
        sql.insistently(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update model_run set handed_at = ? where id = ?")) {
                        update.setObject(1, now());
                        update.setLong(2, run);
                        return update.executeUpdate();
                    }
                });
    }

    /**
     * A run is over.
     *
     * @param reason why it did not come to its end; empty when it did
     */
    void finished(long run, RunState state, String reason) throws SQLException {
        boolean done = state == RunState.COMPLETED || state == RunState.COMPLETED_WITH_ERRORS;
        sql.insistently(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update model_run set state = ?, reason = ?, finished_at = ?"
                                            + (done ? ", handed_at = ?" : "")
                                            + " where id = ?")) {
                        update.setString(1, state.word());
                        update.setString(2, Sql.cut(reason, MOST_REASON));
                        update.setObject(3, now());
                        if (done) {
                            update.setObject(4, now());
                        }
                        update.setLong(done ? 5 : 4, run);
                        return update.executeUpdate();
                    }
                });
    }

    /** Keeps what destinations made of the whole, for runs without records of their own. */
    void results(long run, Map<String, Map<Outcome, Long>> counts) throws SQLException {
        sql.insistently(
                connection -> {
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    "insert into model_run_result (run_id, destination, op,"
                                            + " outcome, reason, row_count)"
                                            + " values (?, ?, 'added', ?, ?, ?)")) {
                        for (var destination : counts.entrySet()) {
                            for (var outcome : destination.getValue().entrySet()) {
                                insert.setLong(1, run);
                                insert.setString(2, destination.getKey());
                                insert.setString(3, outcome.getKey().kind().word());
                                insert.setString(4, Sql.cut(outcome.getKey().reason(), 64));
                                insert.setLong(5, outcome.getValue());
                                insert.addBatch();
                            }
                        }
                        return insert.executeBatch();
                    }
                });
    }

    private Object now() {
        return Sql.utc(clock.instant());
    }
}
