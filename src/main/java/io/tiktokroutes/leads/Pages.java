package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All items of an endpoint that gives them page by page. */
final class Pages {

    /** Lists have a few hundred items; an endpoint that never ends is broken. */
    private static final int MOST_PAGES = 1000;

    private final TikTokApi api;

    Pages(TikTokApi api) {
        this.api = api;
    }

    /**
     * Reads page after page. A list that changes meanwhile may give an item twice.
     *
     * @param list where the answer has the items, such as {@code list}
     * @param size the most the endpoint gives at once
     */
    List<JsonNode> all(String path, Map<String, Object> query, String list, int size)
            throws TikTokException {
        List<JsonNode> items = new ArrayList<>();
        int pages = 1;
        for (int page = 1; page <= pages && page <= MOST_PAGES; page++) {
            Map<String, Object> asked = new LinkedHashMap<>(query);
            asked.put("page", page);
            asked.put("page_size", size);
            JsonNode data = api.call(TikTokRequest.get(path, asked)).data();
            if (data.path(list).isEmpty()) {
                break;
            }
            data.path(list).forEach(items::add);
            pages = data.path("page_info").path("total_page").asInt();
        }
        return items;
    }
}
