package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Forgets runs and their rows after a while, but the last run of each sync. */
public final class RunForgetting {

    /** So many rows at once: others want to write meanwhile. */
    private static final int PIECE = 10_000;

    private static final String OLD =
            "select id from model_run where finished_at < ? and id not in"
                    + " (select max(id) from model_run group by sync) order by id";

    private final Sql sql;
    private final Clock clock;

    public RunForgetting(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Forgets runs that ended longer ago than that.
     *
     * @return how many runs
     */
    public int forget(Duration retention) throws SQLException {
        List<Long> old =
                sql.transaction(
                        connection -> {
                            List<Long> ids = new ArrayList<>();
                            try (PreparedStatement select = connection.prepareStatement(OLD)) {
                                select.setObject(1, Sql.utc(clock.instant().minus(retention)));
                                try (ResultSet rows = select.executeQuery()) {
                                    while (rows.next()) {
                                        ids.add(rows.getLong(1));
                                    }
                                }
                            }
                            return ids;
                        });
        for (long run : old) {
            boolean more = true;
            while (more) {
                more = sql.insistently(connection -> forgetRows(connection, run));
            }
            sql.insistently(
                    connection -> {
                        delete(connection, "delete from model_run_result where run_id = ?", run);
                        delete(connection, "delete from model_run where id = ?", run);
                        return null;
                    });
        }
        return old.size();
    }

    /** True when there are more. */
    private static boolean forgetRows(Connection connection, long run) throws SQLException {
        String last;
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select max(piece.row_key) from (select row_key from model_run_row"
                                + " where run_id = ? order by run_id, row_key fetch first "
                                + PIECE
                                + " rows only) piece")) {
            select.setLong(1, run);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                last = row.getString(1);
            }
        }
        if (last == null) {
            return false;
        }
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from model_run_row where run_id = ? and row_key <= ?")) {
            delete.setLong(1, run);
            delete.setString(2, last);
            return delete.executeUpdate() >= PIECE;
        }
    }

    private static void delete(Connection connection, String statement, long run)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(statement)) {
            delete.setLong(1, run);
            delete.executeUpdate();
        }
    }
}
