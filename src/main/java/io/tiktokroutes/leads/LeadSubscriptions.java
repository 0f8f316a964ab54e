package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The app's subscriptions to leads that lead to our address.
 *
 * <p>Source: TikTok's page "Webhook subscriptions". The app's id and secret stand for the caller;
 * the access token is part of what is subscribed, and ends it without notice when it is revoked.
 */
final class LeadSubscriptions {

    private static final String ENTITY = "LEAD";
    private static final int PAGE_SIZE = 1000;

    private final TikTokApi api;
    private final Pages pages;
    private final WebhookApp app;

    LeadSubscriptions(TikTokApi api, WebhookApp app) {
        this.api = api;
        this.pages = new Pages(api);
        this.app = app;
    }

    /** Those that lead to our address; others of the same app are somebody else's. */
    List<LeadSubscription> ours() throws TikTokException {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("app_id", app.id());
        query.put("secret", app.secret());
        query.put("subscribe_entity", ENTITY);
        return pages.all("/subscription/get/", query, "subscriptions", PAGE_SIZE).stream()
                .filter(each -> each.path("callback_url").asText().equals(app.callbackUrl()))
                .filter(each -> each.path("subscribe_entity").asText(ENTITY).equals(ENTITY))
                // leads of direct messages are not what we subscribe to
                .filter(each -> !detail(each, "lead_source").equals("DIRECT_MESSAGE"))
                .map(LeadSubscriptions::read)
                .distinct()
                .sorted()
                .toList();
    }

    private static LeadSubscription read(JsonNode each) {
        String library = detail(each, "library_id");
        return new LeadSubscription(
                each.path("subscription_id").asText(),
                library.isEmpty()
                        ? LeadOwner.advertiser(detail(each, "advertiser_id"))
                        : LeadOwner.library(library),
                detail(each, "page_id"),
                detail(each, "access_token"));
    }

    /** Ids may be numbers there, and 0 where there is none. */
    private static String detail(JsonNode subscription, String field) {
        String text = subscription.path("subscription_detail").path(field).asText("");
        return text.equals("0") || text.equals("null") ? "" : text;
    }

    /**
     * Subscribes to the leads of an owner.
     *
     * @param pageId one form; empty for all
     * @param token the access token the subscription lives with
     */
    LeadSubscription subscribe(LeadOwner owner, String pageId, String token)
            throws TikTokException {
        ObjectNode body = asApp();
        body.put("subscribe_entity", ENTITY).put("callback_url", app.callbackUrl());
        ObjectNode detail = body.putObject("subscription_detail");
        detail.put("access_token", token).put("lead_source", "INSTANT_FORM");
        detail.put(owner.parameter(), owner.id());
        if (!pageId.isEmpty()) {
            detail.put("page_id", pageId);
        }
        JsonNode data = api.call(TikTokRequest.post("/subscription/subscribe/", body)).data();
        return new LeadSubscription(data.path("subscription_id").asText(), owner, pageId, token);
    }

    void unsubscribe(LeadSubscription subscription) throws TikTokException {
        ObjectNode body = asApp().put("subscription_id", subscription.id());
        api.call(TikTokRequest.post("/subscription/unsubscribe/", body));
    }

    private ObjectNode asApp() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("app_id", app.id())
                .put("secret", app.secret());
    }
}
