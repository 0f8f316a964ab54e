package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.spelling.Spelling;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an ad account is made of, each with an endpoint of its own. */
enum EntityKind {
    CAMPAIGN,
    ADGROUP,
    AD;

    /** The most that TikTok gives at once. */
    private static final int PAGE_SIZE = 1000;

    /**
     * @throws IllegalArgumentException when it is none
     */
    static EntityKind of(String word) {
        List<String> words = Arrays.stream(values()).map(EntityKind::word).toList();
        int place = words.indexOf(word);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "entity is '" + word + "'" + Spelling.hintOrAll(word, words));
        }
        return values()[place];
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its id. */
    String id() {
        return word() + "_id";
    }

    TikTokRequest page(String advertiserId, int page) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("advertiser_id", advertiserId);
        // TikTok leaves deleted ones out unless asked, and reports of past days tell of them
        query.put(
                "filtering",
                JsonNodeFactory.instance.objectNode().put("primary_status", "STATUS_ALL"));
        query.put("page", page);
        query.put("page_size", PAGE_SIZE);
        return TikTokRequest.get("/" + word() + "/get/", query);
    }
}
