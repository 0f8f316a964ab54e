package io.tiktokroutes.sandbox.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Paging;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.World;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the API says about ad accounts and the person (reference, leads 2.4, 2.5). */
public final class AccountEndpoints {

    private static final int MOST = 100;
    private static final int MOST_ASSETS = 50;

    public void addTo(Routes routes) {
        routes.api("GET", "/advertiser/info/", Kind.TOKEN, AccountEndpoints::advertisers);
        routes.api("GET", "/bc/asset/get/", Kind.TOKEN, AccountEndpoints::assets);
        routes.api("GET", "/user/info/", Kind.TOKEN, AccountEndpoints::user);
        // the one path that was seen to work without its slash
        routes.api("GET", "/user/info", Kind.TOKEN, AccountEndpoints::user);
    }

    private static Reply user(Call call) {
        return Reply.ok(
                call,
                Json.object()
                        .put("id", "6900000000000000001")
                        .put("display_name", "Sandbox User")
                        .put("email", "s***@acme.example")
                        .put("create_time", 1700560000));
    }

    private static Reply advertisers(Call call) {
        List<String> ids = list(call, "advertiser_ids");
        if (ids.isEmpty()) {
            throw Refusal.missing("advertiser_ids");
        }
        if (ids.size() > MOST) {
            throw new Refusal(
                    40011, "Invalid value for advertiser_ids: at most " + MOST + " are allowed.");
        }
        List<String> fields = list(call, "fields");
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("list");
        for (String id : ids) {
            ObjectNode all = info(call.token().advertiser(id));
            for (String field : fields) {
                if (!all.has(field) && !field.equals("company_name_editable")) {
                    throw Refusal.invalid("fields", field + " is not a field");
                }
            }
            list.add(fields.isEmpty() ? all : some(all, fields));
        }
        return Reply.ok(call, data);
    }

    private static ObjectNode some(ObjectNode all, List<String> fields) {
        ObjectNode some = Json.object();
        some.set("advertiser_id", all.get("advertiser_id"));
        if (fields.contains("company_name_editable")) {
            return some.put("company_name_editable", false); // asking for it gives nothing else
        }
        Set<String> wanted = Set.copyOf(fields);
        all.properties().stream()
                .filter(field -> wanted.contains(field.getKey()))
                .forEach(field -> some.set(field.getKey(), field.getValue()));
        return some;
    }

    private static ObjectNode info(Advertiser a) {
        ObjectNode one = Json.object();
        one.put("advertiser_id", a.id()).put("name", a.name()).put("company", a.company());
        one.put("status", "STATUS_ENABLE").put("role", "ROLE_ADVERTISER");
        one.put("currency", a.currency()).put("timezone", a.zone().getId());
        one.put("display_timezone", a.displayZone().getId());
        one.put("country", a.country()).put("language", a.language()).put("industry", "290502");
        one.put("advertiser_account_type", "AUCTION").put("balance", 812.40);
        one.put("create_time", 1700560000).putNull("address").put("contacter", "A***");
        one.put("email", "a***@acme.example").put("cellphone_number", "+49 *******12");
        one.put("telephone_number", "").put("description", "").put("license_no", "");
        one.put("license_url", "").put("rejection_reason", "");
        one.put("owner_bc_id", World.BUSINESS_CENTER_ID);
        return one;
    }

    /** Tells administrators of an ad account from others; of assets there are only ad accounts. */
    private static Reply assets(Call call) {
        String center = call.required("bc_id");
        if (!center.equals(World.BUSINESS_CENTER_ID)) {
            throw new Refusal(
                    40001, "You don't have permission to operate this bc:" + center + ".");
        }
        if (!call.required("asset_type").equals("ADVERTISER")) {
            throw Refusal.invalid("asset_type", "must be ADVERTISER (the sandbox has no others)");
        }
        List<String> ids = call.token().advertisers();
        Paging paging = Paging.of(call, MOST_ASSETS, ids.size());
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("list");
        for (String id : paging.cut(ids)) {
            list.addObject()
                    .put("asset_id", id)
                    .put("asset_name", call.token().advertiser(id).name())
                    .put("asset_type", "ADVERTISER")
                    .put("advertiser_role", call.token().admin() ? "ADMIN" : "OPERATOR");
        }
        data.set("page_info", paging.toJson());
        return Reply.ok(call, data);
    }

    private static List<String> list(Call call, String name) {
        String text = call.query(name);
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        try {
            JsonNode array = Json.read(text);
            if (array.isArray()) {
                List<String> values = new ArrayList<>();
                array.forEach(value -> values.add(value.asText()));
                return values;
            }
        } catch (IOException e) {
            // refused below: what is no JSON is no list either
        }
        throw Refusal.invalid(name, "not a valid JSON list");
    }
}
