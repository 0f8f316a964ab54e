package io.tiktokroutes.reports;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The rows of some days of a report table, read as a stream in the order of the table's key. */
public final class ReportExport {

    /** Takes the rows, one after the other. */
    public interface Sheet {
        /** Called once, before the first row. */
        void columns(List<String> names) throws IOException;

        /**
         * @param cells as JDBC gives them: texts, Long, Double, Boolean; null where there is none.
         *     The list is used again for the next row.
         */
        void row(List<Object> cells) throws IOException;
    }

    private static final int FETCH = 1_000;

    private final DataSource database;
    private final String table;
    private final String dayColumn;

    /**
     * @param database where the table is
     * @param dayColumn the column whose value begins with the day, as yyyy-MM-dd or as a date
     * @throws IllegalArgumentException when one of the names cannot be one
     */
    public ReportExport(DataSource database, String table, String dayColumn) {
        this.database = database;
        this.table = TableName.plain(table);
        this.dayColumn = TableName.plain(dayColumn);
    }

    /**
     * Reads the rows of those days.
     *
     * @param from first day
     * @param to last day, inclusive
     * @return how many rows there were
     * @throws SQLException when the database does not answer, or has no such table
     * @throws TableException when the table has no such column
     * @throws IOException when the sheet takes no more
     */
    public long read(LocalDate from, LocalDate to, Sheet sheet) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            // PostgreSQL's driver streams inside of a transaction only
            connection.setAutoCommit(false);
            List<Column> columns = Column.of(connection, table);
            Column day = named(dayColumn, columns);
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "select * from %s where %s >= ? and %s < ? order by %s"
                                    .formatted(
                                            table,
                                            day.sql(),
                                            day.sql(),
                                            order(connection, columns)))) {
                select.setFetchSize(FETCH);
                select.setObject(1, start(from, day));
                select.setObject(2, start(to.plusDays(1), day));
                try (ResultSet rows = select.executeQuery()) {
                    return pass(rows, sheet);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private String order(Connection connection, List<Column> columns) throws SQLException {
        List<String> names =
                TableName.uniqueIndexes(connection, table).stream()
                        .filter(index -> !index.contains(""))
                        .findFirst()
                        .orElse(List.of(dayColumn));
        return names.stream()
                .map(name -> named(name, columns).sql())
                .collect(Collectors.joining(", "));
    }

    private Column named(String name, List<Column> columns) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                TableException.mistake(
                                        "table "
                                                + table
                                                + " has no column "
                                                + name
                                                + "; it has "
                                                + columns.stream()
                                                        .map(Column::name)
                                                        .collect(Collectors.joining(", "))));
    }

    /** Where a day begins in the words of the column. */
    private static Object start(LocalDate date, Column day) {
        if (day.isDay()) {
            return date;
        }
        return day.isTime() ? date.atStartOfDay() : date.toString();
    }

    private static long pass(ResultSet rows, Sheet sheet) throws SQLException, IOException {
        ResultSetMetaData about = rows.getMetaData();
        int width = about.getColumnCount();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            names.add(about.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        sheet.columns(names);
        List<Object> cells = new ArrayList<>(width);
        long count = 0;
        while (rows.next()) {
            cells.clear();
            for (int i = 1; i <= width; i++) {
                cells.add(rows.getObject(i));
            }
            sheet.row(cells);
            count++;
        }
        return count;
    }
}
