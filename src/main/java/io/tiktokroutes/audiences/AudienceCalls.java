package io.tiktokroutes.audiences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.http.FileForm;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code /dmp/custom_audience/} can be asked to do. */
final class AudienceCalls {

    /** So many TikTok tells of at once. */
    static final int MOST_ASKED = 100;

    private static final String BASE = "/dmp/custom_audience/";
    private static final byte[] NO_BODY = new byte[0];

    private final TikTokApi api;
    private final TikTokApi once;
    private final AudienceSearch search;

    /**
     * @param once calls only once what must not be done twice
     */
    AudienceCalls(TikTokApi api, TikTokApi once) {
        this.api = api;
        this.once = once;
        this.search = new AudienceSearch(api);
    }

    /** The audiences of an ad account that have that name and are made of files. */
    List<AudienceDetails> filesNamed(String advertiser, String name) throws TikTokException {
        return search.named(advertiser, name, AudienceDetails.FILE);
    }

    /**
     * Those of these audiences that TikTok knows, by id.
     *
     * @param ids at most {@link #MOST_ASKED}
     */
    Map<String, AudienceDetails> details(String advertiser, List<String> ids)
            throws TikTokException {
        ArrayNode wanted = JsonNodeFactory.instance.arrayNode();
        ids.forEach(wanted::add);
        JsonNode data =
                api.call(
                                TikTokRequest.get(
                                        BASE + "get/",
                                        Map.of(
                                                "advertiser_id",
                                                advertiser,
                                                "custom_audience_ids",
                                                wanted,
                                                "history_size",
                                                1)))
                        .data();
        Map<String, AudienceDetails> found = new LinkedHashMap<>();
        for (JsonNode each : data.path("list")) {
            AudienceDetails audience = AudienceDetails.of(each.path("audience_details"));
            found.put(audience.id(), audience);
        }
        return found;
    }

    /** Uploads a file and gives the name under which TikTok keeps it for a while. */
    String upload(FileForm form) throws TikTokException {
        return api.upload(TikTokRequest.post(BASE + "file/upload/", NO_BODY), form)
                .data()
                .path("file_path")
                .asText();
    }

    /**
     * Makes an audience and gives its id; a call without an answer may have made it all the same.
     */
    String create(String advertiser, String name, MatchField field, List<String> files)
            throws TikTokException {
        ObjectNode body = body(advertiser, files);
        body.put("custom_audience_name", name).put("calculate_type", field.name());
        return once.call(TikTokRequest.post(BASE + "create/", body))
                .data()
                .path("custom_audience_id")
                .asText();
    }

    /** Puts the members of the files in the place of those that an audience had. */
    void replace(String advertiser, String audience, List<String> files) throws TikTokException {
        ObjectNode body = body(advertiser, files);
        body.put("custom_audience_id", audience).put("action", "REPLACE");
        api.call(TikTokRequest.post(BASE + "update/", body));
    }

    private static ObjectNode body(String advertiser, List<String> files) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("advertiser_id", advertiser);
        ArrayNode paths = body.putArray("file_paths");
        files.forEach(paths::add);
        return body;
    }
}
