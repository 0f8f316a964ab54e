package io.tiktokroutes.warehouse;

import io.tiktokroutes.record.RowVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows that a run handed on without living to write that down. A destination has them, so they
 * count as sent with values that nobody knows: they go once more, and when they left or are as they
 * were before meanwhile, it is told of that.
 */
final class Strays {

    private static final String CUT_SHORT =
            "select id, started_at from model_run where sync = ? and handed_at is null"
                    + " and queried_at is not null and state in ('cancelled', 'aborted')"
                    + " and id > coalesce((select max(id) from model_run where sync = ?"
                    + " and handed_at is not null), 0) order by id";

    private static final String NOT_WRITTEN =
            " and not exists (select 1 from model_run_row done where done.run_id = ?"
                    + " and done.record_key = found.record_key)";

    private static final String WAITING =
            "select record_key from inbox found where inbox = ? and record_key like ?"
                    + NOT_WRITTEN;

    private static final String SETTLED =
            "select record_key from ledger found where inbox = ? and record_key like ?"
                    + " and decided_at >= ?"
                    + NOT_WRITTEN;

    private record Run(long id, LocalDateTime startedAt) {}

    private final SyncState sync;

    Strays(SyncState sync) {
        this.sync = sync;
    }

    /** Puts those of earlier runs into the snapshot. */
    void keep(Connection connection) throws SQLException {
        for (Run run : cutShort(connection)) {
            // where its records go is noted with the first chunk, and may not be known yet
            String inbox = sync.inbox().isEmpty() ? sync.name() : sync.inbox();
            Set<String> keys = new LinkedHashSet<>();
            find(connection, WAITING, inbox, run, false, keys);
            find(connection, SETTLED, inbox, run, true, keys);
            for (String key : keys) {
                keep(connection, key, run.id());
            }
        }
    }

    private List<Run> cutShort(Connection connection) throws SQLException {
        List<Run> runs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(CUT_SHORT)) {
            select.setString(1, sync.name());
            select.setString(2, sync.name());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add(new Run(rows.getLong(1), rows.getObject(2, LocalDateTime.class)));
                }
            }
        }
        return runs;
    }

    private static void find(
            Connection connection,
            String query,
            String inbox,
            Run run,
            boolean dated,
            Set<String> keys)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            int next = 1;
            select.setString(next++, inbox);
            select.setString(next++, new RowVersion("%", run.id()).recordKey());
            if (dated) {
                select.setObject(next++, run.startedAt());
            }
            select.setLong(next, run.id());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(RowVersion.of(rows.getString(1)).rowKey());
                }
            }
        }
    }

    private void keep(Connection connection, String key, long run) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update model_row set row_hash = 0, run_id = ?"
                                + " where sync_id = ? and row_key = ?")) {
            update.setLong(1, run);
            update.setInt(2, sync.id());
            update.setString(3, key);
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into model_row (sync_id, row_key, row_hash, run_id)"
                                + " values (?, ?, 0, ?)")) {
            insert.setInt(1, sync.id());
            insert.setString(2, key);
            insert.setLong(3, run);
            insert.executeUpdate();
        }
    }
}
