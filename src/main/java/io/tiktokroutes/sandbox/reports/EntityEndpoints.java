package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Paging;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.reports.Campaign.Ad;
import io.tiktokroutes.sandbox.reports.Campaign.AdGroup;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.World;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.util.ArrayList;
import java.util.List;

/** Lists of campaigns, ad groups and ads (reference, leads 5). */
public final class EntityEndpoints {

    private static final int MOST = 1000;

    private final Settings settings;
    private final Catalog catalog;

    public EntityEndpoints(Settings settings, Catalog catalog) {
        this.settings = settings;
        this.catalog = catalog;
    }

    public void addTo(Routes routes) {
        routes.api("GET", "/campaign/get/", Kind.TOKEN, call -> list(call, 1));
        routes.api("GET", "/adgroup/get/", Kind.TOKEN, call -> list(call, 2));
        routes.api("GET", "/ad/get/", Kind.TOKEN, call -> list(call, 3));
    }

    private Reply list(Call call, int level) {
        Asked asked = new Asked(call, false);
        Advertiser advertiser = call.token().advertiser(asked.required("advertiser_id"));
        List<String> fields = texts(asked, "fields");
        List<String> excluded = texts(asked, "exclude_field_types_in_response");
        if (!List.of("NULL_FIELD").containsAll(excluded)) {
            throw Refusal.invalid("exclude_field_types_in_response", "must be one of NULL_FIELD");
        }
        JsonNode filtering = asked.json("filtering");
        boolean none = filtering != null && filtering.isMissingNode();
        EntityFilter filter =
                EntityFilter.of(
                        none ? Json.object() : filtering,
                        level,
                        settings.on(Switch.ADS_MODIFIED_AFTER));
        List<Subject> found = new ArrayList<>();
        for (Campaign campaign : catalog.of(advertiser.id())) {
            for (Subject one : under(new Subject(advertiser, campaign, null, null), level)) {
                if (filter.passes(one)) {
                    found.add(one);
                }
            }
        }
        Paging paging = Paging.of(call, MOST, found.size());
        known(fields, level);
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("list");
        for (Subject one : paging.cut(found)) {
            list.add(shown(one, fields, !excluded.isEmpty()));
        }
        data.set("page_info", paging.toJson());
        return Reply.ok(call, data);
    }

    /** What lies at this level under a campaign. */
    private static List<Subject> under(Subject campaign, int level) {
        if (level == 1) {
            return List.of(campaign);
        }
        List<Subject> found = new ArrayList<>();
        for (AdGroup group : campaign.campaign().adGroups()) {
            Subject of = new Subject(campaign.advertiser(), campaign.campaign(), group, null);
            if (level == 2) {
                found.add(of);
                continue;
            }
            for (Ad ad : group.ads()) {
                found.add(new Subject(of.advertiser(), of.campaign(), group, ad));
            }
        }
        return found;
    }

    private ObjectNode shown(Subject one, List<String> fields, boolean withoutNulls) {
        ObjectNode all = Entities.json(one);
        if (one.level() == 3 && settings.on(Switch.ADS_WITHOUT_MODIFY_TIME)) {
            all.remove("modify_time");
        }
        if (!fields.isEmpty()) {
            all.retain(fields);
        }
        if (withoutNulls) {
            all.properties().removeIf(field -> field.getValue().isNull());
        }
        return all;
    }

    /** A field that does not exist refuses the whole call, which was seen. */
    private static void known(List<String> fields, int level) {
        if (fields.isEmpty()) {
            return;
        }
        Campaign any = Plans.of(World.ADVERTISER_ID).get(0);
        Subject campaign = new Subject(World.ADVERTISERS.get(0), any, null, null);
        ObjectNode all = Entities.json(under(campaign, level).get(0));
        for (String field : fields) {
            if (!all.has(field)) {
                throw Refusal.invalid("fields", field + " is not a field");
            }
        }
    }

    private static List<String> texts(Asked asked, String name) {
        List<String> texts = asked.list(name, List.of());
        if (texts == null) {
            throw Refusal.invalid(name, "not a valid JSON list");
        }
        return texts;
    }
}
