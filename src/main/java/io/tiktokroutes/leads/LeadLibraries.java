package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The libraries that lead forms were moved to. */
final class LeadLibraries {

    private static final int PAGE_SIZE = 100;

    private final Pages pages;

    LeadLibraries(TikTokApi api) {
        this.pages = new Pages(api);
    }

    /**
     * Asks TikTok.
     *
     * @return the libraries the token can see; empty when it may not ask, since most accounts have
     *     none
     * @throws TikTokException when TikTok could not tell, or wants another token
     */
    List<LeadLibrary> all() throws TikTokException {
        List<LeadLibrary> libraries = new ArrayList<>();
        try {
            for (JsonNode each : pages.all("/page/library/get/", Map.of(), "list", PAGE_SIZE)) {
                String id = each.path("library_id").asText();
                if (!id.isEmpty()) {
                    libraries.add(
                            new LeadLibrary(
                                    id,
                                    each.path("advertiser_id").asText(""),
                                    each.path("library_name").asText("")));
                }
            }
        } catch (TikTokException e) {
            if (e.remedy() != Remedy.CONFIGURE && e.remedy() != Remedy.REFUSE) {
                throw e;
            }
            libraries.clear();
        }
        return libraries;
    }
}
