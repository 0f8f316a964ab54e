package io.tiktokroutes.runtime;

import io.tiktokroutes.store.DatabaseKind;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;

/** Makes our tables, or brings them up to date. */
final class Migrations {

    /** The first MariaDB that can skip rows which another process has locked. */
    private static final int MAJOR = 10;

    private static final int MINOR = 6;

    private Migrations() {}

    /** H2 and PostgreSQL share their scripts; MariaDB has sisters of the newer ones. */
    static void apply(DataSource pool, DatabaseKind kind) {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(pool)
                        .locations(
                                "classpath:db/"
                                        + (kind == DatabaseKind.MARIADB ? "mariadb" : "migration"))
                        .placeholders(
                                Map.of(
                                        "text",
                                        kind == DatabaseKind.H2 ? "varchar(1000000)" : "text",
                                        "bytes",
                                        kind == DatabaseKind.H2 ? "varbinary(1000000)" : "bytea"))
                        .load();
        if (kind == DatabaseKind.MARIADB
                && Stream.of(flyway.info().all())
                        .anyMatch(script -> script.getState() == MigrationState.FAILED)) {
            // half of a script stays on MariaDB when it fails; ours can all be run again
            flyway.repair();
        }
        flyway.migrate();
    }

    /**
     * Looks whether a server that speaks like MariaDB is one that will do.
     *
     * @param shown the URL as it may be shown
     * @throws StartupException when it is a MySQL, or too old
     */
    static void checkServer(Connection connection, String shown)
            throws SQLException, StartupException {
        DatabaseMetaData about = connection.getMetaData();
        checkServer(
                about.getDatabaseProductName(),
                about.getDatabaseProductVersion(),
                about.getDatabaseMajorVersion(),
                about.getDatabaseMinorVersion(),
                shown);
    }

    static void checkServer(String product, String version, int major, int minor, String shown)
            throws StartupException {
        if (!product.equals("MariaDB")) {
            throw new StartupException(
                    "database " + shown + " is " + product + "; the program needs a MariaDB there");
        }
        if (major < MAJOR || (major == MAJOR && minor < MINOR)) {
            throw new StartupException(
                    "database "
                            + shown
                            + " is MariaDB "
                            + version.replaceFirst("-.*", "")
                            + "; the program needs "
                            + MAJOR
                            + "."
                            + MINOR
                            + " or newer");
        }
    }
}
