package io.tiktokroutes.warehouse;

import io.tiktokroutes.store.DatabaseKind;
import io.tiktokroutes.store.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a sync as they were last sent. */
final class Snapshot {

    /** A row of the snapshot. */
    interface Taker {
        void take(String rowKey, long hash);
    }

    private static final int FETCH = 5_000;

    private final Sql sql;
    private final int sync;

    Snapshot(Sql sql, int sync) {
        this.sql = sql;
        this.sync = sync;
    }

    /** How many rows there are, roughly and at once: as many as the last good run read. */
    long roughCount() throws SQLException {
        return sql.transaction(
                connection ->
                        number(
                                connection,
                                "select row_count from model_run where queried_at is not null and"
                                        + " sync = (select name from model_sync where id = "
                                        + sync
                                        + ") order by id desc fetch first 1 rows only"));
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Shows every row, in any order. No database keeps a million of them ready at once. */
    void each(Taker taker) throws SQLException {
        long rough = roughCount();
        sql.transaction(
                connection -> {
                    boolean h2 = DatabaseKind.of(connection) == DatabaseKind.H2;
                    try (Statement lazy = connection.createStatement()) {
                        if (h2) {
                            lazy.execute("set lazy_query_execution true");
                        }
                        try {
                            each(connection, h2 && isMost(connection, rough), taker);
                        } finally {
                            if (h2) {
                                lazy.execute("set lazy_query_execution false");
                            }
                        }
                    }
                    return null;
                });
    }

    /** H2 counts a whole table at once. */
    private static boolean isMost(Connection connection, long rough) throws SQLException {
        return number(connection, "select count(*) from model_row") < 4 * rough;
    }

    /**
     * @param scan whether to go through the table and not the index, which costs H2 three times as
     *     much for each row
     */
    private void each(Connection connection, boolean scan, Taker taker) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select row_key, row_hash from model_row"
                                + (scan ? " use index ()" : "")
                                + " where sync_id = ?")) {
            select.setInt(1, sync);
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows.getString(1), rows.getLong(2));
                }
            }
        }
    }

    /** The run that sent each row last, by key. */
    Map<String, Long> runs(List<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return sql.transaction(
                connection -> {
                    Map<String, Long> runs = new HashMap<>();
                    for (List<String> piece : Sql.pieces(keys)) {
                        read(connection, piece, runs);
                    }
                    return runs;
                });
    }

    private void read(Connection connection, List<String> keys, Map<String, Long> runs)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select row_key, run_id from model_row where sync_id = ? and row_key in ("
                                + Sql.marks(keys.size())
                                + ")")) {
            select.setInt(1, sync);
            for (int i = 0; i < keys.size(); i++) {
                select.setString(i + 2, keys.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
    }

    /** Writes what a run did with some rows, and that it did. */
    void write(Connection connection, long run, List<Handed> rows) throws SQLException {
        insert(connection, run, rows);
        update(connection, run, rows);
        delete(connection, rows);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into model_run_row (run_id, row_key, record_key, op)"
                                + " values (?, ?, ?, ?)")) {
            for (Handed row : rows) {
                if (row.entry().what() != RowEntry.What.LEFT) {
                    insert.setLong(1, run);
                    insert.setString(2, row.entry().key());
                    insert.setString(3, row.recordKey());
                    insert.setString(4, row.entry().what().word());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void insert(Connection connection, long run, List<Handed> rows) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into model_row (sync_id, row_key, row_hash, run_id)"
                                + " values (?, ?, ?, ?)")) {
            for (Handed row : rows) {
                if (row.entry().what() == RowEntry.What.ADDED) {
                    insert.setInt(1, sync);
                    insert.setString(2, row.entry().key());
                    insert.setLong(3, row.entry().hash());
                    insert.setLong(4, run);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void update(Connection connection, long run, List<Handed> rows) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update model_row set row_hash = ?, run_id = ?"
                                + " where sync_id = ? and row_key = ?")) {
            for (Handed row : rows) {
                if (row.entry().what() == RowEntry.What.CHANGED) {
                    update.setLong(1, row.entry().hash());
                    update.setLong(2, run);
                    update.setInt(3, sync);
                    update.setString(4, row.entry().key());
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    private void delete(Connection connection, List<Handed> rows) throws SQLException {
        List<String> gone = new ArrayList<>();
        for (Handed row : rows) {
            RowEntry.What what = row.entry().what();
            if (what == RowEntry.What.REMOVED || what == RowEntry.What.LEFT) {
                gone.add(row.entry().key());
            }
        }
        for (List<String> piece : Sql.pieces(gone)) {
            try (PreparedStatement delete =
                    connection.prepareStatement(
                            "delete from model_row where sync_id = ? and row_key in ("
                                    + Sql.marks(piece.size())
                                    + ")")) {
                delete.setInt(1, sync);
                for (int i = 0; i < piece.size(); i++) {
                    delete.setString(i + 2, piece.get(i));
                }
                delete.executeUpdate();
            }
        }
    }

    /**
     * A row that was handed on.
     *
     * @param recordKey the key of the record that tells of it; empty when none does
     */
    record Handed(RowEntry entry, String recordKey) {}

    static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
