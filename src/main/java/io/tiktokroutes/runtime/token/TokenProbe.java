package io.tiktokroutes.runtime.token;

import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.ReturnCodes;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
        try (Connections connections = new Connections(settings, TIMEOUT, token)) {
            return ask(connections.tiktok());
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
