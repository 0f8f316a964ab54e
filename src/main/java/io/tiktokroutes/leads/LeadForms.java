package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the forms whose leads are wanted: the ones that are named, or all published ones. */
final class LeadForms {

    /** The most the endpoint gives at once. */
    private static final int PAGE_SIZE = 100;

    private final TikTokApi api;
    private final Advertisers advertisers;
    private final Set<String> wanted;

    /**
     * @param wanted page ids; empty for all published ones
     */
    LeadForms(TikTokApi api, Advertisers advertisers, Set<String> wanted) {
        this.api = api;
        this.advertisers = advertisers;
        this.wanted = wanted;
    }

    List<LeadForm> all() throws TikTokException {
        List<LeadForm> forms = new ArrayList<>();
        for (String advertiserId : advertisers.ids()) {
            addForms(advertiserId, forms);
        }
        return forms;
    }

    private void addForms(String advertiserId, List<LeadForm> forms) throws TikTokException {
        int page = 1;
        int pages;
        do {
            JsonNode data =
                    api.call(
                                    TikTokRequest.get(
                                            "/page/get/",
                                            Map.of(
                                                    "advertiser_id", advertiserId,
                                                    "business_type", "LEAD_GEN",
                                                    "page", page,
                                                    "page_size", PAGE_SIZE)))
                            .data();
            for (JsonNode form : data.path("list")) {
                // the parameter that filters by status has two names in two sources: filter here
                boolean published =
                        form.path("status").asText().equals("PUBLISHED")
                                // its leads are the library's, and not seen by ad account any more
                                && !form.path("transfer_status").asText().equals("TRANSFERRED");
                String pageId = form.path("page_id").asText();
                if (wanted.isEmpty() ? published : wanted.contains(pageId)) {
                    forms.add(new LeadForm(advertiserId, pageId));
                }
            }
            pages = data.path("page_info").path("total_page").asInt();
        } while (++page <= pages);
    }
}
