package io.tiktokroutes.runtime.token;

import io.tiktokroutes.inbox.InboxComponent;
import io.tiktokroutes.inbox.Waiting;
import io.tiktokroutes.store.Seal;
import io.tiktokroutes.store.Secrets;
import io.tiktokroutes.tiktok.TokenGate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether there is a new token: takes in the one that {@code authorize} left,
 * and lets go on what waited for it.
 */
public final class TokenKeeper extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(TokenKeeper.class);

    /**
     * Looks after a gate opened at which waiting records are brought forward. A batch that met the
     * closed gate may still be on its way then, slowed by another destination.
     */
    private static final Set<Integer> RUSHES = Set.of(0, 2, 5, 15, 60);

    private static final int NEVER = 1_000;

    private final CamelContext context;
    private final AccessToken token;
    private final TokenGate gate;
    private final Secrets secrets;
    private final Optional<Seal> seal;
    private final Optional<Handover> handover;
    private final Waiting waiting;
    private ScheduledExecutorService timer;
    private String trouble = "";
    private int looksSinceOpened = NEVER;

    /**
     * @param token refreshed while a gate is closed
     * @param seal opens what is handed over, to see that it can be read later
     * @param handover where authorize leaves a token for us, if it cannot store it itself
     * @param waiting brought forward when a gate opens
     */
    public TokenKeeper(
            CamelContext context,
            AccessToken token,
            TokenGate gate,
            Secrets secrets,
            Optional<Seal> seal,
            Optional<Handover> handover,
            Waiting waiting) {
        this.context = context;
        this.token = token;
        this.gate = gate;
        this.secrets = secrets;
        this.seal = seal;
        this.handover = handover;
        this.waiting = waiting;
    }

    @Override
    protected void doStart() {
        timer =
                context.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "token-keeper");
        var unused = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        if (timer != null) { // null when the start failed before this one's turn
            context.getExecutorServiceManager().shutdownNow(timer);
        }
    }

    private void look() {
        try {
            takeIn();
            if (!gate.halts().isEmpty()) {
                token.refresh();
                gate.changed(token.get());
            }
            if (gate.takeOpened()) {
                LOG.info("TikTok's access token is good again; what waited for it goes on");
                looksSinceOpened = 0;
            }
            if (RUSHES.contains(looksSinceOpened)) {
                long count = waiting.rush(context.getComponent("inbox", InboxComponent.class));
                LOG.info("{} waiting records were brought forward", count);
            }
            looksSinceOpened = Math.min(NEVER, looksSinceOpened + 1);
            trouble = "";
        } catch (SQLException | IOException | RuntimeException e) {
            tell(e.toString()); // tried again in a second
        }
    }

    /** Also called before the first look at the token: it may have been left meanwhile. */
    public void takeIn() throws IOException, SQLException {
        if (handover.isEmpty()) {
            return;
        }
        Optional<String> left = handover.get().left();
        if (left.isEmpty()) {
            return;
        }
        if (left.get().isEmpty()) {
            secrets.remove(AccessToken.NAME);
            LOG.info("The stored access token was removed by authorize");
        } else if (opens(left.get())) {
            secrets.put(AccessToken.NAME, left.get());
            LOG.info("A new access token was stored by authorize");
        } else {
            tell(
                    handover.get().file()
                            + " holds a token that does not open with this program's secrets.key;"
                            + " use the same key for authorize and run");
            return;
        }
        handover.get().taken();
        token.refresh();
    }

    private boolean opens(String sealed) {
        try {
            return seal.isPresent() && !seal.get().open(AccessToken.NAME, sealed).isEmpty();
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void tell(String words) {
        if (!words.equals(trouble)) {
            LOG.warn("The access token cannot be looked after: {}", words);
            trouble = words;
        }
    }
}
