package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Refusal;

/** Test leads, and {@code /lead/get/} which gives one lead (reference, leads 3.3 and 3.4). */
public final class MockLeads {

    private final LeadStore store;
    private final LeadAccess access;

    public MockLeads(LeadStore store, Forms forms) {
        this.store = store;
        this.access = new LeadAccess(forms);
    }

    public void addTo(Routes routes) {
        routes.api("POST", "/page/lead/mock/create/", Kind.TOKEN, this::create);
        routes.api("GET", "/page/lead/mock/get/", Kind.TOKEN, this::get);
        routes.api("POST", "/page/lead/mock/delete/", Kind.TOKEN, this::delete);
        routes.api("GET", "/lead/get/", Kind.TOKEN, this::latest);
    }

    /** One test lead per form; a second one is refused until the first is deleted. */
    private Reply create(Call call) {
        Form form = form(call);
        Lead lead =
                store.createTest(form)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                40002,
                                                "The page already has a test lead. Please delete it"
                                                        + " first."));
        store.tell(lead);
        return Reply.ok(call, mock(lead));
    }

    private Reply get(Call call) {
        Form form = form(call);
        return Reply.ok(call, store.test(form).map(MockLeads::mock).orElseGet(Json::object));
    }

    private Reply delete(Call call) {
        String owner = access.adminOwner(call);
        // one client's documentation calls the field page_id; both are taken
        String id =
                call.param("lead_id")
                        .or(() -> call.param("page_id"))
                        .orElseThrow(() -> Refusal.missing("lead_id"));
        if (!id.matches("[0-9]{1,19}") || !store.removeTest(Long.parseLong(id), owner)) {
            throw new Refusal(40002, "The test lead " + id + " doesn't exist.");
        }
        return Reply.ok(call, Json.object());
    }

    /**
     * The latest lead, as the predecessor of this endpoint gave it; which one is not documented.
     */
    private Reply latest(Call call) {
        String owner = access.adminOwner(call);
        if (LeadSource.of(call) == LeadSource.DIRECT_MESSAGE) {
            return Reply.ok(call, Json.object());
        }
        Form form = access.form(call.required("page_id"), owner);
        ObjectNode data =
                store.latest(form)
                        .map(
                                lead -> {
                                    ObjectNode one = toJson(lead);
                                    ((ObjectNode) one.get("meta_data"))
                                            .put("create_time", Form.time(lead.created()));
                                    return one;
                                })
                        .orElseGet(Json::object);
        return Reply.ok(call, data);
    }

    private Form form(Call call) {
        if (LeadSource.of(call) == LeadSource.DIRECT_MESSAGE) {
            throw Refusal.invalid(
                    "lead_source", "must be INSTANT_FORM (the sandbox has no direct messages)");
        }
        String owner = access.adminOwner(call);
        return access.form(call.required("page_id"), owner);
    }

    private static ObjectNode mock(Lead lead) {
        ObjectNode data = toJson(lead);
        ((ObjectNode) data.get("meta_data")).put("create_time", lead.created().getEpochSecond());
        return data;
    }

    /** Ids are numbers here, as in TikTok's own sample. */
    private static ObjectNode toJson(Lead lead) {
        ObjectNode data = Json.object();
        ObjectNode answers = data.putObject("lead_data");
        lead.answers().forEach(answers::set);
        Lead.Origin from = lead.origin();
        data.putObject("meta_data")
                .put("lead_source", "INSTANT_FORM")
                .put("lead_id", lead.id())
                .put("page_id", Long.parseLong(lead.form().id()))
                .put("campaign_id", number(from.campaignId()))
                .put("campaign_name", from.campaignName())
                .put("adgroup_id", number(from.groupId()))
                .put("adgroup_name", from.groupName())
                .put("ad_id", number(from.adId()))
                .put("ad_name", from.adName());
        return data;
    }

    /** An id as a number; 0 where there is none. */
    static long number(String id) {
        return id.matches("[0-9]{1,18}|[0-8][0-9]{18}") ? Long.parseLong(id) : 0;
    }
}
