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
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the forms whose leads are wanted: the ones that are named, or all published ones. */
final class LeadForms {

    /** The most the endpoint gives at once. */
    private static final int PAGE_SIZE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(LeadForms.class);

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

    /** The forms of every ad account; one that cannot be read is logged and left out. */
    List<LeadForm> all() throws TikTokException {
        List<LeadForm> forms = new ArrayList<>();
        boolean complete = true;
        for (String advertiserId : advertisers.ids()) {
            try {
                addForms(advertiserId, forms);
            } catch (TikTokException e) {
                LOG.error("the forms of advertiser {}: {}", advertiserId, e.getMessage());
                complete = false;
            }
        }
        Set<String> unknown = new TreeSet<>(wanted);
        forms.forEach(form -> unknown.remove(form.pageId()));
        if (complete && !unknown.isEmpty()) {
            LOG.warn("no ad account has the forms {}; check tiktok.lead-forms", unknown);
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
