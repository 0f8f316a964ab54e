package io.tiktokroutes.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.account.AuthCodes;
import io.tiktokroutes.sandbox.account.Redirects;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Apps;
import io.tiktokroutes.sandbox.world.Tokens;
import io.tiktokroutes.sandbox.world.World;
import java.util.List;
import java.util.Set;

/** Control endpoints for tokens, authorization codes and redirect URLs. */
public final class AccountControl {

    private final Tokens tokens;
    private final AuthCodes codes;
    private final Redirects redirects;

    public AccountControl(Tokens tokens, AuthCodes codes, Redirects redirects) {
        this.tokens = tokens;
        this.codes = codes;
        this.redirects = redirects;
    }

    public void addTo(Routes routes) {
        Control.add(routes, "POST", "/auth-codes", this::authCode);
        Control.add(routes, "POST", "/tokens", call -> grant(call, routes));
        Control.add(routes, "POST", "/tokens/revoke", this::revoke);
        Control.add(routes, "POST", "/redirect-urls", this::register);
        Control.add(routes, "GET", "/redirect-urls", this::registered);
    }

    /** What the consent page would hand out. */
    private Reply authCode(Call call) {
        Given code = Given.of(call, "an authorization code", "app_id", "advertiser_ids");
        String issued = codes.issue(app(code), code.texts("advertiser_ids", World.GRANTED));
        return Reply.json(200, Json.object().put("auth_code", issued));
    }

    private Reply grant(Call call, Routes routes) {
        Given given =
                Given.of(
                        call,
                        "a token",
                        "token",
                        "app_id",
                        "advertiser_ids",
                        "admin",
                        "expired",
                        "refused_paths");
        List<String> refused = given.texts("refused_paths", List.of());
        for (String path : refused) {
            if (!routes.has(path)) {
                throw new IllegalArgumentException(
                        "there is no endpoint " + path + "; GET /_sandbox/ lists them");
            }
        }
        tokens.grant(
                given.text("token", World.ACCESS_TOKEN),
                app(given),
                given.texts("advertiser_ids", World.GRANTED),
                given.flag("admin", true),
                given.flag("expired", false),
                Set.copyOf(refused));
        return Control.done();
    }

    private Reply revoke(Call call) {
        String token = Given.of(call, "a token", "token").text("token", World.ACCESS_TOKEN);
        boolean was = tokens.revoke(token) != null;
        return Reply.json(200, Json.object().put("revoked", was));
    }

    /** Replaces what was registered; an empty list makes every address of this machine good. */
    private Reply register(Call call) {
        Given given = Given.of(call, "a list of redirect URLs", "app_id", "urls");
        redirects.register(app(given), given.texts("urls", List.of()));
        return Control.done();
    }

    private Reply registered(Call call) {
        ObjectNode all = Json.object();
        for (String app : List.of(World.APP_ID, Apps.OTHER_APP_ID)) {
            redirects.of(app).forEach(all.putArray(app)::add);
        }
        return Reply.json(200, all);
    }

    private static String app(Given given) {
        String app = given.text("app_id", World.APP_ID);
        if (!Apps.exists(app)) {
            throw new IllegalArgumentException("there is no app " + app);
        }
        return app;
    }
}
