package io.tiktokroutes.sandbox.account;

import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Query;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Apps;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * {@code /portal/auth}: the page on which an advertiser consents (reference, leads 2.1). A switch
 * says whether it decides by itself or asks the person in front of the browser.
 */
public final class ConsentEndpoints {

    private static final String PATH = "/portal/auth";

    private final Settings settings;
    private final AuthCodes codes;
    private final Redirects redirects;

    public ConsentEndpoints(Settings settings, AuthCodes codes, Redirects redirects) {
        this.settings = settings;
        this.codes = codes;
        this.redirects = redirects;
    }

    public void addTo(Routes routes) {
        routes.add("GET", PATH, Kind.OPEN, this::arrive);
        routes.add("POST", PATH, Kind.OPEN, this::decide);
    }

    private Reply arrive(Call call) {
        String app = call.query("app_id", "");
        String back = call.query("redirect_uri", "");
        String state = call.query("state");
        Reply problem = problem(app, back);
        if (problem != null) {
            return problem;
        }
        return switch (settings.word(Switch.CONSENT)) {
            case "page" -> page(app, back, state);
            case "denied" -> go(302, back, state, null);
            case "nothing" -> go(302, back, state, codes.issue(app, List.of()));
            default -> go(302, back, state, codes.issue(app, World.GRANTED));
        };
    }

    /** The person pressed one of the buttons. */
    private Reply decide(Call call) {
        Map<String, String> form = Query.parse(new String(call.body(), StandardCharsets.UTF_8));
        String app = form.getOrDefault("app_id", "");
        String back = form.getOrDefault("redirect_uri", "");
        Reply problem = problem(app, back);
        if (problem != null) {
            return problem;
        }
        String decision = form.getOrDefault("decision", "");
        if (decision.equals("deny")) {
            return go(303, back, form.get("state"), null);
        }
        if (!decision.equals("confirm")) {
            return Reply.text(400, "The decision is confirm or deny.");
        }
        List<String> granted =
                World.GRANTED.stream()
                        .filter(id -> form.containsKey(ConsentPage.CHECKBOX + id))
                        .toList();
        return go(303, back, form.get("state"), codes.issue(app, granted));
    }

    /** Nobody is ever sent to an address the app did not register. */
    private Reply problem(String app, String back) {
        if (!Apps.exists(app)) {
            return Reply.text(400, "The app_id is wrong.");
        }
        if (!redirects.allows(app, back)) {
            return Reply.text(400, "The redirect_uri is not one of those registered for the app.");
        }
        return null;
    }

    private static Reply page(String app, String back, String state) {
        byte[] html = ConsentPage.html(app, back, state).getBytes(StandardCharsets.UTF_8);
        return Reply.of(200, "text/html; charset=utf-8", html)
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .with("Cache-Control", "no-store");
    }

    /**
     * @param code null when consent was denied: then nothing but the state goes back
     */
    private static Reply go(int status, String back, String state, String code) {
        StringBuilder query = new StringBuilder();
        if (code != null) {
            query.append("&auth_code=").append(code).append("&code=").append(code);
        }
        if (state != null) {
            query.append("&state=").append(URLEncoder.encode(state, StandardCharsets.UTF_8));
        }
        if (!query.isEmpty() && !back.contains("?")) {
            query.setCharAt(0, '?');
        }
        return Reply.text(status, "").with("Location", back + query);
    }
}
