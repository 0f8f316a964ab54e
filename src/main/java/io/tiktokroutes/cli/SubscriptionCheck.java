package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code check} tells of the subscriptions by which TikTok posts leads to us. */
final class SubscriptionCheck {

    private static final String NAME = "subscription";
    private static final int MOST = 1_000;

    private final Settings settings;
    private final Connections connections;

    SubscriptionCheck(Settings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /**
     * @param accounts the ad accounts that should have one
     */
    Checked run(List<String> accounts) {
        String url = settings.get("leads.webhook-url");
        if (url.isEmpty()) {
            return Checked.not(
                    NAME, "leads.webhook-url is not set; without it leads come by export alone");
        }
        for (String name : List.of("tiktok.app-id", "tiktok.app-secret")) {
            if (settings.find(name).isEmpty()) {
                return Checked.failed(NAME, name + " is not set; TikTok subscribes no app else");
            }
        }
        try {
            Set<String> without = new LinkedHashSet<>(accounts);
            int count = 0;
            for (JsonNode one : subscriptions()) {
                if (one.path("callback_url").asText().equals(url)) {
                    count++;
                    without.remove(one.path("subscription_detail").path("advertiser_id").asText());
                }
            }
            if (count == 0) {
                return Checked.not(NAME, "there is none to leads.webhook-url yet; run makes it");
            }
            String words = count + " to leads.webhook-url";
            return Checked.ok(
                    NAME,
                    without.isEmpty() ? words : words + "; none of " + String.join(", ", without));
        } catch (TikTokException e) {
            return Checked.failed(
                    NAME, e.getMessage() + "; check tiktok.app-id and tiktok.app-secret");
        }
    }

    private JsonNode subscriptions() throws TikTokException {
        Map<String, Object> query =
                Map.of(
                        "app_id",
                        settings.get("tiktok.app-id"),
                        "secret",
                        settings.get("tiktok.app-secret"),
                        "subscribe_entity",
                        "LEAD",
                        "page",
                        1,
                        "page_size",
                        MOST);
        // each of them also holds an access token, so nothing else of them is told
        return connections
                .tiktok()
                .call(TikTokRequest.get("/subscription/get/", query))
                .data()
                .path("subscriptions");
    }
}
