package io.tiktokroutes.reports;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Writes rows into a table: a row whose key is there is updated, another one is added.
 *
 * <p>Settings of the delivery: {@code table} and {@code key} (column names with commas between).
 * The columns are the ones the table has; a column that the row lacks becomes NULL, because TikTok
 * sends each row whole. A row that does not fit is refused and does not hold up the others.
 */
public final class ReportTable {

    private final Sql sql;

    public ReportTable(DataSource database) {
        this.sql = new Sql(database);
    }

    /** Gives every open item of the delivery an outcome. */
    public void write(Delivery delivery) throws SQLException {
        String table = identifier(delivery.settings().getOrDefault("table", ""));
        List<String> key =
                Arrays.stream(delivery.settings().getOrDefault("key", "").split(","))
                        .map(column -> identifier(column.strip()))
                        .toList();
        List<Delivery.Item> open = delivery.open();
        if (open.isEmpty()) {
            return;
        }
        List<Delivery.Item> written =
                sql.transaction(
                        connection -> {
                            List<Column> columns = Column.of(connection, table, key);
                            List<Fitting> rows = fitting(open, columns, key);
                            upsert(connection, table, columns, key, rows);
                            return rows.stream().map(Fitting::item).toList();
                        });
        written.forEach(item -> item.outcome(Outcome.delivered("")));
    }

    /** Names come from route files; nothing else than a plain name gets into the SQL. */
    private static String identifier(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot be a table or column; write letters, digits and _");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** An item with the values of the columns, in their order: the key's at the end. */
    private record Fitting(Delivery.Item item, List<Object> values) {}

    private static List<Fitting> fitting(
            List<Delivery.Item> items, List<Column> columns, List<String> key) {
        List<Fitting> rows = new ArrayList<>();
        for (Delivery.Item item : items) {
            if (!key.stream().allMatch(column -> item.payload().hasNonNull(column))) {
                String needed = "a row needs " + String.join(" and ", key);
                item.outcome(Outcome.refused("MALFORMED", needed));
                continue;
            }
            try {
                List<Object> values = new ArrayList<>();
                columns.forEach(column -> values.add(column.value(item.payload())));
                rows.add(new Fitting(item, values));
            } catch (IllegalArgumentException e) {
                item.outcome(Outcome.refused("MALFORMED", e.getMessage()));
            }
        }
        return rows;
    }

    private static void upsert(
            Connection connection,
            String table,
            List<Column> columns,
            List<String> key,
            List<Fitting> rows)
            throws SQLException {
        int others = columns.size() - key.size();
        // a page may hold a row twice; the last one counts
        Map<List<Object>, List<Object>> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.put(row.values().subList(others, columns.size()), row.values()));
        List<List<Object>> all = List.copyOf(byKey.values());
        List<String> names = columns.stream().map(Column::name).toList();
        String update =
                "update "
                        + table
                        + " set "
                        // a table of nothing but its key has nothing to change
                        + (others == 0
                                ? key.get(0) + " = " + key.get(0)
                                : marked(names.subList(0, others), ", "))
                        + " where "
                        + marked(key, " and ");
        int[] updated = batch(connection, update, columns, all);
        List<List<Object>> missing = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                missing.add(all.get(i));
            }
        }
        String insert =
                "insert into "
                        + table
                        + " ("
                        + String.join(", ", names)
                        + ") values ("
                        + Sql.marks(names.size())
                        + ")";
        batch(connection, insert, columns, missing);
    }

    private static String marked(List<String> columns, String separator) {
        return columns.stream()
                .map(column -> column + " = ?")
                .collect(Collectors.joining(separator));
    }

    private static int[] batch(
            Connection connection, String statement, List<Column> columns, List<List<Object>> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (List<Object> row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    prepared.setObject(i + 1, row.get(i), columns.get(i).type());
                }
                prepared.addBatch();
            }
            return prepared.executeBatch();
        }
    }
}
