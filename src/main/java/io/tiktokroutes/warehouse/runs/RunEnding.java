package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how a run went whose rows all have an outcome, or that can have none any more. */
final class RunEnding {

    private static final Logger LOG = LoggerFactory.getLogger(RunEnding.class);

    private final Sql sql;
    private final Clock clock;

    RunEnding(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Counts the outcomes of a run.
     *
     * @param inbox where its rows went; empty when it had none to hand on
     * @return null when another process did it
     */
    RunCloser.Closed settle(PastRun run, String inbox) throws SQLException {
        boolean ours = run.state() == RunState.PROCESSING;
        RunCloser.Closed closed =
                sql.insistently(
                        connection -> {
                            List<RunResult> results = RunOutcomes.count(connection, run, inbox);
                            boolean good = results.stream().allMatch(RunResult::isGood);
                            RunState state =
                                    !ours
                                            ? run.state()
                                            : good
                                                    ? RunState.COMPLETED
                                                    : RunState.COMPLETED_WITH_ERRORS;
                            if (!finish(connection, run, state)) {
                                return null;
                            }
                            insert(connection, run, results);
                            return new RunCloser.Closed(
                                    RunBook.find(connection, run.id()).orElse(run), results);
                        });
        if (closed != null && ours) {
            LOG.info("{}", words(closed));
        }
        return closed;
    }

    static String words(RunCloser.Closed closed) {
        PastRun run = closed.run();
        String results = String.join("; ", RunResult.words(closed.results()));
        return "sync "
                + run.sync()
                + ", run "
                + run.id()
                + ": "
                + run.counts()
                + (results.isEmpty() ? "" : "; " + results);
    }

    private boolean finish(Connection connection, PastRun run, RunState state) throws SQLException {
        LocalDateTime now = Sql.utc(clock.instant());
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update model_run set state = ?, settled_at = ?,"
                                + " finished_at = coalesce(finished_at, ?)"
                                + " where id = ? and settled_at is null")) {
            update.setString(1, state.word());
            update.setObject(2, now);
            update.setObject(3, now);
            update.setLong(4, run.id());
            return update.executeUpdate() == 1;
        }
    }

    private static void insert(Connection connection, PastRun run, List<RunResult> results)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into model_run_result (run_id, destination, op, outcome, reason,"
                                + " row_count) values (?, ?, ?, ?, ?, ?)")) {
            for (RunResult result : results) {
                insert.setLong(1, run.id());
                insert.setString(2, result.destination());
                insert.setString(3, result.op());
                insert.setString(4, result.outcome());
                insert.setString(5, result.reason());
                insert.setLong(6, result.rows());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** A run whose program was killed before it had handed on all rows. */
    void giveUp(PastRun run) throws SQLException {
        int given =
                sql.insistently(
                        connection -> {
                            try (PreparedStatement update =
                                    connection.prepareStatement(
                                            "update model_run set state = ?, reason = ?,"
                                                    + " finished_at = ? where id = ?"
                                                    + " and handed_at is null"
                                                    + " and state in (?, ?)")) {
                                update.setString(1, RunState.CANCELLED.word());
                                update.setString(2, RunState.LOST);
                                update.setObject(3, Sql.utc(clock.instant()));
                                update.setLong(4, run.id());
                                update.setString(5, RunState.QUERYING.word());
                                update.setString(6, RunState.PROCESSING.word());
                                return update.executeUpdate();
                            }
                        });
        if (given == 1) {
            LOG.info("sync {}, run {}: cancelled: {}", run.sync(), run.id(), RunState.LOST);
        }
    }
}
