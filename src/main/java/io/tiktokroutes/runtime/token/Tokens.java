package io.tiktokroutes.runtime.token;

import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.inbox.Waiting;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Seal;
import io.tiktokroutes.store.Secrets;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Backoff;
import io.tiktokroutes.tiktok.OAuth;
import io.tiktokroutes.tiktok.RateLimits;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TokenGate;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;

/** Wires what belongs to the access token. */
public final class Tokens {

    private final Settings settings;
    private final AccessToken token;
    private final TokenGate gate = new TokenGate(Clock.systemUTC(), TokenGate.LOOK);
    private final Secrets secrets;
    private final Optional<Seal> seal;
    private final Waiting waiting;

    public Tokens(Settings settings, DataSource database) throws StartupException {
        this.settings = settings;
        Sql sql = new Sql(database);
        seal = AccessToken.seal(settings.get("secrets.key"));
        secrets = new Secrets(sql, Clock.systemUTC());
        token = new AccessToken(settings.get("tiktok.access-token"), seal, secrets);
        waiting = new Waiting(sql, Clock.systemUTC());
    }

    public AccessToken token() {
        return token;
    }

    public TokenGate gate() {
        return gate;
    }

    /**
     * Gives the context what looks after the token.
     *
     * @param destinations those that wait for a good token
     */
    public void equip(CamelContext context, Supplier<Collection<String>> destinations)
            throws Exception {
        context.addService(new TokenKeeper(context, token, gate, waiting));
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            health.register(new TokenHealthCheck(gate, token, destinations));
        }
    }

    /** Gives the program's server the addresses at which one signs in, if it has a server. */
    public void serveSignIn(CamelContext context, HttpCalls http, Metrics metrics)
            throws Exception {
        if (settings.get("camel.server.enabled").equals("false")) {
            return;
        }
        Optional<SignInSettings> where = Optional.empty();
        String lacking = "";
        try {
            Authorization.seal(settings);
            where = Optional.of(SignInSettings.of(settings));
        } catch (StartupException e) {
            lacking = e.getMessage();
        }
        int perSecond = settings.number("tiktok.rate-limit", 1, 1000);
        OAuth oauth =
                new OAuth(
                        other -> api(http, metrics, other, perSecond),
                        settings.get("tiktok.app-id"),
                        settings.get("tiktok.app-secret"));
        Passes passes = new Passes(secrets, Clock.systemUTC());
        SignIn signIn = new SignIn(oauth, this::keep);
        context.addRoutes(new SignInRoutes(new SignInEndpoints(where, lacking, signIn, passes)));
    }

    /** Calls of one sign-in: each is made once, and none closes the gate of the token in use. */
    private TikTokApi api(HttpCalls http, Metrics metrics, String other, int perSecond) {
        return new TikTokApi(
                http,
                settings.get("tiktok.api-url"),
                () -> other,
                new RateLimits(perSecond, Clock.systemUTC()),
                Backoff.ONCE,
                new TokenGate(Clock.systemUTC(), TokenGate.LOOK),
                metrics);
    }

    private void keep(String fresh) throws StartupException, SQLException {
        secrets.put(AccessToken.NAME, Authorization.seal(settings).seal(AccessToken.NAME, fresh));
        token.refresh();
        gate.changed(token.get());
    }

    /** Called when the database is open, before anything runs. */
    public void open() throws StartupException {
        token.start();
    }
}
