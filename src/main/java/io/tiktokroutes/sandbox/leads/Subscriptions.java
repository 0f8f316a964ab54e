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
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.Token;
import io.tiktokroutes.sandbox.world.Tokens;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /subscription/*}: app id and secret instead of a token (reference, leads 3.7). */
public final class Subscriptions {

    private static final long FIRST_ID = 7430000000000000001L;
    private static final int MOST = 10_000;

    private final Settings settings;
    private final Tokens tokens;
    private final SubscriptionDetail details;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private long nextId = FIRST_ID;

    public Subscriptions(Settings settings, Tokens tokens, Forms forms) {
        this.settings = settings;
        this.tokens = tokens;
        this.details = new SubscriptionDetail(new LeadAccess(forms));
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
        String entity = entity(call);
        URI callback = callback(call.required("callback_url"));
        JsonNode given = call.json().path("subscription_detail");
        Token token =
                tokens.check(
                        SubscriptionDetail.text(given, "access_token")
                                .orElseThrow(
                                        () -> Refusal.missing("subscription_detail.access_token")));
        if (!token.appId().equals(app)) {
            throw Apps.otherApp();
        }
        ObjectNode detail = details.check(entity, given, token);
        if (subscriptions.size() >= MOST) {
            throw new Refusal(40011, "The sandbox keeps at most " + MOST + " subscriptions.");
        }
        String id = Long.toString(nextId++);
        subscriptions.put(
                id, new Subscription(id, app, secret, entity, callback, token.value(), detail));
        return Reply.ok(call, Json.object().put("subscription_id", id));
    }

    /** HTTPS, or plain HTTP on this machine: TikTok could never reach that anyway. */
    private static URI callback(String text) {
        return Loopback.url(text)
                .filter(url -> url.getScheme().equals("https") || Loopback.is(url))
                .orElseThrow(() -> Refusal.invalid("callback_url", "must be an HTTPS URL"));
    }

    private static String entity(Call call) {
        String entity = call.required("subscribe_entity");
        if (!SubscriptionDetail.ENTITIES.contains(entity)) {
            throw Refusal.invalid(
                    "subscribe_entity",
                    "must be one of " + SubscriptionDetail.ENTITIES.stream().sorted().toList());
        }
        return entity;
    }

    private Reply list(Call call) {
        String app = call.required("app_id");
        Apps.check(app, call.required("secret"));
        String entity = entity(call);
        boolean all = !settings.on(Switch.SUBSCRIPTIONS_FILTERED);
        boolean numbers = settings.is(Switch.SUBSCRIPTION_IDS, "number");
        List<Subscription> own =
                alive().stream()
                        .filter(one -> one.appId().equals(app))
                        .filter(one -> all || one.entity().equals(entity))
                        .toList();
        Paging paging = Paging.of(call, 1000, own.size());
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("subscriptions");
        paging.cut(own).forEach(one -> list.add(one.toJson(numbers)));
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
