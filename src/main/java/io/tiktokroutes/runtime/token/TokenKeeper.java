package io.tiktokroutes.runtime.token;

import io.tiktokroutes.inbox.InboxComponent;
import io.tiktokroutes.inbox.Waiting;
import io.tiktokroutes.schedule.ScheduleComponent;
import io.tiktokroutes.tiktok.TokenGate;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a second whether there is a new token, and lets go on what waited for it. */
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
    private final Waiting waiting;
    private ScheduledExecutorService timer;
    private String trouble = "";
    private int looksSinceOpened = NEVER;

    /**
     * @param waiting brought forward when a gate opens
     */
    public TokenKeeper(CamelContext context, AccessToken token, TokenGate gate, Waiting waiting) {
        this.context = context;
        this.token = token;
        this.gate = gate;
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
            token.refresh();
            gate.changed(token.get());
            if (gate.takeOpened()) {
                LOG.info("TikTok's access token is good again; what waited for it goes on");
                looksSinceOpened = 0;
                // what sources could not read meanwhile need not wait for their next time
                context.getComponent("schedule", ScheduleComponent.class).runNow();
            }
            if (RUSHES.contains(looksSinceOpened)) {
                long count = waiting.rush(context.getComponent("inbox", InboxComponent.class));
                LOG.info("{} waiting records were brought forward", count);
            }
            looksSinceOpened = Math.min(NEVER, looksSinceOpened + 1);
            trouble = "";
        } catch (SQLException | RuntimeException e) {
            tell(e.toString()); // tried again in a second
        }
    }

    private void tell(String words) {
        if (!words.equals(trouble)) {
            LOG.warn("The access token cannot be looked after: {}", words);
            trouble = words;
        }
    }
}
