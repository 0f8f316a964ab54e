package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists lead forms and the libraries of Business Centers, within bounds. */
final class FormSearch {

    private static final int PAGE_SIZE = 100;
    private static final int MOST_PAGES = 10;
    private static final int MOST_LIBRARIES = 20;

    private final TikTokApi tiktok;

    FormSearch(TikTokApi tiktok) {
        this.tiktok = tiktok;
    }

    /**
     * The lead forms of an owner.
     *
     * @param kind advertiser_id or library_id
     */
    List<FoundForm> of(String kind, String owner) throws TikTokException {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put(kind, owner);
        query.put("business_type", "LEAD_GEN");
        return list("/page/get/", query).stream()
                .map(form -> FoundForm.of(form, kind, owner))
                .toList();
    }

    /** The ids of the libraries. */
    List<String> libraries() throws TikTokException {
        return list("/page/library/get/", new LinkedHashMap<>()).stream()
                .map(library -> library.path("library_id").asText())
                .distinct()
                .limit(MOST_LIBRARIES)
                .toList();
    }

    private List<JsonNode> list(String path, Map<String, Object> query) throws TikTokException {
        List<JsonNode> all = new ArrayList<>();
        int pages = 1;
        for (int page = 1; page <= Math.min(pages, MOST_PAGES); page++) {
            query.put("page", page);
            query.put("page_size", PAGE_SIZE);
            JsonNode data = tiktok.call(TikTokRequest.get(path, query)).data();
            data.path("list").forEach(all::add);
            pages = data.path("page_info").path("total_page").asInt();
        }
        return all;
    }
}
