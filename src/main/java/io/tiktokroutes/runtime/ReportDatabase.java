package io.tiktokroutes.runtime;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import javax.sql.DataSource;

/**
 * The database that report tables live in: our own, or the one that {@code reports.url} names. The
 * other one is not asked before somebody needs it, as leads and events can do without it.
 */
public final class ReportDatabase implements AutoCloseable {

    private static final List<String> KINDS =
            List.of("jdbc:h2:", "jdbc:postgresql:", "jdbc:mariadb:");

    private static final int MOST_CONNECTIONS = 10;
    private static final long CONNECT_MILLIS = 5_000;

    /** What does not fit is an error and is never cut; no gap is locked for rows that may come. */
    private static final String MARIADB_SESSION =
            "set session sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,"
                    + "NO_ENGINE_SUBSTITUTION', transaction_isolation = 'READ-COMMITTED'";

    private final DataSource tables;
    private final HikariDataSource pool;

    private ReportDatabase(DataSource tables, HikariDataSource pool) {
        this.tables = tables;
        this.pool = pool;
    }

    /**
     * @param ours is used when no other is set
     * @throws StartupException when {@code reports.url} is none we know
     */
    public static ReportDatabase of(Settings settings, DataSource ours) throws StartupException {
        String url = settings.get("reports.url");
        if (url.isEmpty() || url.equals(settings.get("database.url"))) {
            return new ReportDatabase(ours, null);
        }
        if (KINDS.stream().noneMatch(url::startsWith)) {
            throw new StartupException(
                    "reports.url is '"
                            + url.split("[?;]", 2)[0]
                            + "'; write a JDBC URL of H2, PostgreSQL or MariaDB, such as"
                            + " jdbc:postgresql://localhost:5432/warehouse");
        }
        boolean h2 = url.startsWith("jdbc:h2:");
        String user = settings.get("reports.user");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(DatabaseUrl.tuned(url));
        config.setUsername(user.isEmpty() && h2 ? "sa" : user);
        config.setPassword(settings.get("reports.password"));
        config.setPoolName("reports");
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT_MILLIS);
        // the program starts without it
        config.setInitializationFailTimeout(-1);
        config.setExceptionOverride(new ClosedH2());
        if (url.startsWith("jdbc:mariadb:")) {
            config.setConnectionInitSql(MARIADB_SESSION);
        }
        try {
            HikariDataSource pool = new HikariDataSource(config);
            return new ReportDatabase(pool, pool);
        } catch (RuntimeException e) {
            throw new StartupException(
                    "reports.url " + url.split("[?;]", 2)[0] + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    /** Where the tables are. */
    public DataSource dataSource() {
        return tables;
    }

    /** Leaves our own database open. */
    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
