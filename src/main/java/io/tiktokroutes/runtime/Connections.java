package io.tiktokroutes.runtime;

import io.tiktokroutes.cdp.CdpCalls;
import io.tiktokroutes.cdp.CdpDefinitions;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.Backoff;
import io.tiktokroutes.tiktok.RateLimits;
import io.tiktokroutes.tiktok.TikTokApi;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** TikTok and other hosts for a command that runs no routes; each call is made once. */
public final class Connections implements AutoCloseable {

    private static final Backoff ONCE = new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1));

    private final Settings settings;
    private final Duration timeout;
    private final CamelContext context;
    private final HttpCalls http;
    private final TikTokApi tiktok;

    /**
     * @param timeout of every call
     * @param token sent with every call to TikTok
     * @throws StartupException when a setting is not what it should be
     */
    public Connections(Settings settings, Duration timeout, String token) throws StartupException {
        this.settings = settings;
        this.timeout = timeout;
        int perSecond = settings.number("tiktok.rate-limit", 1, 1000);
        System.setProperty("org.apache.camel.jmx.disabled", "true");
        context = new DefaultCamelContext();
        http = new HttpCalls(context, timeout);
        tiktok =
                new TikTokApi(
                        http,
                        settings.get("tiktok.api-url"),
                        () -> token,
                        new RateLimits(perSecond, Clock.systemUTC()),
                        ONCE);
        try {
            context.addService(http);
            context.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpCalls http() {
        return http;
    }

    public TikTokApi tiktok() {
        return tiktok;
    }

    /** What the CDP declares. */
    public CdpDefinitions cdp() {
        Metrics unread = Metrics.unread();
        return new CdpDefinitions(
                new CdpCalls(
                        http,
                        unread,
                        CdpBeans.account(settings),
                        CdpBeans.token(settings, http, unread)),
                Clock.systemUTC(),
                timeout.plusSeconds(1));
    }

    /** The ad accounts as the routes have them. */
    public Advertisers advertisers() {
        return new Advertisers(
                tiktok,
                settings.list("tiktok.advertiser-ids"),
                settings.get("tiktok.app-id"),
                settings.get("tiktok.app-secret"));
    }

    @Override
    public void close() {
        context.stop();
    }
}
