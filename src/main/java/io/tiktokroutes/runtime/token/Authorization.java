package io.tiktokroutes.runtime.token;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Seal;
import io.tiktokroutes.store.Secrets;
import io.tiktokroutes.store.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Stores an access token, sealed, and forgets it; also while a program runs on the database. */
public final class Authorization {

    /** What became of the token. */
    public enum Kept {
        /** It is in the database; no program answers at http.host and http.port. */
        STORED,
        /** It is in the database, and the running program says that it knows. */
        TAKEN,
        /** It is in the database, and the program that answers there does not notice. */
        LEFT
    }

    /** A running program looks once a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long LOOK_MILLIS = 200;

    private final Settings settings;
    private final RunningProgram program;
    private final Duration patience;

    public Authorization(Settings settings) throws StartupException {
        this(settings, PATIENCE);
    }

    /**
     * @param patience the longest wait for the running program to notice
     */
    Authorization(Settings settings, Duration patience) throws StartupException {
        this.settings = settings;
        this.patience = patience;
        this.program = new RunningProgram(settings);
    }

    /**
     * The seal of secrets.key.
     *
     * @throws StartupException when it is not set, or is no key
     */
    public Seal seal() throws StartupException {
        return seal(settings);
    }

    static Seal seal(Settings settings) throws StartupException {
        Optional<Seal> seal = AccessToken.seal(settings.get("secrets.key"));
        return seal.orElseThrow(
                () ->
                        new StartupException(
                                "secrets.key is not set, and a token is stored encrypted; make a"
                                        + " key with openssl rand -base64 32 (or authorize"
                                        + " --new-key), set it as SECRETS_KEY for this command and"
                                        + " for run, and keep it"));
    }

    /**
     * Stores the token in place of the one before.
     *
     * @throws StartupException also when the running program cannot open it; then the one before is
     *     back in its place
     */
    public Kept keep(String token) throws StartupException {
        return change(Optional.of(seal().seal(AccessToken.NAME, token)));
    }

    /** Removes the stored token. */
    public Kept forget() throws StartupException {
        return change(Optional.empty());
    }

    /** Opens and closes the database, to have its mistakes told early. */
    public void tryDatabase() throws StartupException {
        Database.beside(settings).close();
    }

    private Kept change(Optional<String> sealed) throws StartupException {
        try (Database database = Database.beside(settings)) {
            Secrets secrets = new Secrets(new Sql(database.dataSource()), Clock.systemUTC());
            Optional<String> before = secrets.find(AccessToken.NAME).map(Secrets.Stored::sealed);
            set(secrets, sealed);
            String origin =
                    secrets.find(AccessToken.NAME)
                            .map(stored -> AccessToken.origin(stored.storedAt()))
                            .orElse("");
            Optional<RunningProgram.Told> told = watch(origin);
            if (told.isEmpty()) {
                return Kept.STORED;
            }
            if (!told.get().problem().isEmpty() && knows(told.get(), origin)) {
                set(secrets, before);
                throw new StartupException(
                        "the program at "
                                + program.url()
                                + " cannot open the token, which was not stored: it was started"
                                + " with another secrets.key, or without; use the same for"
                                + " authorize and run");
            }
            return knows(told.get(), origin) ? Kept.TAKEN : Kept.LEFT;
        } catch (SQLException e) {
            throw new StartupException("the database does not take the token: " + e, e);
        }
    }

    private static void set(Secrets secrets, Optional<String> sealed) throws SQLException {
        if (sealed.isPresent()) {
            secrets.put(AccessToken.NAME, sealed.get());
        } else {
            secrets.remove(AccessToken.NAME);
        }
    }

    /** True when the program speaks of this token; of none that is stored, if there is none. */
    private static boolean knows(RunningProgram.Told told, String origin) {
        return origin.isEmpty()
                ? !AccessToken.isStored(told.origin())
                : told.origin().equals(origin);
    }

    /** What the running program says of its token as soon as it knows, or at the end. */
    private Optional<RunningProgram.Told> watch(String origin) {
        Instant end = Instant.now().plus(patience);
        Optional<RunningProgram.Told> told = program.token();
        try {
            while (told.isPresent() && !knows(told.get(), origin) && Instant.now().isBefore(end)) {
                Thread.sleep(LOOK_MILLIS);
                told = program.token();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return told;
    }
}
