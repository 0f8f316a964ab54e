package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes runs: when every row of one has left its inbox, its outcomes are counted and its state
 * says how it went. Runs whose program was killed are told apart by the claim of their sync. For
 * use by one thread; several processes may look at the same database.
 */
public final class RunCloser {

    /**
     * A run whose outcomes were counted just now.
     *
     * @param run as it is now
     */
    public record Closed(PastRun run, List<RunResult> results) {}

    private static final Logger LOG = LoggerFactory.getLogger(RunCloser.class);

    /** So long after the claim of its sync a run is given up. */
    private static final Duration LAPSED = Duration.ofMinutes(1);

    /** A run begins a moment before its sync is claimed, or after. */
    private static final Duration BEGINNING = Duration.ofMinutes(10);

    static final String LOST = "the program ended before it was over";

    private static final String OPEN =
            "select "
                    + PastRun.COLUMNS
                    + ", sync.inbox, sync.claimed_until from model_run run"
                    + " left join model_sync sync on sync.name = run.sync"
                    + " where run.settled_at is null order by run.id";

    /**
     * @param inbox null when the sync is not bound now
     */
    private record Open(PastRun run, String inbox, Instant claimedUntil) {}

    private final Sql sql;
    private final Clock clock;
    private final Map<Long, WaitingRows> waiting = new HashMap<>();

    /** A resync forgets the inbox of a sync until its next run. */
    private final Map<String, String> inboxes = new HashMap<>();

    public RunCloser(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Looks once at all runs that are open.
     *
     * @param listener is told of those that were closed by it
     * @throws SQLException the first trouble, when all runs were looked at
     */
    public void look(Consumer<Closed> listener) throws SQLException {
        List<Open> open = sql.transaction(RunCloser::open);
        waiting.keySet().retainAll(open.stream().map(each -> each.run().id()).toList());
        Map<String, Boolean> empty = new HashMap<>();
        SQLException trouble = null;
        for (Open each : open) {
            try {
                Closed done = look(each, empty);
                if (done != null) {
                    listener.accept(done);
                }
            } catch (SQLException e) {
                if (trouble == null) {
                    trouble = e;
                } else {
                    trouble.addSuppressed(e);
                }
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    /** Null when it stays open. */
    private Closed look(Open open, Map<String, Boolean> empty) throws SQLException {
        PastRun run = open.run();
        if (!run.isHandedOn()) {
            if (isLost(open)) {
                giveUp(run);
            }
            return null;
        }
        String inbox = inbox(open);
        if (inbox == null ? hasRows(run) : waits(run, inbox, empty)) {
            return null;
        }
        return settle(run, inbox == null ? "" : inbox);
    }

    private String inbox(Open open) {
        if (open.inbox() != null && !open.inbox().isEmpty()) {
            inboxes.put(open.run().sync(), open.inbox());
        }
        return inboxes.get(open.run().sync());
    }

    private boolean isLost(Open open) {
        Instant now = clock.instant();
        return open.claimedUntil() == null
                ? open.run().startedAt().isBefore(now.minus(BEGINNING))
                : open.claimedUntil().isBefore(now.minus(LAPSED));
    }

    private void giveUp(PastRun run) throws SQLException {
        int given =
                sql.insistently(
                        connection -> {
                            try (PreparedStatement update =
                                    connection.prepareStatement(
                                            "update model_run set state = ?, reason = ?,"
                                                    + " finished_at = ? where id = ?"
                                                    + " and handed_at is null"
                                                    + " and state in ('querying', 'processing')")) {
                                update.setString(1, RunState.CANCELLED.word());
                                update.setString(2, LOST);
                                update.setObject(3, Sql.utc(clock.instant()));
                                update.setLong(4, run.id());
                                return update.executeUpdate();
                            }
                        });
        if (given == 1) {
            LOG.info("sync {}, run {}: cancelled: {}", run.sync(), run.id(), LOST);
        }
    }

    private boolean hasRows(PastRun run) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select 1 from model_run_row where run_id = ?"
                                            + " fetch first 1 rows only")) {
                        select.setLong(1, run.id());
                        try (ResultSet rows = select.executeQuery()) {
                            return rows.next();
                        }
                    }
                });
    }

    private boolean waits(PastRun run, String inbox, Map<String, Boolean> empty)
            throws SQLException {
        if (!empty.containsKey(inbox)) {
            empty.put(inbox, sql.transaction(connection -> isEmpty(connection, inbox)));
        }
        return !empty.get(inbox)
                && waiting.computeIfAbsent(run.id(), id -> new WaitingRows(sql, id)).are(inbox);
    }

    private static boolean isEmpty(Connection connection, String inbox) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select 1 from inbox where inbox = ? fetch first 1 rows only")) {
            select.setString(1, inbox);
            try (ResultSet rows = select.executeQuery()) {
                return !rows.next();
            }
        }
    }

    /** Null when another process did it. */
    private Closed settle(PastRun run, String inbox) throws SQLException {
        boolean ours = run.state() == RunState.PROCESSING;
        Closed closed =
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
                            return new Closed(
                                    RunBook.find(connection, run.id()).orElse(run), results);
                        });
        if (closed != null && ours) {
            LOG.info("{}", words(closed));
        }
        return closed;
    }

    static String words(Closed closed) {
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

    private static List<Open> open(Connection connection) throws SQLException {
        List<Open> open = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OPEN);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                LocalDateTime claimed = rows.getObject(16, LocalDateTime.class);
                open.add(
                        new Open(
                                PastRun.read(rows),
                                rows.getString(15),
                                claimed == null ? null : Sql.instant(claimed)));
            }
        }
        return open;
    }
}
