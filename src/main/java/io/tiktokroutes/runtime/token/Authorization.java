package io.tiktokroutes.runtime.token;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Seal;
import io.tiktokroutes.store.Secrets;
import io.tiktokroutes.store.Sql;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Stores an access token, sealed, and forgets it; also while a program runs on the database. */
public final class Authorization {

    /** What became of the token. */
    public enum Kept {
        /** It is in the database. */
        STORED,
        /** The running program, which has the database to itself, took it. */
        TAKEN,
        /** It lies beside the database and was not taken yet. */
        LEFT
    }

    private static final int H2_LOCKED = 90020;

    /** A running program looks once a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long LOOK_MILLIS = 100;

    private final Settings settings;

    public Authorization(Settings settings) {
        this.settings = settings;
    }

    /**
     * The seal of secrets.key.
     *
     * @throws StartupException when it is not set, or is no key
     */
    public Seal seal() throws StartupException {
        Optional<Seal> seal = AccessToken.seal(settings.get("secrets.key"));
        return seal.orElseThrow(
                () ->
                        new StartupException(
                                "secrets.key is not set, and a token is stored encrypted; make a"
                                        + " key with openssl rand -base64 32 (or authorize"
                                        + " --new-key), set it as SECRETS_KEY for this command and"
                                        + " for run, and keep it"));
    }

    /** Stores the token in place of the one before. */
    public Kept keep(String token) throws StartupException {
        String sealed = seal().seal(AccessToken.NAME, token);
        return change(sealed, secrets -> secrets.put(AccessToken.NAME, sealed));
    }

    /** Removes the stored token. */
    public Kept forget() throws StartupException {
        return change("", secrets -> secrets.remove(AccessToken.NAME));
    }

    private interface Change {
        void on(Secrets secrets) throws SQLException;
    }

    private Kept change(String left, Change change) throws StartupException {
        String url = settings.get("database.url");
        try (Database database =
                Database.open(
                        url, settings.get("database.user"), settings.get("database.password"))) {
            change.on(new Secrets(new Sql(database.dataSource()), Clock.systemUTC()));
            return Kept.STORED;
        } catch (SQLException e) {
            throw new StartupException("the database does not take the token: " + e, e);
        } catch (StartupException e) {
            Optional<Handover> handover = Handover.beside(url);
            if (handover.isEmpty() || !isInUse(e)) {
                throw e;
            }
            return handOver(handover.get(), left);
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

    private static Kept handOver(Handover handover, String left) throws StartupException {
        try {
            handover.leave(left);
            Instant end = Instant.now().plus(PATIENCE);
            while (!handover.isTaken() && Instant.now().isBefore(end)) {
                Thread.sleep(LOOK_MILLIS);
            }
            return handover.isTaken() ? Kept.TAKEN : Kept.LEFT;
        } catch (IOException e) {
            throw new StartupException(
                    "the database is in use by the running program, and the token cannot be left"
                            + " for it in "
                            + handover.file()
                            + ": "
                            + e,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Kept.LEFT;
        }
    }
}
