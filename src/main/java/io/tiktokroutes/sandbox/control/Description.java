package io.tiktokroutes.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Gate;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Accounts;
import io.tiktokroutes.sandbox.world.Tokens;
import io.tiktokroutes.sandbox.world.World;

/** {@code GET /_sandbox/}: the ids, tokens and addresses somebody needs to begin. */
public final class Description {

    private Description() {}

    public static void addTo(Routes routes, Accounts accounts, Tokens tokens, String url) {
        Control.add(routes, "GET", "/", call -> describe(call, routes, accounts, tokens, url));
    }

    private static Reply describe(
            Call call, Routes routes, Accounts accounts, Tokens tokens, String url) {
        ObjectNode world = Json.object();
        world.put("what", "sandbox of TikTok's Business API v1.3, of CDP 365 and of Segment");
        world.put("now", call.at().toString());
        world.putObject("urls")
                .put("tiktok", url + Gate.API)
                .put("consent", url + "/portal/auth")
                .put("cdp", url + "/cdp")
                .put("segment", url + "/segment")
                .put("control", url + "/_sandbox/");
        ObjectNode tiktok = world.putObject("tiktok");
        tiktok.put("access_token", World.ACCESS_TOKEN);
        tiktok.put("app_id", World.APP_ID).put("app_secret", World.APP_SECRET);
        ArrayNode advertisers = tiktok.putArray("advertisers");
        accounts.all()
                .forEach(
                        a ->
                                advertisers
                                        .addObject()
                                        .put("advertiser_id", a.id())
                                        .put("name", a.name())
                                        .put("timezone", a.zone().getId())
                                        .put("currency", a.currency())
                                        .put("granted", tokens.grants(World.ACCESS_TOKEN, a.id())));
        tiktok.put("pixel_code", World.PIXEL_CODE);
        tiktok.put("offline_event_set_id", World.EVENT_SET_ID);
        tiktok.put("crm_event_set_id", World.CRM_EVENT_SET_ID);
        tiktok.put("tiktok_app_id", World.TIKTOK_APP_ID);
        tiktok.putArray("lead_forms").add(World.FORM_ID).add(World.SECOND_FORM_ID);
        tiktok.put("library_id", World.LIBRARY_ID);
        tiktok.put("library_form", World.LIBRARY_FORM_ID);
        tiktok.put("business_center_id", World.BUSINESS_CENTER_ID);
        world.putObject("cdp")
                .put("portal_id", World.CDP_PORTAL_ID)
                .put("source_id", World.CDP_SOURCE_ID)
                .put("token", World.CDP_TOKEN)
                .put("client_id", World.CDP_CLIENT_ID)
                .put("client_secret", World.CDP_CLIENT_SECRET)
                .putArray("objects")
                .add("customers")
                .add("lead")
                .add("visitor")
                .add("product");
        world.putObject("segment").put("write_key", World.SEGMENT_WRITE_KEY);
        ArrayNode endpoints = world.putArray("endpoints");
        ArrayNode control = world.putArray("control");
        for (Route route : routes.all()) {
            (route.kind() == Route.Kind.CONTROL ? control : endpoints)
                    .add(route.method() + " " + route.path());
        }
        return Reply.json(200, world);
    }
}
