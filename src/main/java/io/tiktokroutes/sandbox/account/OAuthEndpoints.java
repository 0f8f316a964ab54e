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
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.Token;
import io.tiktokroutes.sandbox.world.Tokens;
import java.util.List;
import java.util.Set;

/** {@code /oauth2/*}: tokens for codes, and their end (reference, leads 2). */
public final class OAuthEndpoints {

    // what the numbers mean stands on a page nobody could read; they are for show only
    private static final int[] SCOPES = {4, 200, 210, 220};

    private final Settings settings;
    private final AuthCodes codes;
    private final Tokens tokens;
    private final Ids ids;

    public OAuthEndpoints(Settings settings, AuthCodes codes, Tokens tokens, Ids ids) {
        this.settings = settings;
        this.codes = codes;
        this.tokens = tokens;
        this.ids = ids;
    }

    public void addTo(Routes routes) {
        routes.api("POST", "/oauth2/access_token/", Kind.APP, this::exchange);
        routes.api("GET", "/oauth2/advertiser/get/", Kind.TOKEN, OAuthEndpoints::advertisers);
        routes.api("POST", "/oauth2/refresh_token/", Kind.APP, OAuthEndpoints::refresh);
        routes.api("POST", "/oauth2/revoke_token/", Kind.APP, this::revoke);
    }

    private Reply exchange(Call call) {
        String app = call.required("app_id");
        Apps.check(app, call.required("secret"));
        List<String> advertisers = codes.use(call.required("auth_code"), app);
        boolean admin = settings.on(Switch.CONSENT_ADMIN);
        Token token = tokens.grant(ids.secret(), app, advertisers, admin, false, Set.of());
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
            call.token()
                    .accounts()
                    .find(id)
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
        Token token = tokens.check(call.required("access_token"));
        if (!app.equals(token.appId())) {
            throw Apps.otherApp();
        }
        tokens.revoke(token.value());
        ObjectNode data = Json.object().put("app_id", app);
        token.advertisers().forEach(data.putArray("advertiser_ids")::add);
        return Reply.ok(call, data);
    }

    /** These tokens do not expire and have nothing to be refreshed with. */
    private static Reply refresh(Call call) {
        Apps.check(call.required("app_id"), call.required("secret"));
        throw new Refusal(40107, "The refresh_token is invalid.");
    }
}
