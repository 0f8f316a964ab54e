package io.tiktokroutes.runtime.token;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Secrets;
import io.tiktokroutes.store.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A sign-in that a command begins and the running program carries out. */
public final class TicketedSignIn implements AutoCloseable {

    private static final long LOOK_MILLIS = 300;

    private final Database database;
    private final Passes passes;
    private final String url;
    private final String ticket;

    private TicketedSignIn(Database database, Passes passes, String url, String ticket) {
        this.database = database;
        this.passes = passes;
        this.url = url;
        this.ticket = ticket;
    }

    /** Leaves a ticket in the database that the command shares with the running program. */
    public static TicketedSignIn begin(Settings settings, SignInSettings where)
            throws StartupException {
        Database database = Database.beside(settings);
        try {
            Clock clock = Clock.systemUTC();
            Passes passes = new Passes(new Secrets(new Sql(database.dataSource()), clock), clock);
            String pass = passes.issue(Passes.Kind.TICKET, "authorize");
            return new TicketedSignIn(database, passes, where.startUrl(pass), Passes.digest(pass));
        } catch (SQLException e) {
            database.close();
            throw new StartupException("the database takes no ticket: " + e.getMessage(), e);
        } catch (Passes.TooManyException e) {
            database.close();
            throw new StartupException("too many sign-ins were begun; try again in ten minutes", e);
        }
    }

    /** What to open in a browser, once. */
    public String url() {
        return url;
    }

    /**
     * Waits for the end of it.
     *
     * @return what was granted; empty when the time is over
     * @throws StartupException when it came to nothing, or the program stopped meanwhile
     */
    public Optional<List<String>> await(Duration patience)
            throws StartupException, InterruptedException {
        Instant end = Instant.now().plus(patience);
        do {
            try {
                Optional<String> told = passes.told(ticket);
                if (told.isPresent()) {
                    return Optional.of(SignInResult.of(told.get()).granted());
                }
            } catch (SQLException e) {
                throw new StartupException(
                        "the running program, which takes the consent, has stopped; start it and"
                                + " run authorize again",
                        e);
            }
            Thread.sleep(LOOK_MILLIS);
        } while (Instant.now().isBefore(end));
        return Optional.empty();
    }

    @Override
    public void close() {
        database.close();
    }
}
