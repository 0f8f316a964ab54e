package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Paging;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.World;
import java.util.List;

/** {@code /page/library/get/}: the libraries of Business Centers (reference, leads 3.9). */
public final class LibraryEndpoints {

    public void addTo(Routes routes) {
        routes.api("GET", "/page/library/get/", Kind.TOKEN, LibraryEndpoints::list);
    }

    private static Reply list(Call call) {
        Paging paging = Paging.of(call, 100, 1);
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("list");
        paging.cut(List.of(World.LIBRARY_ID))
                .forEach(
                        id ->
                                list.addObject()
                                        .put("library_id", id)
                                        .put("library_name", "Acme forms")
                                        .put("advertiser_id", World.ADVERTISER_ID)
                                        .put("create_time", "2025-11-03 09:00:00")
                                        .put("update_time", "2025-11-03 09:00:00"));
        data.set("page_info", paging.toJson());
        return Reply.ok(call, data);
    }
}
