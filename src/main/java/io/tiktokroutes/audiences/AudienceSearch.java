package io.tiktokroutes.audiences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks through the list of audiences that TikTok has of an ad account. */
final class AudienceSearch {

    /** TikTok lists no more at once. */
    private static final int PAGE = 100;

    /** An ad account has 400 audiences at most. */
    private static final int MOST_PAGES = 50;

    private final TikTokApi api;

    AudienceSearch(TikTokApi api) {
        this.api = api;
    }

    /**
     * Those of a name, of which there may be several.
     *
     * @param type as TikTok calls the way that their members come
     */
    List<AudienceDetails> named(String advertiser, String name, String type)
            throws TikTokException {
        List<AudienceDetails> found = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode data = list(query(advertiser, page));
            for (JsonNode each : data.path("list")) {
                AudienceDetails audience = AudienceDetails.of(each);
                if (audience.type().equals(type) && audience.name().equals(name)) {
                    found.add(audience);
                }
            }
            if (page >= data.path("page_info").path("total_page").asInt()) {
                break;
            }
        }
        return found;
    }

    /** The one of that id, of whatever type; empty when the ad account does not see it. */
    Optional<AudienceDetails> withId(String advertiser, String id) throws TikTokException {
        Map<String, Object> query = query(advertiser, 1);
        query.put("custom_audience_ids", JsonNodeFactory.instance.arrayNode().add(id));
        for (JsonNode each : list(query).path("list")) {
            AudienceDetails audience = AudienceDetails.of(each);
            if (audience.id().equals(id)) {
                return Optional.of(audience);
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> query(String advertiser, int page) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("advertiser_id", advertiser);
        query.put("page", page);
        query.put("page_size", PAGE);
        return query;
    }

    private JsonNode list(Map<String, Object> query) throws TikTokException {
        return api.call(TikTokRequest.get("/dmp/custom_audience/list/", query)).data();
    }
}
