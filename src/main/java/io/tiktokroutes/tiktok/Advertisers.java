package io.tiktokroutes.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ad accounts we work for: the ones that are named, or all that the token was granted. */
public final class Advertisers {

    private final TikTokApi api;
    private final List<String> named;
    private final String appId;
    private final String appSecret;

    /**
     * @param named advertiser ids; empty for all granted ones
     * @param appId the developer app, needed to ask which accounts were granted
     * @param appSecret its secret
     */
    public Advertisers(TikTokApi api, List<String> named, String appId, String appSecret) {
        this.api = api;
        this.named = List.copyOf(named);
        this.appId = appId;
        this.appSecret = appSecret;
    }

    /** Their ids; asked for each time, because what is granted changes without a new token. */
    public List<String> ids() throws TikTokException {
        return named.isEmpty() ? AdAccount.ids(granted()) : named;
    }

    /** All that the token was granted, with their names alone. */
    public List<AdAccount> granted() throws TikTokException {
        if (appId.isBlank() || appSecret.isBlank()) {
            throw new TikTokException(
                    Remedy.CONFIGURE,
                    "/oauth2/advertiser/get/",
                    TikTokException.NO_CODE,
                    "nothing: set tiktok.advertiser-ids, or tiktok.app-id and tiktok.app-secret so"
                            + " that the granted accounts can be listed",
                    "");
        }
        JsonNode data =
                api.call(
                                TikTokRequest.get(
                                        "/oauth2/advertiser/get/",
                                        Map.of("app_id", appId, "secret", appSecret)))
                        .data();
        List<AdAccount> granted = new ArrayList<>();
        data.path("list")
                .forEach(
                        item ->
                                granted.add(
                                        new AdAccount(
                                                item.path("advertiser_id").asText(),
                                                item.path("advertiser_name").asText(),
                                                "",
                                                "",
                                                "")));
        return granted;
    }

    /**
     * What TikTok tells of some of them, in the same order.
     *
     * @param ids at most 100; one that the token may not see has the whole call refused
     */
    public List<AdAccount> details(List<String> ids) throws TikTokException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        ids.forEach(array::add);
        JsonNode list =
                api.call(TikTokRequest.get("/advertiser/info/", Map.of("advertiser_ids", array)))
                        .data()
                        .path("list");
        List<AdAccount> accounts = new ArrayList<>();
        for (String id : ids) {
            for (JsonNode info : list) {
                if (info.path("advertiser_id").asText().equals(id)) {
                    accounts.add(account(info));
                    break;
                }
            }
        }
        return accounts;
    }

    /** The time zone in which TikTok cuts an advertiser's report days. */
    public ZoneId zone(String advertiserId) throws TikTokException {
        ArrayNode ids = JsonNodeFactory.instance.arrayNode().add(advertiserId);
        TikTokRequest request =
                TikTokRequest.get("/advertiser/info/", Map.of("advertiser_ids", ids));
        return account(api.call(request).data().path("list").path(0)).zone();
    }

    private static AdAccount account(JsonNode info) {
        return new AdAccount(
                info.path("advertiser_id").asText(),
                info.path("name").asText(""),
                timeZone(info),
                info.path("currency").asText(""),
                info.path("status").asText(""));
    }

    /** The region where TikTok tells one, or else the fixed offset. */
    private static String timeZone(JsonNode info) {
        String shown = info.path("display_timezone").asText("");
        String reckoned = info.path("timezone").asText("");
        try {
            ZoneId.of(shown);
            return shown;
        } catch (DateTimeException e) {
            return reckoned.isEmpty() ? shown : reckoned;
        }
    }
}
