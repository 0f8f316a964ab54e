package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of one run on their way into the changelog and the snapshot, some hundred at once. */
final class WrittenRows implements AutoCloseable {

    private static final int PIECE = 500;
    private static final String COLUMNS =
            " (op_type, status, failure_reason, decided_at, sync_run_id, sync_id, row_id,"
                    + " destination) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final String sync;
    private final long run;
    private final PreparedStatement log;
    private final PreparedStatement forget;
    private final PreparedStatement latest;
    private final PreparedStatement newer;
    private final boolean late;
    private int held;

    WrittenRows(Connection connection, WriteBackTables tables, PastRun run) throws SQLException {
        this.sync = run.sync();
        this.run = run.id();
        newer =
                connection.prepareStatement(
                        "select 1 from "
                                + tables.snapshot()
                                + " where sync_id = ? and sync_run_id > ? and row_id = ?"
                                + " and destination = ?");
        late = isLate(connection, tables);
        log = connection.prepareStatement("insert into " + tables.changelog() + COLUMNS);
        forget =
                connection.prepareStatement(
                        "delete from "
                                + tables.snapshot()
                                + " where sync_id = ? and row_id = ? and destination = ?");
        latest = connection.prepareStatement("insert into " + tables.snapshot() + COLUMNS);
    }

    void add(RunRows.Line line) throws SQLException {
        if (line.outcome().isEmpty()) {
            return; // the ledger has forgotten it
        }
        set(log, line);
        if (!late || !isNewer(line)) {
            latest(line);
        }
        if (++held == PIECE) {
            flush();
        }
    }

    /** True when a later run was over before this one. */
    private boolean isLate(Connection connection, WriteBackTables tables) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select max(sync_run_id) from " + tables.runs() + " where sync_id = ?")) {
            select.setString(1, sync);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) > run;
            }
        }
    }

    /** True when the snapshot has what a later run did with the row. */
    private boolean isNewer(RunRows.Line line) throws SQLException {
        newer.setString(1, sync);
        newer.setLong(2, run);
        newer.setString(3, line.key());
        newer.setString(4, line.destination());
        try (ResultSet row = newer.executeQuery()) {
            return row.next();
        }
    }

    private void latest(RunRows.Line line) throws SQLException {
        forget.setString(1, sync);
        forget.setString(2, line.key());
        forget.setString(3, line.destination());
        forget.addBatch();
        set(latest, line);
    }

    private void set(PreparedStatement insert, RunRows.Line line) throws SQLException {
        String reason = (line.reason() + " " + line.detail()).strip();
        insert.setString(1, line.op());
        insert.setString(2, status(line.outcome()));
        insert.setString(3, reason.isEmpty() ? null : Sql.cut(reason, 1100));
        insert.setObject(4, Sql.utc(line.decidedAt()));
        insert.setLong(5, line.run());
        insert.setString(6, sync);
        insert.setString(7, line.key());
        insert.setString(8, line.destination());
        insert.addBatch();
    }

    /** The words of those who read such tables. */
    private static String status(String outcome) {
        return switch (outcome) {
            case "delivered" -> "succeeded";
            case "skipped" -> outcome;
            default -> "failed";
        };
    }

    void flush() throws SQLException {
        log.executeBatch();
        forget.executeBatch();
        latest.executeBatch();
        held = 0;
    }

    @Override
    public void close() throws SQLException {
        newer.close();
        log.close();
        forget.close();
        latest.close();
    }
}
