package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.World;
import java.time.Instant;
import java.util.List;

/** The JSON a webhook carries (reference, leads 3.8). */
final class WebhookBody {

    private static final int LEAD = 1;

    private final Settings settings;

    WebhookBody(Settings settings) {
        this.settings = settings;
    }

    /**
     * @param requestId grows from webhook to webhook
     * @return the text before anything is escaped
     */
    String of(long requestId, List<Lead> leads, Instant now) {
        ObjectNode body = Json.object();
        id(body, "request_id", requestId);
        body.put("object", LEAD).put("time", now.getEpochSecond());
        ArrayNode entries = body.putArray("entry");
        for (Lead lead : leads) {
            Form form = lead.form();
            ObjectNode entry = entries.addObject();
            id(entry, "id", lead.id());
            entry.put("lead_source", "INSTANT_FORM");
            id(entry, "page_id", MockLeads.number(form.id()));
            entry.put("page_name", form.title());
            id(entry, "advertiser_id", MockLeads.number(form.advertiserId()));
            entry.put(
                    "advertiser_name",
                    World.advertiser(form.advertiserId()).map(World.Advertiser::name).orElse(""));
            id(entry, "library_id", MockLeads.number(form.libraryId()));
            id(entry, "campaign_id", MockLeads.number(lead.origin().campaignId()));
            entry.put("campaign_name", lead.origin().campaignName());
            id(entry, "adgroup_id", MockLeads.number(lead.origin().groupId()));
            entry.put("adgroup_name", lead.origin().groupName());
            id(entry, "ad_id", MockLeads.number(lead.origin().adId()));
            entry.put("ad_name", lead.origin().adName());
            entry.put("create_time", lead.created().getEpochSecond());
            ArrayNode changes = entry.putArray("changes");
            lead.answers()
                    .forEach(
                            (key, value) ->
                                    changes.addObject().put("field", key).set("value", value));
        }
        return body.toString();
    }

    private void id(ObjectNode node, String name, long id) {
        if (settings.is(Switch.WEBHOOK_IDS, "string")) {
            node.put(name, Long.toString(id));
        } else {
            node.put(name, id);
        }
    }
}
