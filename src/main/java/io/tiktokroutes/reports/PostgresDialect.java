package io.tiktokroutes.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * PostgreSQL: a window goes there as one array for each column, and in one statement is compared
 * with what is there. {@code on conflict} alone would lock, and so write, every row it leaves
 * alone.
 */
final class PostgresDialect implements Dialect {

    private static final int PIECE = 10_000;

    @Override
    public String type(ReportColumn.Type type) {
        return switch (type) {
            case INTEGER -> "bigint";
            case NUMBER -> "double precision";
            case BOOLEAN -> "boolean";
            case DATETIME -> "varchar(32)";
            case TEXT -> "text";
        };
    }

    @Override
    public String change(String table, String column, String type) {
        return "alter table %s alter column %s type %s using %s::%s"
                .formatted(table, column, type, column, type);
    }

    @Override
    public void patience(Connection connection, long millis) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute("set local lock_timeout = " + millis);
        }
    }

    @Override
    public void upsert(Connection connection, TargetTable table, List<Object[]> rows)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(statement(table))) {
            for (int from = 0; from < rows.size(); from += PIECE) {
                List<Object[]> piece = rows.subList(from, Math.min(rows.size(), from + PIECE));
                for (int i = 0; i < table.columns().size(); i++) {
                    Object[] values = new Object[piece.size()];
                    for (int row = 0; row < values.length; row++) {
                        values[row] = piece.get(row)[i];
                    }
                    insert.setArray(
                            i + 1, connection.createArrayOf(type(table.columns().get(i)), values));
                }
                insert.executeUpdate();
            }
        }
    }

    private static String type(Column column) {
        if (column.isText()) {
            return "text";
        }
        return column.isWhole() ? "int8" : column.typeName();
    }

    private static String statement(TargetTable table) {
        List<String> others = table.sqlOthers();
        String there = on("t.%s = s.%s", table.sqlKey(), " and ");
        String changed =
                others.isEmpty()
                        ? ""
                        : " or (%s) is distinct from (%s)"
                                .formatted(on("t.%s", others, ", "), on("s.%s", others, ", "));
        return "insert into %s (%s) select s.* from unnest(%s) as s (%s) left join %s t on %s"
                        .formatted(
                                table.name(),
                                String.join(", ", table.sqlNames()),
                                table.columns().stream()
                                        .map(column -> "?::" + type(column) + "[]")
                                        .collect(Collectors.joining(", ")),
                                String.join(", ", table.sqlNames()),
                                table.name(),
                                there)
                + " where t.%s is null%s order by %s on conflict (%s) do %s"
                        .formatted(
                                table.sqlKey().get(0),
                                changed,
                                on("s.%s", table.sqlKey(), ", "),
                                String.join(", ", table.sqlKey()),
                                others.isEmpty()
                                        ? "nothing"
                                        : "update set " + on("%s = excluded.%s", others, ", "));
    }

    private static String on(String pattern, List<String> columns, String separator) {
        return columns.stream()
                .map(column -> pattern.replace("%s", column))
                .collect(Collectors.joining(separator));
    }

    @Override
    public String holders(Connection connection, String table) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select distinct a.pid, a.usename, a.application_name from pg_locks l join"
                                + " pg_stat_activity a on a.pid = l.pid where l.relation ="
                                + " to_regclass(?) and l.granted and l.pid <> pg_backend_pid()"
                                + " order by a.pid limit 3")) {
            select.setString(1, table);
            try (ResultSet rows = select.executeQuery()) {
                StringBuilder holders = new StringBuilder();
                while (rows.next()) {
                    holders.append(holders.isEmpty() ? "process " : ", ")
                            .append(
                                    "%s of %s (%s)"
                                            .formatted(
                                                    rows.getString(1),
                                                    rows.getString(2),
                                                    rows.getString(3)));
                }
                return holders.toString();
            }
        }
    }
}
