package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what became of a sync's rows into tables of the warehouse, run after run. A run is written
 * in one transaction, whole or not at all; one that was cut short is written again. Deliveries know
 * nothing of it. For use by one thread.
 */
public final class WriteBack {

    private static final Logger LOG = LoggerFactory.getLogger(WriteBack.class);

    /** A run that is over, has been counted, and is not written yet; not in mode all. */
    private static final String DUE =
            "select "
                    + PastRun.COLUMNS
                    + ", sync.inbox, sync.primary_key, sync.write_back from model_run run"
                    + " join model_sync sync on sync.name = run.sync"
                    + " where sync.write_back <> '' and sync.mode <> 'all'"
                    + " and run.settled_at is not null and run.written_at is null"
                    + " order by run.id";

    private record Due(PastRun run, String inbox, String primaryKey, String prefix) {}

    private final Sql sql;
    private final DataSource warehouse;
    private final Clock clock;
    private final Set<String> made = new HashSet<>();
    private final Map<String, String> troubles = new HashMap<>();

    /**
     * @param sql our own database
     * @param warehouse where the tables are; may be changed
     */
    public WriteBack(Sql sql, DataSource warehouse, Clock clock) {
        this.sql = sql;
        this.warehouse = warehouse;
        this.clock = clock;
    }

    /** Writes all runs that are due. What fails is told once, and tried again at the next look. */
    public void look() throws SQLException {
        Set<String> failed = new HashSet<>();
        for (Due due : sql.transaction(WriteBack::due)) {
            String sync = due.run().sync();
            // later ones wait, or the snapshot would fall back
            if (!failed.contains(sync) && !write(due)) {
                failed.add(sync);
            }
        }
    }

    private boolean write(Due due) throws SQLException {
        String sync = due.run().sync();
        try {
            WriteBackTables tables = new WriteBackTables(due.prefix());
            if (!made.contains(due.prefix())) {
                try (Connection connection = warehouse.getConnection()) {
                    tables.make(connection);
                }
                made.add(due.prefix());
            }
            List<RunResult> results =
                    sql.transaction(connection -> RunBook.results(connection, due.run().id()));
            new Sql(warehouse)
                    .transaction(
                            connection -> {
                                runs(connection, tables, due, results);
                                rows(connection, tables, due);
                                return null;
                            });
        } catch (SQLException | IllegalArgumentException e) {
            made.remove(due.prefix());
            String words = words(e);
            if (!words.equals(troubles.put(sync, words))) {
                LOG.warn(
                        "sync {}: its results cannot be written to the warehouse, and are tried"
                                + " again: {}",
                        sync,
                        words);
            }
            return false;
        }
        if (troubles.remove(sync) != null) {
            LOG.info("sync {}: its results are written to the warehouse again", sync);
        }
        sql.insistently(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update model_run set written_at = ? where id = ?")) {
                        update.setObject(1, Sql.utc(clock.instant()));
                        update.setLong(2, due.run().id());
                        return update.executeUpdate();
                    }
                });
        return true;
    }

    /** What a database says of a value may hold the key of a row, which may be an address. */
    private static String words(Exception e) {
        String state = e instanceof SQLException sql ? "" + sql.getSQLState() : "";
        return state.startsWith("22") || state.startsWith("23")
                ? "a row does not fit into its table (SQL state " + state + ")"
                : String.valueOf(e.getMessage());
    }

    private static void runs(
            Connection connection, WriteBackTables tables, Due due, List<RunResult> results)
            throws SQLException {
        delete(connection, tables.runs(), due.run());
        Map<String, List<RunResult>> byDestination = new TreeMap<>();
        for (RunResult each : results) {
            byDestination.computeIfAbsent(each.destination(), name -> new ArrayList<>()).add(each);
        }
        if (byDestination.isEmpty()) {
            byDestination.put("", List.of());
        }
        PastRun run = due.run();
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into "
                                + tables.runs()
                                + " (sync_id, sync_run_id, destination, primary_key, status, error,"
                                + " started_at, finished_at, "
                                + String.join(", ", RunNumbers.COLUMNS)
                                + ") values ("
                                + Sql.marks(8 + RunNumbers.COLUMNS.size())
                                + ")")) {
            for (Map.Entry<String, List<RunResult>> each : byDestination.entrySet()) {
                insert.setString(1, run.sync());
                insert.setLong(2, run.id());
                insert.setString(3, each.getKey());
                insert.setString(4, due.primaryKey());
                insert.setString(5, run.state().word());
                insert.setString(6, run.reason().isEmpty() ? null : run.reason());
                insert.setObject(7, Sql.utc(run.startedAt()));
                insert.setObject(8, run.finishedAt() == null ? null : Sql.utc(run.finishedAt()));
                int next = 9;
                for (long number : RunNumbers.of(run, each.getValue())) {
                    insert.setLong(next++, number);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void rows(Connection connection, WriteBackTables tables, Due due) throws SQLException {
        delete(connection, tables.changelog(), due.run());
        try (WrittenRows rows = new WrittenRows(connection, tables, due.run())) {
            new RunRows(sql).each(due.run(), due.inbox(), rows::add);
            rows.flush();
        }
    }

    private static void delete(Connection connection, String table, PastRun run)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from " + table + " where sync_id = ? and sync_run_id = ?")) {
            delete.setString(1, run.sync());
            delete.setLong(2, run.id());
            delete.executeUpdate();
        }
    }

    private static List<Due> due(Connection connection) throws SQLException {
        List<Due> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DUE);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                due.add(
                        new Due(
                                PastRun.read(rows),
                                rows.getString(15),
                                rows.getString(16),
                                rows.getString(17)));
            }
        }
        return due;
    }
}
