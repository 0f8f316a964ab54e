package io.tiktokroutes.runtime.token;

import io.tiktokroutes.inbox.Waiting;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Seal;
import io.tiktokroutes.store.Secrets;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.TokenGate;
import java.io.IOException;
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

    private final AccessToken token;
    private final TokenGate gate = new TokenGate(Clock.systemUTC(), TokenGate.LOOK);
    private final Secrets secrets;
    private final Optional<Seal> seal;
    private final Optional<Handover> handover;
    private final Waiting waiting;
    private TokenKeeper keeper;

    public Tokens(Settings settings, DataSource database) throws StartupException {
        Sql sql = new Sql(database);
        seal = AccessToken.seal(settings.get("secrets.key"));
        secrets = new Secrets(sql, Clock.systemUTC());
        token = new AccessToken(settings.get("tiktok.access-token"), seal, secrets);
        handover = Handover.beside(settings.get("database.url"));
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
        keeper = new TokenKeeper(context, token, gate, secrets, seal, handover, waiting);
        context.addService(keeper);
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            health.register(new TokenHealthCheck(gate, token, destinations));
        }
    }

    /** Called when the database is open, before anything runs. */
    public void open() throws StartupException {
        try {
            keeper.takeIn();
        } catch (IOException | SQLException e) {
            throw new StartupException("the token that authorize left cannot be read: " + e, e);
        }
        token.start();
    }
}
