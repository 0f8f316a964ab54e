package io.tiktokroutes.reports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of one window for one table, kept until all have come and then written as one. */
final class WindowRows implements ReportWindow.Part {

    private static final Logger LOG = LoggerFactory.getLogger(WindowRows.class);

    /** More than these are not kept in memory: a larger window is written in several pieces. */
    static final int MOST_KEPT = 50_000;

    private final ReportWindow window;
    private final TableSettings settings;
    private final TargetTable table;
    private final TableTransaction transaction;
    private final VanishedRows vanished;
    private final List<Object[]> rows = new ArrayList<>();

    /** The same texts stand in many rows: days, names of campaigns. */
    private final Map<Object, Object> texts = new HashMap<>();

    private boolean refused;

    WindowRows(
            ReportWindow window,
            TableSettings settings,
            TargetTable table,
            TableTransaction transaction) {
        this.window = window;
        this.settings = settings;
        this.table = table;
        this.transaction = transaction;
        this.vanished = settings.deletes() ? new VanishedRows(settings, table, window) : null;
    }

    /** The table as it was when the first page came; a mapping that changes meanwhile waits. */
    TargetTable table() {
        return table;
    }

    /** Some row of the window cannot be written, so that nobody knows which row it would be. */
    synchronized void refused() {
        refused = true;
    }

    synchronized void add(List<Object[]> page) {
        for (Object[] row : page) {
            for (int i = 0; i < row.length; i++) {
                if (row[i] instanceof String text) {
                    row[i] = texts.computeIfAbsent(text, same -> same);
                }
            }
            rows.add(row);
        }
        if (rows.size() >= MOST_KEPT) {
            List<Object[]> piece = table.sorted(rows);
            transaction.run(connection -> write(connection, piece));
            if (vanished != null) {
                vanished.came(piece);
            }
            forget();
        }
    }

    @Override
    public synchronized void commit() {
        List<Object[]> all = table.sorted(rows);
        long deleted =
                transaction.run(
                        connection -> {
                            long gone = deletes() ? vanished.delete(connection, all) : 0;
                            write(connection, all);
                            return gone;
                        });
        forget();
        if (deleted > 0) {
            LOG.info("{}: {} rows of {} are not reported any more", table.name(), deleted, window);
        }
    }

    private boolean deletes() {
        if (settings.deletes() && refused) {
            LOG.warn(
                    "{}: nothing that vanished of {} is deleted, as rows of it were refused",
                    table.name(),
                    window);
        }
        return settings.deletes() && !refused;
    }

    private int write(Connection connection, List<Object[]> piece) throws SQLException {
        if (!piece.isEmpty()) {
            table.dialect().upsert(connection, table, piece);
        }
        return piece.size();
    }

    private void forget() {
        rows.clear();
        texts.clear();
    }
}
