package io.tiktokroutes.reports;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Writes rows into tables: a row whose key is there is updated, another one is added, and one that
 * does not fit is refused and does not hold up the others.
 *
 * <p>The settings are those of the sink: {@code table}, {@code key}, {@code mapping}, {@code
 * vanished}, {@code advertiserColumn} and {@code dayColumn}. The columns are those that the mapping
 * gives; other columns of the table are left alone.
 */
public final class ReportTable {

    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

    private final DataSource database;
    private final Function<String, List<ReportColumn>> columns;
    private final Duration patience;
    private final Map<TableSettings, Known> known = new ConcurrentHashMap<>();

    /** A table as it was found, and for what columns. */
    private record Known(List<ReportColumn> columns, TargetTable table) {}

    /** Tables whose columns are those they have. */
    public ReportTable(DataSource database) {
        this(database, mapping -> List.of());
    }

    /**
     * @param database where the tables are
     * @param columns the columns that a mapping gives now, in order; none when it is not known
     */
    public ReportTable(DataSource database, Function<String, List<ReportColumn>> columns) {
        this(database, columns, LOCK_PATIENCE);
    }

    /**
     * @param patience how long a lock is waited for, in full seconds; H2 has its own bound
     */
    ReportTable(
            DataSource database, Function<String, List<ReportColumn>> columns, Duration patience) {
        this.database = database;
        this.columns = columns;
        this.patience = patience;
    }

    /**
     * What can be told of a sink without a database.
     *
     * @throws TableException when the parameters do not fit each other or the mapping
     */
    public void check(Map<String, String> settings) {
        TableSettings wanted = TableSettings.of(settings);
        List<ReportColumn> given = given(wanted);
        if (!given.isEmpty()) {
            wanted.check(given);
        }
    }

    private List<ReportColumn> given(TableSettings settings) {
        try {
            return columns.apply(settings.mapping());
        } catch (IllegalArgumentException e) {
            throw TableException.mistake(
                    "%s cannot give the columns of table %s: %s"
                            .formatted(settings.mapping(), settings.table(), e.getMessage()));
        }
    }

    /** Looks at the table, with the columns that the mapping gives now. */
    void look(Map<String, String> settings) {
        look(settings, given(TableSettings.of(settings)));
    }

    /**
     * Looks at the table, and makes none.
     *
     * @param given the columns that the mapping would give
     * @throws TableException when they do not go into it, or the database does not answer
     */
    public void look(Map<String, String> settings, List<ReportColumn> given) {
        TableSettings wanted = TableSettings.of(settings);
        wanted.check(given);
        transaction(wanted)
                .run(
                        connection -> {
                            TableCheck check = check(connection, wanted, given);
                            return check.isThere() ? check.target() : null;
                        });
    }

    /**
     * Makes the table when it is not there, and looks at it when it is.
     *
     * @throws TableException when it cannot be written; nothing was changed
     */
    public void open(Map<String, String> settings) {
        check(settings);
        target(TableSettings.of(settings));
    }

    /** Gives every open item of the delivery an outcome, and writes the rows at once. */
    public void write(Delivery delivery) {
        write(delivery, null);
    }

    /**
     * Gives every open item of the delivery an outcome.
     *
     * @param window keeps the rows until it is complete; when null they are written at once
     */
    public void write(Delivery delivery, ReportWindow window) {
        try {
            if (window == null) {
                writeNow(delivery);
            } else {
                keep(delivery, window);
            }
        } catch (TableException e) {
            delivery.settleOpen(Outcome.failed("TABLE", e.getMessage()));
        }
    }

    private void writeNow(Delivery delivery) {
        TableSettings settings = TableSettings.of(delivery.settings());
        if (delivery.open().isEmpty()) {
            return;
        }
        TargetTable table = target(settings);
        List<Delivery.Item> items = new ArrayList<>();
        List<Object[]> rows = fitting(delivery, table, items);
        if (!rows.isEmpty()) {
            List<Object[]> sorted = table.sorted(rows);
            forgetting(
                    settings,
                    () ->
                            transaction(settings)
                                    .run(
                                            connection -> {
                                                table.dialect().upsert(connection, table, sorted);
                                                return null;
                                            }));
        }
        items.forEach(item -> item.outcome(Outcome.delivered("")));
    }

    private void keep(Delivery delivery, ReportWindow window) {
        TableSettings settings = TableSettings.of(delivery.settings());
        WindowRows rows =
                window.part(
                        settings.table() + " of " + settings.mapping(),
                        WindowRows.class,
                        () ->
                                new WindowRows(
                                        window, settings, target(settings), transaction(settings)));
        List<Delivery.Item> items = new ArrayList<>();
        List<Object[]> fitting = fitting(delivery, rows.table(), items);
        if (delivery.items().stream().anyMatch(ReportTable::isRefused)) {
            rows.refused();
        }
        forgetting(settings, () -> rows.add(fitting));
        items.forEach(item -> item.outcome(Outcome.delivered("")));
    }

    /** After a failure the table is looked at anew: somebody may have changed it. */
    private void forgetting(TableSettings settings, Runnable work) {
        try {
            work.run();
        } catch (TableException e) {
            known.remove(settings);
            throw e;
        }
    }

    private static boolean isRefused(Delivery.Item item) {
        return item.outcome() != null && item.outcome().kind() == Outcome.Kind.REFUSED;
    }

    private TargetTable target(TableSettings settings) {
        List<ReportColumn> given = given(settings);
        Known before = known.get(settings);
        if (before != null && before.columns().equals(given)) {
            return before.table();
        }
        TargetTable table =
                transaction(settings)
                        .run(
                                connection -> {
                                    TableCheck check = check(connection, settings, given);
                                    if (!given.isEmpty() && !check.isThere()) {
                                        new TableMaker(connection, Dialect.of(connection))
                                                .make(settings, given);
                                    }
                                    return check.target();
                                });
        known.put(settings, new Known(given, table));
        return table;
    }

    private static TableCheck check(
            Connection connection, TableSettings settings, List<ReportColumn> given)
            throws SQLException {
        return new TableCheck(connection, Dialect.of(connection), settings, given);
    }

    private TableTransaction transaction(TableSettings settings) {
        return new TableTransaction(database, settings.table(), patience.toMillis());
    }

    /** The rows that fit, with their items; the others are refused. */
    private static List<Object[]> fitting(
            Delivery delivery, TargetTable table, List<Delivery.Item> fitting) {
        List<Object[]> rows = new ArrayList<>();
        List<String> key = table.keyNames();
        for (Delivery.Item item : delivery.open()) {
            try {
                Object[] row = new Object[table.columns().size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = table.columns().get(i).value(item.payload());
                }
                if (table.keyOf(row).contains(null)) {
                    throw new IllegalArgumentException("a row needs " + String.join(" and ", key));
                }
                rows.add(row);
                fitting.add(item);
            } catch (IllegalArgumentException e) {
                item.outcome(Outcome.refused("MALFORMED", e.getMessage()));
            }
        }
        return rows;
    }
}
