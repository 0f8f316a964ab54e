package io.tiktokroutes.reports;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of tables and columns: what may be one, and how a database finds it. */
final class TableName {

    private TableName() {}

    /**
     * The name in lower case. Names come from route files; nothing else than a plain name gets into
     * the SQL.
     *
     * @throws IllegalArgumentException when it is none
     */
    static String plain(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot be a table or column; write letters, digits and _");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** The columns of each unique index of a table, in lower case; none when it is not there. */
    static List<List<String>> uniqueIndexes(Connection connection, String table)
            throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String stored = about.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        Map<String, List<String>> indexes = new LinkedHashMap<>();
        try (ResultSet rows =
                about.getIndexInfo(
                        connection.getCatalog(), connection.getSchema(), stored, true, true)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                if (index != null) {
                    List<String> columns = indexes.computeIfAbsent(index, i -> new ArrayList<>());
                    String column = rows.getString("COLUMN_NAME");
                    // an index of a part of the rows, or of an expression, makes no row unique
                    boolean whole = column != null && rows.getString("FILTER_CONDITION") == null;
                    columns.add(whole ? column.toLowerCase(Locale.ROOT) : "");
                }
            }
        }
        return List.copyOf(indexes.values());
    }
}
