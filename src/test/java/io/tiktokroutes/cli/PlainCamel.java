package io.tiktokroutes.cli;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.main.Main;
import org.flywaydb.core.Flyway;

/**
 * What our start is measured against: Camel Main as its manual has it, with its defaults, the same
 * jars, and as many routes and kamelets as are shipped.
 */
public final class PlainCamel {

    private PlainCamel() {}

    public static void main(String[] arguments) throws Exception {
        String folder = System.getenv("PLAIN_ROUTES");
        Main main = new Main(PlainCamel.class);
        main.addInitialProperty(
                "camel.main.routesIncludePattern", "file:" + folder + "/routes/*.camel.yaml");
        main.addInitialProperty("camel.component.kamelet.location", "file:" + folder + "/kamelets");
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.port", arguments[0]);
        main.addInitialProperty("camel.management.enabled", "true");
        main.addInitialProperty("camel.management.port", arguments[0]);
        main.addInitialProperty("camel.management.healthCheckEnabled", "true");
        if (Boolean.getBoolean("plain.database")) {
            main.bind("database", database());
        }
        main.run();
    }

    /** As a program that keeps what it accepts needs it, too. */
    private static HikariDataSource database() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:file:./data/plain");
        pool.setUsername("sa");
        Flyway.configure().dataSource(pool).locations("filesystem:data/none").load().migrate();
        return pool;
    }
}
