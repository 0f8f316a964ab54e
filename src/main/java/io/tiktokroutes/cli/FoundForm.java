package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One lead form as {@code check} found it.
 *
 * @param ownerKind advertiser_id or library_id
 * @param owner the id of that
 * @param transferred its leads are a library's by now
 */
record FoundForm(
        String id,
        String title,
        String ownerKind,
        String owner,
        boolean published,
        boolean transferred) {

    /**
     * @param form one of the list that TikTok gives
     */
    static FoundForm of(JsonNode form, String ownerKind, String owner) {
        return new FoundForm(
                form.path("page_id").asText(),
                form.path("title").asText(),
                ownerKind,
                owner,
                form.path("status").asText().equals("PUBLISHED"),
                ownerKind.equals("advertiser_id")
                        && form.path("transfer_status").asText().equals("TRANSFERRED"));
    }

    /** As the routes see it: the leads of a transferred form are the library's. */
    boolean givesLeads() {
        return published && !transferred;
    }

    String about() {
        return title
                + ", of "
                + ownerKind.replace("_id", "")
                + " "
                + owner
                + (transferred
                        ? ", moved to a library"
                        : published ? ", published" : ", not published");
    }

    /** How TikTok wants the form named; may be added to. */
    Map<String, Object> query() {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put(ownerKind, owner);
        query.put("page_id", id);
        return query;
    }
}
