package io.tiktokroutes.runtime;

import io.tiktokroutes.store.DatabaseKind;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/** Looks whether the database can be reached; makes nothing and changes nothing. */
public final class DatabaseProbe {

    private static final int H2_LOCKED = 90020;
    private static final int H2_NOT_FOUND = 90146;
    private static final int SECONDS = 8;

    /** What was found. */
    public enum Found {
        REACHED,
        /** An H2 file that another process holds open. */
        IN_USE,
        /** An H2 file that the first start will make. */
        NOT_MADE_YET
    }

    private final Settings settings;

    public DatabaseProbe(Settings settings) {
        this.settings = settings;
    }

    /** The address without its options, which may hold a password. */
    public String shown() {
        return DatabaseUrl.shown(settings.get("database.url"));
    }

    /**
     * @throws SQLException when it is not there, or does not let us in
     * @throws StartupException when it is one that the program would not start on
     */
    public Found look() throws SQLException, StartupException {
        String url = settings.get("database.url");
        DatabaseUrl.kind(url);
        try (Connection connection = connection()) {
            if (!connection.isValid(SECONDS)) {
                throw new SQLException("the connection is dead");
            }
            if (DatabaseKind.MARIADB.is(url)) {
                Migrations.checkServer(connection, shown());
            }
            return Found.REACHED;
        } catch (SQLException e) {
            boolean h2 = DatabaseKind.H2.is(settings.get("database.url"));
            if (h2 && e.getErrorCode() == H2_LOCKED) {
                return Found.IN_USE;
            }
            if (h2 && e.getErrorCode() == H2_NOT_FOUND) {
                return Found.NOT_MADE_YET;
            }
            throw e;
        }
    }

    /** For one who only looks; into an H2 file that a running program has open, too. */
    public DataSource dataSource() {
        return (DataSource)
                Proxy.newProxyInstance(
                        DatabaseProbe.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) -> {
                            if (!method.getName().equals("getConnection")) {
                                throw new UnsupportedOperationException(method.getName());
                            }
                            return beside();
                        });
    }

    private Connection beside() throws SQLException {
        try {
            return connection();
        } catch (SQLException e) {
            Optional<String> door =
                    e.getErrorCode() == H2_LOCKED
                            ? Database.lookingThroughTheDoor(settings.get("database.url"))
                            : Optional.empty();
            if (door.isEmpty()) {
                throw e;
            }
            return DriverManager.getConnection(door.get(), login());
        }
    }

    private Properties login() {
        boolean h2 = DatabaseKind.H2.is(settings.get("database.url"));
        Properties login = new Properties();
        String user = settings.get("database.user");
        login.setProperty("user", user.isEmpty() && h2 ? "sa" : user);
        login.setProperty("password", settings.get("database.password"));
        return login;
    }

    private Connection connection() throws SQLException {
        String url = settings.get("database.url");
        Properties login = login();
        String tuned = DatabaseUrl.tuned(url);
        if (DatabaseKind.POSTGRESQL.is(url)) {
            login.setProperty("loginTimeout", "" + SECONDS);
            login.setProperty("connectTimeout", "" + SECONDS);
            login.setProperty("socketTimeout", "" + SECONDS);
        }
        if (DatabaseKind.MARIADB.is(url)) {
            login.setProperty("connectTimeout", "" + SECONDS * 1000);
            login.setProperty("socketTimeout", "" + SECONDS * 1000);
        }
        return DriverManager.getConnection(
                DatabaseKind.H2.is(url) ? DatabaseUrl.looking(tuned) : tuned, login);
    }
}
