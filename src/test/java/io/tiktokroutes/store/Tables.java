package io.tiktokroutes.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Our tables as a database describes them, in words that are the same for all kinds. */
public final class Tables {

    private static final String FLYWAY = "flyway_schema_history";
    private static final int LONG_TEXT = 1_000_000;

    private Tables() {}

    /**
     * One line for each column and each key, such as {@code inbox.record_key varchar(256) not
     * null}.
     */
    public static Set<String> describe(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            String catalog = connection.getCatalog();
            String schema = connection.getSchema();
            Set<String> lines = new TreeSet<>();
            for (String table : names(about.getTables(catalog, schema, "%", null))) {
                columns(about.getColumns(catalog, schema, table, "%"), lines);
                List<String> primary = primary(about.getPrimaryKeys(catalog, schema, table));
                String name = table.toLowerCase(Locale.ROOT);
                if (!primary.isEmpty()) {
                    lines.add(name + " primary key " + primary);
                }
                indexes(about.getIndexInfo(catalog, schema, table, false, true))
                        .forEach(index -> lines.add(name + index));
                lines.remove(name + " unique " + primary);
            }
            return lines;
        }
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        try (rows) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME");
                if (rows.getString("TABLE_TYPE").endsWith("TABLE")
                        && !name.equalsIgnoreCase(FLYWAY)) {
                    names.add(name);
                }
            }
            return names;
        }
    }

    private static void columns(ResultSet rows, Set<String> lines) throws SQLException {
        try (rows) {
            while (rows.next()) {
                boolean counted = "YES".equals(rows.getString("IS_AUTOINCREMENT"));
                String standard = rows.getString("COLUMN_DEF");
                lines.add(
                        name(rows, "TABLE_NAME")
                                + "."
                                + name(rows, "COLUMN_NAME")
                                + " "
                                + type(rows)
                                + ("NO".equals(rows.getString("IS_NULLABLE")) ? " not null" : "")
                                + (counted ? " counted" : standard(standard)));
            }
        }
    }

    private static String standard(String standard) {
        boolean none = standard == null || standard.equals("NULL");
        return none ? "" : " default " + standard.replaceFirst("::.*", "");
    }

    private static String type(ResultSet row) throws SQLException {
        int size = row.getInt("COLUMN_SIZE");
        int type = row.getInt("DATA_TYPE");
        return switch (type) {
            case Types.VARCHAR, Types.LONGVARCHAR ->
                    size >= LONG_TEXT ? "text" : "varchar(" + size + ")";
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> "bytes";
            case Types.TIMESTAMP -> "timestamp(" + fraction(row, size) + ")";
            case Types.BIT, Types.BOOLEAN -> "boolean";
            case Types.INTEGER -> "integer";
            case Types.BIGINT -> "bigint";
            case Types.DOUBLE -> "double precision";
            case Types.DATE -> "date";
            default -> row.getString("TYPE_NAME") + " (" + type + ")";
        };
    }

    /** MariaDB tells the digits of a fraction by the size alone. */
    private static int fraction(ResultSet row, int size) throws SQLException {
        int digits = row.getInt("DECIMAL_DIGITS");
        return digits > 0 ? digits : Math.max(0, size - "yyyy-mm-dd hh:mm:ss.".length());
    }

    private static List<String> primary(ResultSet rows) throws SQLException {
        try (rows) {
            Map<Integer, String> columns = new TreeMap<>();
            while (rows.next()) {
                columns.put(rows.getInt("KEY_SEQ"), name(rows, "COLUMN_NAME"));
            }
            return List.copyOf(columns.values());
        }
    }

    /** Each as its kind and its columns: the names differ from one database to the other. */
    private static Set<String> indexes(ResultSet rows) throws SQLException {
        try (rows) {
            Map<String, List<String>> columns = new TreeMap<>();
            while (rows.next()) {
                if (rows.getShort("TYPE") != DatabaseMetaData.tableIndexStatistic) {
                    String kind = rows.getBoolean("NON_UNIQUE") ? " index " : " unique ";
                    String index = rows.getString("INDEX_NAME") + kind;
                    columns.computeIfAbsent(index, key -> new ArrayList<>())
                            .add(name(rows, "COLUMN_NAME"));
                }
            }
            Set<String> lines = new TreeSet<>();
            columns.forEach((index, of) -> lines.add(index.substring(index.indexOf(' ')) + of));
            return lines;
        }
    }

    private static String name(ResultSet row, String column) throws SQLException {
        return row.getString(column).toLowerCase(Locale.ROOT);
    }
}
