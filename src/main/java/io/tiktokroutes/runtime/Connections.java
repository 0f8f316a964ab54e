package io.tiktokroutes.runtime;

import io.tiktokroutes.cdp.CdpCalls;
import io.tiktokroutes.cdp.CdpDefinitions;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.Backoff;
import io.tiktokroutes.tiktok.OAuth;
import io.tiktokroutes.tiktok.RateLimits;
import io.tiktokroutes.tiktok.TikTokApi;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** TikTok and other hosts for a command that runs no routes. */
public final class Connections implements AutoCloseable {

    private final Settings settings;
    private final Duration timeout;
    private final CamelContext context;
    private final HttpCalls http;
    private final TikTokApi tiktok;
    private final int perSecond;

    /**
     * Each call is made once.
     *
     * @param timeout of every call
     * @param token sent with every call to TikTok
     * @throws StartupException when a setting is not what it should be
     */
    public Connections(Settings settings, Duration timeout, String token) throws StartupException {
        this(settings, timeout, token, Backoff.ONCE);
    }

    /** The same for work that may take its time: what deserves it is called again. */
    public static Connections patient(Settings settings, Duration timeout, String token)
            throws StartupException {
        return new Connections(settings, timeout, token, Backoff.USUAL);
    }

    private Connections(Settings settings, Duration timeout, String token, Backoff backoff)
            throws StartupException {
        this.settings = settings;
        this.timeout = timeout;
        perSecond = settings.number("tiktok.rate-limit", 1, 1000);
        System.setProperty("org.apache.camel.jmx.disabled", "true");
        context = new DefaultCamelContext();
        http = new HttpCalls(context, timeout);
        tiktok = tiktok(token, backoff);
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

    /** The same with another token; an empty one is not sent. */
    public TikTokApi tiktok(String token) {
        return tiktok(token, Backoff.ONCE);
    }

    private TikTokApi tiktok(String token, Backoff backoff) {
        return new TikTokApi(
                http,
                settings.get("tiktok.api-url"),
                () -> token,
                new RateLimits(perSecond, Clock.systemUTC()),
                backoff);
    }

    /** What the developer app of the settings may ask. */
    public OAuth oauth() {
        return new OAuth(
                this::tiktok, settings.get("tiktok.app-id"), settings.get("tiktok.app-secret"));
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
