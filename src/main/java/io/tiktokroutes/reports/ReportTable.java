package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
 * sends each row whole.
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
        List<Delivery.Item> rows = checked(delivery, key);
        if (rows.isEmpty()) {
            return;
        }
        sql.transaction(
                connection -> {
                    upsert(connection, table, columns(connection, table), key, rows);
                    return null;
                });
        rows.forEach(item -> item.outcome(Outcome.delivered("")));
    }

    /** Names come from route files; nothing else than a plain name gets into the SQL. */
    private static String identifier(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot be a table or column; write letters, digits and _");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static List<Delivery.Item> checked(Delivery delivery, List<String> key) {
        List<Delivery.Item> rows = new ArrayList<>();
        for (Delivery.Item item : delivery.open()) {
            if (key.stream().allMatch(column -> item.payload().hasNonNull(column))) {
                rows.add(item);
            } else {
                item.outcome(
                        Outcome.refused("MALFORMED", "a row needs " + String.join(" and ", key)));
            }
        }
        return rows;
    }

    /** A column of the table; texts stay texts, whatever JSON brings for them. */
    private record Column(String name, boolean isText) {}

    private static List<Column> columns(Connection connection, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select * from " + table + " where 1 = 0");
                ResultSet none = select.executeQuery()) {
            ResultSetMetaData about = none.getMetaData();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                boolean isText = about.getColumnType(i) == Types.VARCHAR;
                columns.add(new Column(about.getColumnName(i).toLowerCase(Locale.ROOT), isText));
            }
        }
        return columns;
    }

    private static void upsert(
            Connection connection,
            String table,
            List<Column> columns,
            List<String> key,
            List<Delivery.Item> rows)
            throws SQLException {
        // a page may hold a row twice; the last one counts
        Map<List<String>, JsonNode> byKey = new LinkedHashMap<>();
        rows.forEach(item -> byKey.put(keyOf(item.payload(), key), item.payload()));
        // the key's columns last, as the update wants them
        List<Column> order = new ArrayList<>(columns);
        order.sort(Comparator.comparing(column -> key.indexOf(column.name())));
        List<String> names = order.stream().map(Column::name).toList();
        List<String> others = names.stream().filter(name -> !key.contains(name)).toList();
        List<JsonNode> all = List.copyOf(byKey.values());
        int[] updated =
                batch(
                        connection,
                        "update "
                                + table
                                + " set "
                                + marked(others, ", ")
                                + " where "
                                + marked(key, " and "),
                        order,
                        all);
        List<JsonNode> missing = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                missing.add(all.get(i));
            }
        }
        batch(
                connection,
                "insert into "
                        + table
                        + " ("
                        + String.join(", ", names)
                        + ") values ("
                        + Sql.marks(order.size())
                        + ")",
                order,
                missing);
    }

    private static String marked(List<String> columns, String separator) {
        return columns.stream()
                .map(column -> column + " = ?")
                .collect(Collectors.joining(separator));
    }

    private static List<String> keyOf(JsonNode row, List<String> key) {
        return key.stream().map(column -> row.get(column).asText()).toList();
    }

    private static int[] batch(
            Connection connection, String statement, List<Column> order, List<JsonNode> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (JsonNode row : rows) {
                for (int i = 0; i < order.size(); i++) {
                    prepared.setObject(i + 1, value(row, order.get(i)));
                }
                prepared.addBatch();
            }
            return prepared.executeBatch();
        }
    }

    private static Object value(JsonNode row, Column column) {
        JsonNode node = row.path(column.name());
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (column.isText() || !node.isNumber()) {
            return node.asText();
        }
        return node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
    }
}
