package io.tiktokroutes.reports;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * MariaDB: some hundred rows in one {@code insert}, twice as fast as batches of its driver. A row
 * that has not changed is not written by the server itself.
 */
final class MariaDialect implements Dialect {

    private static final int PIECE = 500;
    private static final int MOST_MARKS = 65_535;

    @Override
    public String type(ReportColumn.Type type) {
        return switch (type) {
            case INTEGER -> "bigint";
            case NUMBER -> "double";
            case BOOLEAN -> "boolean";
            case DATETIME -> "varchar(32)";
            // varchars share the 65,535 bytes of a row
            case TEXT -> "mediumtext";
        };
    }

    /** Keys that differ in case, accents or blanks at the end are different keys. */
    @Override
    public String options() {
        return " character set utf8mb4 collate utf8mb4_nopad_bin";
    }

    @Override
    public String change(String table, String column, String type) {
        return "alter table %s modify column %s %s".formatted(table, column, type);
    }

    @Override
    public void patience(Connection connection, long millis) throws SQLException {
        long seconds = Math.max(1, millis / 1000);
        try (Statement set = connection.createStatement()) {
            set.execute(
                    "set session innodb_lock_wait_timeout = %d, lock_wait_timeout = %d"
                            .formatted(seconds, seconds));
        }
    }

    @Override
    public void upsert(Connection connection, TargetTable table, List<Object[]> rows)
            throws SQLException {
        int piece = Math.min(PIECE, MOST_MARKS / table.columns().size());
        int from = 0;
        while (from < rows.size()) {
            int to = Math.min(rows.size(), from + piece);
            try (PreparedStatement insert =
                    connection.prepareStatement(statement(table, to - from))) {
                int next = 1;
                for (Object[] row : rows.subList(from, to)) {
                    for (Object value : row) {
                        insert.setObject(next++, value);
                    }
                }
                insert.executeUpdate();
            }
            from = to;
        }
    }

    private static String statement(TargetTable table, int rows) {
        String row = "(" + Sql.marks(table.columns().size()) + ")";
        List<String> others = table.sqlOthers();
        List<String> written = others.isEmpty() ? table.sqlKey() : others;
        return "insert into %s (%s) values %s on duplicate key update %s"
                .formatted(
                        table.name(),
                        String.join(", ", table.sqlNames()),
                        String.join(", ", Collections.nCopies(rows, row)),
                        written.stream()
                                .map(column -> column + " = values(" + column + ")")
                                .collect(Collectors.joining(", ")));
    }
}
