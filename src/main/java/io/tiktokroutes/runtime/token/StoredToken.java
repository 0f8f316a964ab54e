package io.tiktokroutes.runtime.token;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.DatabaseUrl;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Seal;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the stored token without making, changing or keeping open the database it is in. */
public final class StoredToken {

    private static final Logger LOG = LoggerFactory.getLogger(StoredToken.class);

    private static final int NO_H2_DATABASE = 90146;
    private static final int H2_LOCKED = 90020;

    private StoredToken() {}

    /**
     * The access token in use.
     *
     * @param value empty when there is none
     * @param isStored true for the stored one, false for what tiktok.access-token says
     * @param outOfReach why it is not known whether one is stored; empty when it is
     */
    public record Found(String value, boolean isStored, String outOfReach) {}

    /**
     * The stored token, or what tiktok.access-token says when there is none.
     *
     * @throws StartupException when one is stored and secrets.key does not open it
     */
    public static Found find(Settings settings) throws StartupException {
        Optional<Seal> seal = AccessToken.seal(settings.get("secrets.key"));
        String setting = settings.get("tiktok.access-token");
        Optional<String> sealed;
        try {
            sealed = sealed(settings);
        } catch (SQLException e) {
            // for instance because a program that is none of ours has an H2 file to itself
            String why = e.getMessage().lines().findFirst().orElse("");
            return new Found(setting, false, why);
        }
        if (sealed.isEmpty()) {
            return new Found(setting, false, "");
        }
        if (seal.isEmpty()) {
            throw new StartupException(
                    "an access token is stored, and secrets.key is not set; set the key it was"
                            + " stored with");
        }
        try {
            return new Found(seal.get().open(AccessToken.NAME, sealed.get()), true, "");
        } catch (GeneralSecurityException e) {
            throw new StartupException(
                    "the stored access token does not open with this secrets.key; set the key it"
                            + " was stored with",
                    e);
        }
    }

    /** The same for a program that has to go on with what it finds. */
    public static String orSetting(Settings settings) throws StartupException {
        Found found = find(settings);
        if (!found.outOfReach().isEmpty()) {
            LOG.warn(
                    "The stored access token cannot be looked up, so tiktok.access-token is used:"
                            + " {}",
                    found.outOfReach());
        }
        return found.value();
    }

    private static Optional<String> sealed(Settings settings) throws SQLException {
        String url = settings.get("database.url");
        boolean h2 = url.startsWith("jdbc:h2:");
        try {
            return sealed(settings, h2 ? DatabaseUrl.looking(url) : DatabaseUrl.tuned(url), h2);
        } catch (SQLException e) {
            Optional<String> door =
                    e.getErrorCode() == H2_LOCKED
                            ? Database.lookingThroughTheDoor(url)
                            : Optional.empty();
            if (door.isEmpty()) {
                throw e;
            }
            return sealed(settings, door.get(), true);
        }
    }

    private static Optional<String> sealed(Settings settings, String address, boolean h2)
            throws SQLException {
        String user = settings.get("database.user");
        try (Connection connection =
                        DriverManager.getConnection(
                                address,
                                h2 && user.isEmpty() ? "sa" : user,
                                settings.get("database.password"));
                PreparedStatement select =
                        connection.prepareStatement("select sealed from secret where name = ?")) {
            select.setString(1, AccessToken.NAME);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_H2_DATABASE || hasNoTable(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A database that no program with this table was started on yet. */
    private static boolean hasNoTable(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.equals("42S02") || state.equals("42S04") || state.equals("42P01");
    }
}
