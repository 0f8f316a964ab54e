package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells which of some forms belong to whom. */
final class OwnedForms {

    private static final int PAGE_SIZE = 100;

    private final Pages pages;

    OwnedForms(TikTokApi api) {
        this.pages = new Pages(api);
    }

    /** Those of the forms whose leads are the owner's. */
    Set<String> among(Set<String> forms, LeadOwner owner) throws TikTokException {
        Set<String> found = new TreeSet<>();
        Map<String, Object> query =
                Map.of(owner.parameter(), owner.id(), "business_type", "LEAD_GEN");
        for (JsonNode form : pages.all("/page/get/", query, "list", PAGE_SIZE)) {
            // the leads of one that was moved are the library's
            boolean moved = form.path("transfer_status").asText().equals("TRANSFERRED");
            String pageId = form.path("page_id").asText();
            if (forms.contains(pageId) && (owner.library() || !moved)) {
                found.add(pageId);
            }
        }
        return found;
    }
}
