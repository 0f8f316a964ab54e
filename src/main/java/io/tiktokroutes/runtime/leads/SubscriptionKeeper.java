package io.tiktokroutes.runtime.leads;

import io.tiktokroutes.leads.KeptSubscriptions;
import io.tiktokroutes.leads.SubscriptionLook;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TokenGate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the subscriptions to lead webhooks: at the start, every few minutes, and as soon as
 * there is another access token, since the old ones died with theirs.
 */
final class SubscriptionKeeper extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionKeeper.class);
    private static final long TICK_MILLIS = 1000;

    private final CamelContext context;
    private final KeptSubscriptions subscriptions;
    private final Supplier<String> token;
    private final Duration every;
    private final WebhookRoutes routes;
    private ScheduledExecutorService timer;
    private String lookedWith = "";
    private long nextLook = System.nanoTime();
    private volatile Map<String, String> without = Map.of();

    /**
     * @param token asked every second
     * @param every between two looks
     */
    SubscriptionKeeper(
            CamelContext context,
            KeptSubscriptions subscriptions,
            Supplier<String> token,
            Duration every) {
        this.context = context;
        this.subscriptions = subscriptions;
        this.token = token;
        this.every = every;
        this.routes = new WebhookRoutes(context);
    }

    @Override
    protected void doStart() {
        timer =
                context.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "lead-subscriptions");
        var unused =
                timer.scheduleWithFixedDelay(
                        this::tick, TICK_MILLIS / 4, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        if (timer != null) { // null when the start failed before this one's turn
            context.getExecutorServiceManager().shutdownNow(timer);
        }
    }

    /** Who has no subscription as of the last look, each with why and what to do. */
    Map<String, String> without() {
        return routes.any() ? without : Map.of();
    }

    private void tick() {
        try {
            String now = token.get();
            boolean due = System.nanoTime() - nextLook >= 0;
            if ((due || !now.equals(lookedWith)) && routes.any()) {
                lookedWith = now;
                nextLook = System.nanoTime() + every.toNanos();
                look(now);
            }
        } catch (RuntimeException e) {
            // a timer whose work throws is never called again
            tell(Map.of("the subscriptions", "could not be looked at: " + e));
        }
    }

    private void look(String now) {
        if (now.isEmpty()) {
            tell(Map.of("every ad account", "there is no access token; " + TokenGate.REMEDY));
            return;
        }
        try {
            SubscriptionLook look = subscriptions.look(now);
            List<String> done = look.done();
            done.forEach(each -> LOG.info("Lead webhooks: {}", each));
            if (!done.isEmpty() || !without.isEmpty()) {
                LOG.info("Lead webhooks: {} subscriptions are kept at TikTok", look.kept());
            }
            tell(look.without());
        } catch (TikTokException e) {
            tell(Map.of("the subscriptions", subscriptions.remedy(e, now)));
        }
    }

    /** Once for each trouble, not at each look. */
    private void tell(Map<String, String> troubles) {
        if (isStopping() || isStopped()) {
            return;
        }
        troubles.forEach(
                (whose, why) -> {
                    if (!without.containsKey(whose)) {
                        LOG.warn("No lead webhook for {}: {}", whose, why);
                    }
                });
        without = troubles;
    }
}
