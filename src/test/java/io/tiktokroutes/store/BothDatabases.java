package io.tiktokroutes.store;

import io.tiktokroutes.Ports;
import io.tiktokroutes.runtime.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * An H2 file database, a real PostgreSQL and a real MariaDB, each fresh, for tests of everything
 * that is stored.
 */
public final class BothDatabases {

    private static EmbeddedPostgres postgres;

    private BothDatabases() {}

    /** The kinds, as arguments of a parameterised test. */
    public static Stream<Arguments> kinds() {
        return Stream.of(Arguments.of("H2"), Arguments.of("PostgreSQL"));
    }

    /** Opens an empty database of that kind, with our tables. */
    public static Database open(String kind, Path folder) throws Exception {
        String url = url(kind, folder);
        System.out.println("store test on " + kind + ": " + version(url, user(kind)));
        return Database.open(url, user(kind), "");
    }

    /** With MariaDB, whose server takes some seconds to start: for the tests that need it most. */
    public static Stream<Arguments> allKinds() {
        return Stream.concat(kinds(), Stream.of(Arguments.of("MariaDB")));
    }

    /** The kinds that report tables may live in. */
    public static Stream<Arguments> reportKinds() {
        return allKinds();
    }

    /** The URL of a new and empty database of that kind; its user is {@link #user}. */
    public static String url(String kind, Path folder) throws Exception {
        return switch (kind) {
            case "H2" -> h2(folder);
            case "PostgreSQL" -> postgres();
            case "MariaDB" -> MariaServer.database();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** Changes the rights on the MariaDB server that {@link #url} names databases of. */
    public static void onMariaDb(String... statements) throws Exception {
        MariaServer.execute(statements);
    }

    /** Who may use a database of that kind, without a password. */
    public static String user(String kind) {
        return switch (kind) {
            case "H2" -> "sa";
            case "MariaDB" -> "root";
            default -> "postgres";
        };
    }

    private static String version(String url, String user) throws Exception {
        try (var connection = java.sql.DriverManager.getConnection(url, user, "")) {
            var about = connection.getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        }
    }

    public static String h2(Path folder) {
        return "jdbc:h2:file:" + folder.resolve(UUID.randomUUID().toString());
    }

    /** The URL of a new database on the one PostgreSQL server of this test run. */
    public static synchronized String postgres() throws Exception {
        if (postgres == null) {
            postgres = EmbeddedPostgres.builder().setPort(Ports.free()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(BothDatabases::stop));
        }
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return postgres.getJdbcUrl("postgres", name);
    }

    private static void stop() {
        try {
            postgres.close();
        } catch (java.io.IOException e) {
            // the JVM ends anyway
        }
    }
}
