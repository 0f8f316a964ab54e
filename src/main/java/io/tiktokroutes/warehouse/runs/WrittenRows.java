package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Rows of one run on their way into the changelog and the snapshot, some hundred at once. */
final class WrittenRows implements AutoCloseable {

    private static final int PIECE = 500;
    private static final String COLUMNS =
            " (op_type, status, failure_reason, decided_at, sync_run_id, sync_id, row_id,"
                    + " destination) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final String sync;
    private final PreparedStatement log;
    private final PreparedStatement forget;
    private final PreparedStatement latest;
    private int held;

    WrittenRows(Connection connection, WriteBackTables tables, String sync) throws SQLException {
        this.sync = sync;
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
        forget.setString(1, sync);
        forget.setString(2, line.key());
        forget.setString(3, line.destination());
        forget.addBatch();
        set(latest, line);
        if (++held == PIECE) {
            flush();
        }
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
        log.close();
        forget.close();
        latest.close();
    }
}
