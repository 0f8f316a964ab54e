package io.tiktokroutes.sandbox.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Apps;
import io.tiktokroutes.sandbox.world.Ids;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Token;
import io.tiktokroutes.sandbox.world.Tokens;
import io.tiktokroutes.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The consent page and {@code /oauth2/*} (reference, leads 2). */
public final class OAuthEndpoints {

    // what the numbers mean stands on a page nobody could read; they are for show only
    private static final int[] SCOPES = {4, 200, 210, 220};

    private final AuthCodes codes;
    private final Tokens tokens;
    private final Ids ids;

    public OAuthEndpoints(AuthCodes codes, Tokens tokens, Ids ids) {
        this.codes = codes;
        this.tokens = tokens;
        this.ids = ids;
    }

    public void addTo(Routes routes) {
        routes.add("GET", "/portal/auth", Kind.OPEN, this::consent);
        routes.api("POST", "/oauth2/access_token/", Kind.APP, this::exchange);
        routes.api("GET", "/oauth2/advertiser/get/", Kind.TOKEN, OAuthEndpoints::advertisers);
        routes.api("POST", "/oauth2/revoke_token/", Kind.APP, this::revoke);
    }

    /** Consents at once and goes back to where the caller came from. */
    private Reply consent(Call call) {
        String back = call.query("redirect_uri", "");
        if (!Apps.exists(call.query("app_id")) || !back.matches("https?://.+")) {
            return Reply.text(400, "The app_id or redirect_uri is wrong.");
        }
        String code = codes.issue(World.GRANTED);
        String state = URLEncoder.encode(call.query("state", ""), StandardCharsets.UTF_8);
        String location =
                back
                        + (back.contains("?") ? "&" : "?")
                        + "auth_code="
                        + code
                        + "&code="
                        + code
                        + "&state="
                        + state;
        return Reply.text(302, "").with("Location", location);
    }

    private Reply exchange(Call call) {
        String app = call.required("app_id");
        Apps.check(app, call.required("secret"));
        List<String> advertisers = codes.use(call.required("auth_code"));
        Token token = new Token(ids.secret(), app, advertisers, true, false);
        tokens.put(token);
        ObjectNode data = Json.object().put("access_token", token.value());
        if (call.json().path("return_advertiser_ids").asBoolean(true)) {
            advertisers.forEach(data.putArray("advertiser_ids")::add);
        }
        ArrayNode scope = data.putArray("scope");
        for (int one : SCOPES) {
            scope.add(one);
        }
        return Reply.ok(call, data);
    }

    private static Reply advertisers(Call call) {
        String app = call.required("app_id");
        Apps.check(app, call.required("secret"));
        if (!app.equals(call.token().appId())) {
            throw Apps.otherApp();
        }
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("list");
        for (String id : call.token().advertisers()) {
            World.advertiser(id)
                    .ifPresent(
                            a ->
                                    list.addObject()
                                            .put("advertiser_id", a.id())
                                            .put("advertiser_name", a.name()));
        }
        return Reply.ok(call, data);
    }

    private Reply revoke(Call call) {
        String app = call.required("app_id");
        Apps.check(app, call.required("secret"));
        Token token = tokens.revoke(call.required("access_token"));
        if (token == null) {
            throw new Refusal(40105, "Access token is incorrect or has been revoked.");
        }
        ObjectNode data = Json.object().put("app_id", app);
        token.advertisers().forEach(data.putArray("advertiser_ids")::add);
        return Reply.ok(call, data);
    }
}
