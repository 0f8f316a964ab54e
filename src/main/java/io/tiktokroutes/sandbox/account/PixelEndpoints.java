package io.tiktokroutes.sandbox.account;

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
import java.util.List;
import java.util.Set;

/** {@code /pixel/list/}: the pixels of an ad account, of which the first account has one. */
public final class PixelEndpoints {

    private static final int MOST = 20;

    public void addTo(Routes routes) {
        routes.api("GET", "/pixel/list/", Kind.TOKEN, PixelEndpoints::list);
    }

    private static Reply list(Call call) {
        String owner = call.token().advertiser(call.required("advertiser_id")).id();
        String order = call.query("order_by", "EARLIEST_CREATE");
        if (!Set.of("EARLIEST_CREATE", "LATEST_CREATE").contains(order)) {
            throw Refusal.invalid("order_by", "must be one of EARLIEST_CREATE, LATEST_CREATE");
        }
        ObjectNode pixel = pixel();
        boolean wanted =
                owner.equals(World.ADVERTISER_ID)
                        && is(pixel, "pixel_code", call.query("code"))
                        && is(pixel, "pixel_id", call.query("pixel_id"))
                        && pixel.get("pixel_name").asText().contains(call.query("name", ""));
        List<ObjectNode> found = wanted ? List.of(pixel) : List.of();
        Paging paging = Paging.of(call, MOST, found.size());
        ObjectNode data = Json.object();
        ArrayNode pixels = data.putArray("pixels");
        paging.cut(found).forEach(pixels::add);
        data.set("page_info", paging.toJson());
        return Reply.ok(call, data);
    }

    private static boolean is(ObjectNode pixel, String field, String wanted) {
        return wanted == null || wanted.isEmpty() || pixel.get(field).asText().equals(wanted);
    }

    private static ObjectNode pixel() {
        ObjectNode pixel = Json.object();
        pixel.put("pixel_id", "7302000000000000001").put("pixel_code", World.PIXEL_CODE);
        pixel.put("pixel_name", "Acme Shop").put("pixel_setup_mode", "DEVELOPER");
        pixel.put("create_time", "2023-11-21 09:46:00").put("partner_name", "");
        pixel.putObject("advanced_matching_fields").put("email", true).put("phone_number", true);
        pixel.putObject("asset_ownership")
                .putNull("asset_relation_status")
                .put("ownership_status", true)
                .putNull("owner_bc_id");
        pixel.putArray("events");
        return pixel;
    }
}
