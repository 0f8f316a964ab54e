package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what the tables have of syncs and their runs. */
public final class RunBook {

    /**
     * What a sync is bound to.
     *
     * @param inbox empty until its first records were taken, and for mode all
     * @param claimedUntil a run under way holds it so long; null for none
     */
    public record Bound(
            int id,
            String name,
            String primaryKey,
            String mode,
            String inbox,
            Instant claimedUntil) {

        /** True while a run is under way. */
        public boolean isClaimed(Instant now) {
            return claimedUntil != null && claimedUntil.isAfter(now);
        }
    }

    private static final String BOUND =
            "select id, name, primary_key, mode, inbox, claimed_until from model_sync";

    private static final String RUNS = "select " + PastRun.COLUMNS + " from model_run run where ";

    private final Sql sql;

    public RunBook(Sql sql) {
        this.sql = sql;
    }

    /** What every sync is bound to that ever ran, by name. */
    public Map<String, Bound> bound() throws SQLException {
        return sql.transaction(
                connection -> {
                    Map<String, Bound> all = new TreeMap<>();
                    try (PreparedStatement select = connection.prepareStatement(BOUND);
                            ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            Bound bound = bound(rows);
                            all.put(bound.name(), bound);
                        }
                    }
                    return all;
                });
    }

    static Optional<Bound> bound(Connection connection, String sync) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BOUND + " where name = ?")) {
            select.setString(1, sync);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(bound(rows)) : Optional.empty();
            }
        }
    }

    private static Bound bound(ResultSet row) throws SQLException {
        LocalDateTime claimed = row.getObject(6, LocalDateTime.class);
        return new Bound(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                claimed == null ? null : Sql.instant(claimed));
    }

    /** The last run of every sync, by its name. */
    public Map<String, PastRun> last() throws SQLException {
        return sql.transaction(
                connection -> {
                    Map<String, PastRun> last = new TreeMap<>();
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            RUNS
                                                    + "run.id in (select max(id) from model_run"
                                                    + " group by sync)");
                            ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            PastRun run = PastRun.read(rows);
                            last.put(run.sync(), run);
                        }
                    }
                    return last;
                });
    }

    /** The last runs of a sync, the newest first. */
    public List<PastRun> of(String sync, int most) throws SQLException {
        return runs(
                "run.sync = ? order by run.sync desc, run.started_at desc, run.id desc"
                        + " fetch first "
                        + most
                        + " rows only",
                sync);
    }

    /**
     * Asks the run of a sync that is under way to stop.
     *
     * @return its number; empty when none is
     */
    public Optional<Long> cancel(String sync, Instant now) throws SQLException {
        for (PastRun run : of(sync, 1)) {
            if (!run.isHandedOn()) {
                sql.insistently(
                        connection -> {
                            try (PreparedStatement update =
                                    connection.prepareStatement(
                                            "update model_run set cancel_at = ? where id = ?")) {
                                update.setObject(1, Sql.utc(now));
                                update.setLong(2, run.id());
                                return update.executeUpdate();
                            }
                        });
                return Optional.of(run.id());
            }
        }
        return Optional.empty();
    }

    private List<PastRun> runs(String rest, String sync) throws SQLException {
        return sql.transaction(
                connection -> {
                    List<PastRun> runs = new ArrayList<>();
                    try (PreparedStatement select = connection.prepareStatement(RUNS + rest)) {
                        select.setString(1, sync);
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                runs.add(PastRun.read(rows));
                            }
                        }
                    }
                    return runs;
                });
    }

    /** The run of that number. */
    public Optional<PastRun> find(long id) throws SQLException {
        return sql.transaction(connection -> find(connection, id));
    }

    static Optional<PastRun> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RUNS + "run.id = ?")) {
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(PastRun.read(rows)) : Optional.empty();
            }
        }
    }

    /** What destinations made of the rows of runs, by run; of those that are settled. */
    public Map<Long, List<RunResult>> results(List<Long> runs) throws SQLException {
        return sql.transaction(
                connection -> {
                    Map<Long, List<RunResult>> results = new LinkedHashMap<>();
                    for (long run : runs) {
                        results.put(run, results(connection, run));
                    }
                    return results;
                });
    }

    static List<RunResult> results(Connection connection, long run) throws SQLException {
        List<RunResult> results = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select destination, op, outcome, reason, row_count from model_run_result"
                                + " where run_id = ? order by destination, op, outcome, reason")) {
            select.setLong(1, run);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    results.add(RunResult.read(rows));
                }
            }
        }
        return results;
    }
}
