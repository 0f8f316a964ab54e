package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Endpoint;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Ids;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.World;

/** CDP 365: the vendor's event tracker, and the neutral contract for objects and definitions. */
public final class CdpEndpoints {

    private static final String PORTAL = "/cdp/v1/portals/{portal}";

    private final CdpStore store;
    private final CdpTokens tokens;
    private final CdpEvents events;
    private final CdpRecords records;

    public CdpEndpoints(CdpStore store, Settings settings, Ids ids) {
        this.store = store;
        this.tokens = new CdpTokens(ids);
        this.events = new CdpEvents(store, settings);
        this.records = new CdpRecords(store, settings);
    }

    public void reset() {
        tokens.reset();
        records.reset();
    }

    public void addTo(Routes routes) {
        routes.add("POST", "/cdp/event", Kind.OPEN, events::receive);
        routes.add("POST", "/cdp/oauth/token", Kind.OPEN, tokens::grant);
        routes.add("POST", PORTAL + "/objects/{object}/records", Kind.OPEN, guarded(records::post));
        routes.add(
                "GET",
                PORTAL + "/objects/{object}/attributes",
                Kind.OPEN,
                guarded(this::attributes));
        routes.add("GET", PORTAL + "/sources/{prop}/events", Kind.OPEN, guarded(this::definitions));
    }

    /** Asks for a token, then for the portal. */
    private Endpoint guarded(Endpoint endpoint) {
        return call -> {
            if (!tokens.allows(call)) {
                return CdpRecords.error(
                        call, 401, "the bearer token is missing, unknown or expired");
            }
            if (!World.CDP_PORTAL_ID.equals(call.segment("portal"))) {
                return CdpRecords.error(call, 404, "there is no portal " + call.segment("portal"));
            }
            return endpoint.answer(call);
        };
    }

    private Reply attributes(Call call) {
        CdpObject object = store.schemas().object(call.segment("object"));
        return object == null
                ? CdpRecords.error(call, 404, "there is no object " + call.segment("object"))
                : entries(call, object.toJson());
    }

    private Reply definitions(Call call) {
        if (!World.CDP_SOURCE_ID.equals(call.segment("prop"))) {
            return CdpRecords.error(call, 404, "there is no event source " + call.segment("prop"));
        }
        return entries(call, store.schemas().eventsJson());
    }

    private static Reply entries(Call call, JsonNode entries) {
        ObjectNode answer = Json.object().put("code", 200).put("message", "Success");
        answer.put("request_id", call.requestId());
        answer.putObject("data").set("entries", entries);
        return Reply.json(200, answer);
    }
}
