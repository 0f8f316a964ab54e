package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import java.net.URI;

/**
 * Somebody who wants to be told of leads.
 *
 * @param owner ad account or library
 * @param library whether the owner is a library
 * @param pageId one form only, or null for all of the owner
 */
record Subscription(
        String id,
        String appId,
        String secret,
        URI callback,
        String token,
        String owner,
        boolean library,
        String pageId) {

    boolean wants(Lead lead) {
        Form form = lead.form();
        return form.seenBy(owner) && (pageId == null || pageId.equals(form.id()));
    }

    ObjectNode toJson() {
        ObjectNode one = Json.object();
        one.put("app_id", appId).put("subscription_id", id).put("subscribe_entity", "LEAD");
        one.put("callback_url", callback.toString());
        ObjectNode detail = one.putObject("subscription_detail");
        detail.put("access_token", token).put("lead_source", "INSTANT_FORM");
        detail.put(library ? "library_id" : "advertiser_id", owner);
        if (pageId != null) {
            detail.put("page_id", pageId);
        }
        return one;
    }
}
