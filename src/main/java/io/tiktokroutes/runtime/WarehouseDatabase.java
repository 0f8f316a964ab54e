package io.tiktokroutes.runtime;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tiktokroutes.store.DatabaseKind;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The database that SQL models read: the one that {@code warehouse.url} names, or our own. It has
 * connections of its own either way, which only read, and is not asked before a model needs it.
 */
public final class WarehouseDatabase implements AutoCloseable {

    /**
     * One for each of the ten schedules that run at once, and some for people who look: a run that
     * waits for one in vain counts as aborted.
     */
    private static final int MOST_CONNECTIONS = 12;

    private static final int MOST_WRITING = 2;

    private static final long CONNECT_MILLIS = 5_000;

    /**
     * H2 would gather all rows of a query before it shows the first one, and takes two names that
     * columns of events have for words of its own.
     */
    private static final String H2_SESSION =
            "set lazy_query_execution true; set non_keywords value, key";

    /** Timestamps are read as what they are kept as. */
    private static final String MARIADB_SESSION =
            "set session tx_read_only = 1, time_zone = '+00:00'";

    /** What does not fit is an error and is never cut. */
    private static final String MARIADB_WRITING =
            "set session sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,"
                    + "NO_ENGINE_SUBSTITUTION', transaction_isolation = 'READ-COMMITTED'";

    private final HikariDataSource pool;

    private WarehouseDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * @throws StartupException when {@code warehouse.url} is none we know
     */
    public static WarehouseDatabase of(Settings settings) throws StartupException {
        return of(settings, false);
    }

    /**
     * The same for a command, which a running program lets into its own file.
     *
     * @throws StartupException when {@code warehouse.url} is none we know
     */
    public static WarehouseDatabase looking(Settings settings) throws StartupException {
        return of(settings.with(read(settings)));
    }

    /**
     * The same for results that are written back.
     *
     * @throws StartupException when {@code warehouse.url} is none we know
     */
    public static WarehouseDatabase writing(Settings settings) throws StartupException {
        return of(settings, true);
    }

    private static WarehouseDatabase of(Settings settings, boolean writes) throws StartupException {
        boolean other = settings.find("warehouse.url").isPresent();
        String names = other ? "warehouse." : "database.";
        String url = settings.get(names + "url");
        DatabaseKind kind =
                DatabaseKind.of(url)
                        .orElseThrow(
                                () ->
                                        new StartupException(
                                                names
                                                        + "url is '"
                                                        + DatabaseUrl.shown(url)
                                                        + "'; write a JDBC URL of H2, PostgreSQL or"
                                                        + " MariaDB, such as"
                                                        + " jdbc:postgresql://localhost:5432/warehouse"));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(writes ? DatabaseUrl.tuned(url) : url(url, kind));
        String user = settings.get(names + "user");
        config.setUsername(user.isEmpty() && kind == DatabaseKind.H2 ? "sa" : user);
        config.setPassword(settings.get(names + "password"));
        config.setPoolName(writes ? "write-back" : "warehouse");
        config.setMaximumPoolSize(writes ? MOST_WRITING : MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setReadOnly(!writes);
        // the program starts without it
        config.setInitializationFailTimeout(-1);
        if (kind == DatabaseKind.H2) {
            config.setConnectionInitSql(writes ? null : H2_SESSION);
            config.setExceptionOverride(new ClosedH2());
        } else if (kind == DatabaseKind.MARIADB) {
            config.setConnectionInitSql(writes ? MARIADB_WRITING : MARIADB_SESSION);
        }
        try {
            return new WarehouseDatabase(new HikariDataSource(config));
        } catch (RuntimeException e) {
            throw new StartupException(
                    names + "url " + DatabaseUrl.shown(url) + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    /**
     * The settings of the warehouse for a program that has another database of its own. Where our
     * own is the warehouse, and a running program has its file to itself, it lets us in.
     */
    static Map<String, String> read(Settings settings) {
        if (settings.find("warehouse.url").isPresent()) {
            return Map.of();
        }
        String url = settings.get("database.url");
        return Map.of(
                "warehouse.url",
                Database.lookingThroughTheDoor(url).orElse(url),
                "warehouse.user",
                settings.get("database.user"),
                "warehouse.password",
                settings.get("database.password"));
    }

    /**
     * The place of a mistake is among the details that PostgreSQL's driver is asked to keep. An H2
     * file that several programs share takes none of the options of ours.
     */
    private static String url(String url, DatabaseKind kind) {
        String tuned = DatabaseUrl.tuned(url);
        return switch (kind) {
            case POSTGRESQL ->
                    tuned.replace("logServerErrorDetail=false", "logServerErrorDetail=true")
                            + "&tcpKeepAlive=true";
            case H2 -> url.matches("(?i).*;AUTO_SERVER=TRUE.*") ? url : tuned;
            case MARIADB -> tuned;
        };
    }

    /** Where the models read. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
