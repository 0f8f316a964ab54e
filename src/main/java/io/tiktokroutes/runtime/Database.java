package io.tiktokroutes.runtime;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.LoggerFactory;

/** Opens a database by its URL and brings its tables up to date. */
public final class Database implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 10;
    private static final int H2_LOCKED = 90020;

    static {
        Door.prepare();
    }

    private final HikariDataSource pool;

    /** Another process has it open, and let this one in. */
    private final boolean guest;

    private Door door;

    private Database(HikariDataSource pool, boolean guest) {
        this.pool = pool;
        this.guest = guest;
    }

    /**
     * @param url a JDBC URL of H2 or PostgreSQL
     * @throws StartupException when it cannot be opened; the message says what to do
     */
    public static Database open(String url, String user, String password) throws StartupException {
        if (!isH2(url) && !url.startsWith("jdbc:postgresql:")) {
            throw new StartupException(
                    "database.url is '"
                            + shown(url)
                            + "'; write a JDBC URL of H2 or PostgreSQL, such as"
                            + " jdbc:postgresql://localhost:5432/tiktok");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(tuned(url));
        config.setUsername(user.isEmpty() && isH2(url) ? "sa" : user);
        config.setPassword(password);
        config.setPoolName("database");
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(1);
        HikariDataSource pool = null;
        try {
            createFolder(url);
            pool = new HikariDataSource(config);
            migrate(pool, url);
            return new Database(pool, false);
        } catch (RuntimeException | IOException e) {
            if (pool != null) {
                pool.close();
            }
            throw new StartupException(explain(url, e), e);
        }
    }

    /**
     * The same for a command that may run beside the program: where that has an H2 file to itself,
     * it lets the command in.
     */
    public static Database beside(Settings settings) throws StartupException {
        String url = settings.get("database.url");
        String user = settings.get("database.user");
        String password = settings.get("database.password");
        try {
            return open(url, user, password);
        } catch (StartupException e) {
            if (!isInUse(e)) {
                throw e;
            }
            return throughTheDoor(url, user, password).orElseThrow(() -> e);
        }
    }

    /** False for an H2 file that the first start will make. */
    public static boolean isMade(Settings settings) {
        return Door.databaseFile(settings.get("database.url"))
                .map(file -> Files.exists(Path.of(file + ".mv.db")))
                .orElse(true);
    }

    /** True for a database that one process has to itself: a running program, or a command. */
    public static boolean isForOne(Settings settings) {
        return Door.databaseFile(settings.get("database.url")).isPresent();
    }

    private static Optional<Database> throughTheDoor(String url, String user, String password) {
        HikariDataSource pool = null;
        try {
            Optional<String> address = Door.address(url);
            if (address.isEmpty()) {
                return Optional.empty();
            }
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(address.get());
            config.setUsername(user.isEmpty() ? "sa" : user);
            config.setPassword(password);
            config.setPoolName("database");
            config.setMaximumPoolSize(MOST_CONNECTIONS);
            config.setMinimumIdle(1);
            config.setConnectionTimeout(5_000);
            pool = new HikariDataSource(config);
            return Optional.of(new Database(pool, true));
        } catch (RuntimeException | IOException e) {
            // left by a program that was killed: it leads nowhere
            LoggerFactory.getLogger(Database.class).debug("the door is shut", e);
            return Optional.empty();
        }
    }

    /** The way into an H2 file that a running program has open, for one who only looks. */
    public static Optional<String> lookingThroughTheDoor(String url) {
        try {
            return Door.address(url);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isInUse(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException s && s.getErrorCode() == H2_LOCKED) {
                return true;
            }
        }
        return false;
    }

    /** Lets our own commands in while this process has the database to itself. */
    void openDoor(String url) throws StartupException {
        if (guest) {
            return;
        }
        try {
            door = Door.open(url).orElse(null);
        } catch (SQLException | IOException e) {
            throw new StartupException(
                    "the commands flows, log and the like could not reach the database: " + last(e),
                    e);
        }
    }

    /**
     * Opens the database while the caller does something else.
     *
     * @param beside as {@link #beside} does, or as {@link #open}
     */
    static CompletableFuture<Database> opening(Settings settings, boolean beside) {
        String url = settings.get("database.url");
        // logging has to begin before there are two threads, or SLF4J complains on stderr
        LoggerFactory.getLogger(Database.class).debug("opening {}", shown(url));
        CompletableFuture<Database> opening = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                opening.complete(
                                        beside
                                                ? beside(settings)
                                                : open(
                                                        url,
                                                        settings.get("database.user"),
                                                        settings.get("database.password")));
                            } catch (StartupException | RuntimeException | Error e) {
                                opening.completeExceptionally(e);
                            }
                        },
                        "open-database");
        thread.setDaemon(true);
        thread.start();
        return opening;
    }

    /** Connections of a database that is still being opened; whoever wants one waits for it. */
    static DataSource late(CompletableFuture<Database> opening) {
        return (DataSource)
                Proxy.newProxyInstance(
                        Database.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) -> {
                            try {
                                return method.invoke(opening.join().pool, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static boolean isH2(String url) {
        return url.startsWith("jdbc:h2:");
    }

    /**
     * H2 writes a commit to disk up to half a second later unless told otherwise, and would close
     * itself while the routes are still stopping; PostgreSQL's driver sends a batch of inserts as
     * one statement only when asked to, and would repeat what was to be stored, which is personal
     * data, in the message of every failure.
     */
    static String tuned(String url) {
        if (isH2(url)) {
            String options = "";
            options += has(url, "WRITE_DELAY") ? "" : ";WRITE_DELAY=0";
            options += has(url, "DB_CLOSE_ON_EXIT") ? "" : ";DB_CLOSE_ON_EXIT=FALSE";
            return url + options;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            String options = "";
            options += has(url, "REWRITEBATCHEDINSERTS") ? "" : "&reWriteBatchedInserts=true";
            options += has(url, "LOGSERVERERRORDETAIL") ? "" : "&logServerErrorDetail=false";
            return url + (url.contains("?") ? options : options.replaceFirst("&", "?"));
        }
        return url;
    }

    /**
     * The address of an H2 database for one who only looks: none is made, and where another process
     * has the file, H2 leaves no trace file with a stack trace beside it.
     */
    public static String looking(String url) {
        return url
                + (has(url, "IFEXISTS") ? "" : ";IFEXISTS=TRUE")
                + (has(url, "TRACE_LEVEL_FILE") ? "" : ";TRACE_LEVEL_FILE=0");
    }

    private static boolean has(String url, String option) {
        return url.toUpperCase(Locale.ROOT).contains(option + "=");
    }

    private static void createFolder(String url) throws IOException {
        String file = "jdbc:h2:file:";
        if (url.startsWith(file)) {
            String path = url.substring(file.length()).split(";", 2)[0];
            Path parent =
                    Path.of(path.replaceFirst("^~", System.getProperty("user.home"))).getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
        }
    }

    private static void migrate(DataSource pool, String url) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .placeholders(Map.of("text", isH2(url) ? "varchar(1000000)" : "text"))
                .load()
                .migrate();
    }

    /** Without its options, which may hold a password. */
    private static String shown(String url) {
        return url.split("[?;]", 2)[0];
    }

    private static String explain(String url, Exception e) {
        String shown = shown(url);
        if (isInUse(e)) {
            return "database "
                    + shown
                    + " is in use by another process; stop that one, or set database.url to"
                    + " another file or to a PostgreSQL database";
        }
        if (e instanceof FlywayException) {
            return "database " + shown + " could not be brought up to date: " + last(e);
        }
        return "database "
                + shown
                + " cannot be opened: "
                + last(e)
                + "; check database.url,"
                + " database.user and database.password";
    }

    private static String last(Throwable e) {
        Throwable t = e;
        while (t.getCause() != null && t.getCause() != t) {
            t = t.getCause();
        }
        String message = t.getMessage() == null ? t.toString() : t.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        if (door != null) {
            door.close();
        }
        pool.close();
    }
}
