package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The names of the tables that results are written to, and how they are made.
 *
 * @param prefix what the names begin with, perhaps with a schema: it becomes part of SQL, and holds
 *     nothing but letters, digits, underscores and one dot
 */
record WriteBackTables(String prefix) {

    private static final String PREFIX = "([A-Za-z_][A-Za-z0-9_]*\\.)?[A-Za-z_][A-Za-z0-9_]*";

    WriteBackTables {
        if (prefix.length() > 100 || !prefix.matches(PREFIX)) {
            throw new IllegalArgumentException(
                    "writeBack is '"
                            + prefix
                            + "'; write letters, digits and underscores, such as tiktok_, perhaps"
                            + " with a schema before, such as audit.tiktok_");
        }
    }

    String changelog() {
        return name("changelog");
    }

    String snapshot() {
        return name("snapshot");
    }

    String runs() {
        return name("runs");
    }

    private String name(String table) {
        return prefix + (prefix.endsWith("_") ? "" : "_") + table;
    }

    /**
     * Makes those that are missing. Each is looked for first, as whoever may not make tables may
     * write to them all the same.
     *
     * @param connection outside of a transaction
     */
    void make(Connection connection) throws SQLException {
        DatabaseKind kind = DatabaseKind.of(connection);
        boolean maria = kind == DatabaseKind.MARIADB;
        String time = maria ? "datetime(3)" : "timestamp(3)";
        // keys that differ in case only are different rows there, too
        String end = maria ? " character set utf8mb4 collate utf8mb4_nopad_bin" : "";
        String row =
                " (sync_id varchar(128) not null, sync_run_id bigint not null,"
                        + " row_id varchar(200) not null, destination varchar(128) not null,"
                        + " op_type varchar(8) not null, status varchar(16) not null,"
                        + " failure_reason varchar(1100), decided_at "
                        + time
                        + ", primary key (sync_id, ";
        make(connection, changelog(), row + "sync_run_id, row_id, destination))" + end);
        make(connection, snapshot(), row + "row_id, destination))" + end);
        StringBuilder numbers = new StringBuilder();
        for (String number : RunNumbers.COLUMNS) {
            numbers.append(", ").append(number).append(" bigint not null");
        }
        make(
                connection,
                runs(),
                " (sync_id varchar(128) not null, sync_run_id bigint not null,"
                        + " destination varchar(128) not null, primary_key varchar(128) not null,"
                        + " status varchar(32) not null, error varchar(1000), started_at "
                        + time
                        + " not null, finished_at "
                        + time
                        + numbers
                        + ", primary key (sync_id, sync_run_id, destination))"
                        + end);
    }

    private static void make(Connection connection, String table, String columns)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (isThere(statement, table)) {
                return;
            }
            // another process may make it at the same moment
            statement.execute("create table if not exists " + table + columns);
        }
    }

    private static boolean isThere(Statement statement, String table) {
        try {
            statement.executeQuery("select 1 from " + table + " where 1 = 0").close();
            return true;
        } catch (SQLException e) {
            return false; // or it cannot be read, which the next statement tells
        }
    }

    /** All of them, for messages. */
    List<String> names() {
        return List.of(changelog(), snapshot(), runs());
    }
}
