package io.tiktokroutes.runtime.token;

import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.Backoff;
import io.tiktokroutes.tiktok.RateLimits;
import io.tiktokroutes.tiktok.ReturnCodes;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Asks TikTok once what it says of a token. */
public final class TokenProbe {

    /**
     * What TikTok says.
     *
     * @param refused true when TikTok knows no such token
     * @param words a sentence for the operator
     */
    public record Verdict(boolean refused, String words) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Settings settings;

    public TokenProbe(Settings settings) {
        this.settings = settings;
    }

    public Verdict ask(String token) throws StartupException {
        // a context of one call needs no remote control
        System.setProperty("org.apache.camel.jmx.disabled", "true");
        CamelContext context = new DefaultCamelContext();
        try {
            HttpCalls http = new HttpCalls(context, TIMEOUT);
            context.addService(http);
            context.start();
            return ask(
                    new TikTokApi(
                            http,
                            settings.get("tiktok.api-url"),
                            () -> token,
                            new RateLimits(1, Clock.systemUTC()),
                            new Backoff(1, Duration.ofSeconds(1), Duration.ofSeconds(1))));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StartupException("TikTok cannot be asked: " + e, e);
        } finally {
            context.stop();
        }
    }

    private Verdict ask(TikTokApi api) {
        String appId = settings.get("tiktok.app-id");
        String secret = settings.get("tiktok.app-secret");
        try {
            if (appId.isEmpty() || secret.isEmpty()) {
                api.call(TikTokRequest.get("/user/info/", Map.of()));
                return new Verdict(false, "TikTok knows the token.");
            }
            List<String> granted = new Advertisers(api, List.of(), appId, secret).ids();
            return new Verdict(
                    false,
                    "TikTok knows the token. Granted ad accounts: "
                            + (granted.isEmpty() ? "none" : String.join(", ", granted))
                            + ".");
        } catch (TikTokException e) {
            if (ReturnCodes.isDeadToken(e.code())) {
                return new Verdict(true, "TikTok refuses the token (" + said(e) + ")");
            }
            return new Verdict(
                    false,
                    "TikTok could not be asked whether the token is good ("
                            + said(e)
                            + "). A token for the Events API alone may not be asked about; the"
                            + " first event will tell.");
        }
    }

    private static String said(TikTokException e) {
        return (e.code() == TikTokException.NO_CODE ? "" : e.code() + " ") + e.answer();
    }
}
