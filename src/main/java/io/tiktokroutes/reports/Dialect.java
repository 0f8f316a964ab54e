package io.tiktokroutes.reports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs between the databases a report table may live in. */
interface Dialect {

    /** The one of a connection's database. */
    static Dialect of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "PostgreSQL" -> new PostgresDialect();
            case "MariaDB", "MySQL" -> new MariaDialect();
            default -> new H2Dialect();
        };
    }

    /** The type a column gets in a table that we make, for values of any length. */
    String type(ReportColumn.Type type);

    /** What stands behind the columns of a table that we make. */
    default String options() {
        return "";
    }

    /** The statement that gives a column another type. */
    default String change(String table, String column, String type) {
        return "alter table %s alter column %s set data type %s".formatted(table, column, type);
    }

    /** Bounds how long a statement of this transaction waits for a lock. */
    void patience(Connection connection, long millis) throws SQLException;

    /**
     * Writes rows in this transaction: adds those whose key is not there, changes those that
     * differ, and leaves the others alone.
     *
     * @param rows sorted by key, each key once
     */
    void upsert(Connection connection, TargetTable table, List<Object[]> rows) throws SQLException;

    /** Who holds a lock on the table, as far as the database tells; may be empty. */
    default String holders(Connection connection, String table) throws SQLException {
        return "";
    }
}
