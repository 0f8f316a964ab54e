package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lists the forms of our ad accounts, and those that the libraries of their Business Centers hold.
 *
 * <p>Source: TikTok's pages "Get pages" and "Get page libraries".
 */
public final class LeadForms {

    /** The most the endpoints give at once. */
    private static final int PAGE_SIZE = 100;

    /** So many pages are asked for, should the answers never say that there are no more. */
    private static final int MOST_PAGES = 1_000;

    /**
     * What was found.
     *
     * @param forms each once, whatever its status; of a form that was transferred, the library's
     * @param unread ad accounts and libraries whose forms cannot be listed, with TikTok's answer
     * @param noLibraries why the libraries cannot be listed, if they cannot; the forms of ad
     *     accounts are complete all the same
     */
    public record Found(
            List<LeadForm> forms,
            Map<FormOwner, TikTokException> unread,
            Optional<TikTokException> noLibraries) {

        /** The form of that id. */
        public Optional<LeadForm> form(String pageId) {
            return forms.stream().filter(form -> form.pageId().equals(pageId)).findFirst();
        }
    }

    private final TikTokApi api;
    private final Advertisers advertisers;

    public LeadForms(TikTokApi api, Advertisers advertisers) {
        this.api = api;
        this.advertisers = advertisers;
    }

    /**
     * All forms there are.
     *
     * @throws TikTokException when not even the ad accounts are known
     */
    public Found list() throws TikTokException {
        Map<String, LeadForm> forms = new LinkedHashMap<>();
        Map<FormOwner, TikTokException> unread = new LinkedHashMap<>();
        List<String> ours = advertisers.ids();
        for (String id : ours) {
            addForms(FormOwner.advertiser(id), forms, unread);
        }
        Optional<TikTokException> noLibraries = Optional.empty();
        List<FormOwner> libraries = new ArrayList<>();
        try {
            eachOf("/page/library/get/", Map.of(), item -> addLibrary(item, ours, libraries));
        } catch (TikTokException e) {
            noLibraries = Optional.of(e);
        }
        libraries.forEach(library -> addForms(library, forms, unread));
        return new Found(List.copyOf(forms.values()), unread, noLibraries);
    }

    private static void addLibrary(JsonNode item, List<String> ours, List<FormOwner> libraries) {
        String advertiserId = item.path("advertiser_id").asText("");
        // the token may see libraries of ad accounts that are none of our business
        if (advertiserId.isEmpty() || ours.contains(advertiserId)) {
            libraries.add(FormOwner.library(item.path("library_id").asText(), advertiserId));
        }
    }

    private void addForms(
            FormOwner owner, Map<String, LeadForm> forms, Map<FormOwner, TikTokException> unread) {
        try {
            eachOf(
                    "/page/get/",
                    owner.and(Map.of("business_type", "LEAD_GEN")),
                    item -> add(form(owner, item), forms));
        } catch (TikTokException e) {
            unread.put(owner, e);
        }
    }

    /** Of a form that two name, the one that can read its leads counts. */
    private static void add(LeadForm form, Map<String, LeadForm> forms) {
        LeadForm other = forms.get(form.pageId());
        if (other == null || other.transferred()) {
            forms.put(form.pageId(), form);
        }
    }

    private static LeadForm form(FormOwner owner, JsonNode item) {
        boolean transferred = item.path("transfer_status").asText().equals("TRANSFERRED");
        return new LeadForm(
                owner,
                item.path("page_id").asText(),
                item.path("title").asText(""),
                item.path("status").asText(""),
                item.path("update_time").asText(""),
                transferred && !owner.isLibrary());
    }

    private void eachOf(String path, Map<String, Object> query, Consumer<JsonNode> item)
            throws TikTokException {
        int pages = 1;
        for (int page = 1; page <= Math.min(pages, MOST_PAGES); page++) {
            Map<String, Object> asked = new LinkedHashMap<>(query);
            asked.put("page", page);
            asked.put("page_size", PAGE_SIZE);
            JsonNode data = api.call(TikTokRequest.get(path, asked)).data();
            data.path("list").forEach(item);
            pages = data.path("page_info").path("total_page").asInt();
        }
    }
}
