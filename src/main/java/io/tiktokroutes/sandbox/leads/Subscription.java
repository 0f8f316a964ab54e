package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tiktokroutes.sandbox.http.Json;
import java.net.URI;
import java.util.Map;

/**
 * Somebody who wants to be told of something.
 *
 * @param entity of what; only LEAD ever happens here
 * @param token ends the subscription when it is revoked
 * @param detail what was asked for, as it is listed
 */
record Subscription(
        String id,
        String appId,
        String secret,
        String entity,
        URI callback,
        String token,
        ObjectNode detail) {

    boolean wants(Lead lead) {
        if (!entity.equals("LEAD")
                || detail.path("lead_source").asText().equals("DIRECT_MESSAGE")) {
            return false;
        }
        String owner = detail.path("library_id").asText(detail.path("advertiser_id").asText());
        String page = detail.path("page_id").asText("");
        return lead.form().seenBy(owner) && (page.isEmpty() || page.equals(lead.form().id()));
    }

    /**
     * @param numbers whether ids in the detail are numbers; both were seen
     */
    ObjectNode toJson(boolean numbers) {
        ObjectNode one = Json.object();
        one.put("app_id", appId).put("subscription_id", id).put("subscribe_entity", entity);
        one.put("callback_url", callback.toString());
        ObjectNode shown = one.putObject("subscription_detail");
        for (Map.Entry<String, JsonNode> field : detail.properties()) {
            boolean isId = field.getKey().endsWith("_id");
            shown.set(field.getKey(), isId ? id(field.getValue(), numbers) : field.getValue());
        }
        return one;
    }

    private static JsonNode id(JsonNode id, boolean number) {
        return number
                ? LongNode.valueOf(MockLeads.number(id.asText()))
                : TextNode.valueOf(id.asText());
    }
}
