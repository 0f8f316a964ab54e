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

    /** So long after the claim of its sync a run is given up. */
    private static final Duration LAPSED = Duration.ofMinutes(1);

    /** A run begins a moment before its sync is claimed, or after. */
    private static final Duration BEGINNING = Duration.ofMinutes(10);

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
    private final RunEnding ending;
    private final Map<Long, WaitingRows> waiting = new HashMap<>();

    /** A resync forgets the inbox of a sync until its next run. */
    private final Map<String, String> inboxes = new HashMap<>();

    public RunCloser(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        this.ending = new RunEnding(sql, clock);
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
                ending.giveUp(run);
            }
            return null;
        }
        String inbox = inbox(open);
        if (inbox == null ? hasRows(run) : waits(run, inbox, empty)) {
            return null;
        }
        return ending.settle(run, inbox == null ? "" : inbox);
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
