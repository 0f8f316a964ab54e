package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Paging;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Apps;
import io.tiktokroutes.sandbox.world.Loopback;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Token;
import io.tiktokroutes.sandbox.world.Tokens;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /subscription/*}: app id and secret instead of a token (reference, leads 3.7). */
public final class Subscriptions {

    private static final long FIRST_ID = 7430000000000000001L;

    private final Tokens tokens;
    private final LeadAccess access;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private long nextId = FIRST_ID;

    public Subscriptions(Tokens tokens, Forms forms) {
        this.tokens = tokens;
        this.access = new LeadAccess(forms);
    }

    public synchronized void reset() {
        subscriptions.clear();
        nextId = FIRST_ID;
    }

    public void addTo(Routes routes) {
        routes.api("POST", "/subscription/subscribe/", Kind.APP, this::subscribe);
        routes.api("GET", "/subscription/get/", Kind.APP, this::list);
        routes.api("POST", "/subscription/unsubscribe/", Kind.APP, this::unsubscribe);
    }

    /** Those that live: revoking the token ends a subscription without a word. */
    synchronized List<Subscription> alive() {
        subscriptions.values().removeIf(one -> !tokens.honoured(one.token()));
        return List.copyOf(subscriptions.values());
    }

    synchronized boolean isAlive(String id) {
        Subscription one = subscriptions.get(id);
        return one != null && tokens.honoured(one.token());
    }

    private synchronized Reply subscribe(Call call) {
        String app = call.required("app_id");
        String secret = call.required("secret");
        Apps.check(app, secret);
        checkEntity(call);
        URI callback = callback(call.required("callback_url"));
        JsonNode detail = call.json().path("subscription_detail");
        Token token = tokens.check(detail.path("access_token").asText());
        if (!token.appId().equals(app)) {
            throw Apps.otherApp();
        }
        LeadSource.of(
                detail.path("lead_source").asText("INSTANT_FORM"), detail.hasNonNull("page_id"));
        boolean library = detail.hasNonNull("library_id");
        String owner =
                LeadAccess.admin(
                        token,
                        access.owner(
                                token, text(detail, "advertiser_id"), text(detail, "library_id")));
        String page = detail.hasNonNull("page_id") ? detail.get("page_id").asText() : null;
        if (page != null) {
            access.form(page, owner);
        }
        String id = Long.toString(nextId++);
        subscriptions.put(
                id,
                new Subscription(id, app, secret, callback, token.value(), owner, library, page));
        return Reply.ok(call, Json.object().put("subscription_id", id));
    }

    /** An id, which may be a number here (reference, leads 3.7). */
    private static Optional<String> text(JsonNode detail, String name) {
        return Optional.of(detail.path(name).asText("")).filter(text -> !text.isEmpty());
    }

    /** HTTPS, or plain HTTP on this machine: TikTok could never reach that anyway. */
    private static URI callback(String text) {
        return Loopback.url(text)
                .filter(url -> url.getScheme().equals("https") || Loopback.is(url))
                .orElseThrow(() -> Refusal.invalid("callback_url", "must be an HTTPS URL"));
    }

    private static void checkEntity(Call call) {
        String entity = call.required("subscribe_entity");
        if (!entity.equals("LEAD")) {
            throw Refusal.invalid(
                    "subscribe_entity", "must be LEAD (the sandbox has no other entities)");
        }
    }

    private Reply list(Call call) {
        Apps.check(call.required("app_id"), call.required("secret"));
        checkEntity(call);
        List<Subscription> own =
                alive().stream().filter(s -> s.appId().equals(call.query("app_id"))).toList();
        Paging paging = Paging.of(call, 1000, own.size());
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("subscriptions");
        paging.cut(own).forEach(one -> list.add(one.toJson()));
        data.set("page_info", paging.toJson());
        return Reply.ok(call, data);
    }

    private synchronized Reply unsubscribe(Call call) {
        String app = call.required("app_id");
        Apps.check(app, call.required("secret"));
        String id = call.required("subscription_id");
        Subscription one = subscriptions.get(id);
        if (one == null || !one.appId().equals(app)) {
            throw new Refusal(40002, "The subscription " + id + " doesn't exist.");
        }
        subscriptions.remove(id);
        return Reply.ok(call, Json.object().put("subscription_id", id));
    }
}
