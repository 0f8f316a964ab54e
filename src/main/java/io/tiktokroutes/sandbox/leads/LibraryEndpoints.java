package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Paging;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Token;
import io.tiktokroutes.sandbox.world.World;
import java.util.List;

/** {@code /page/library/*}: forms that belong to a Business Center (reference, leads 3.9). */
public final class LibraryEndpoints {

    private static final int MOST = 100;

    private final Forms forms;

    public LibraryEndpoints(Forms forms) {
        this.forms = forms;
    }

    public void addTo(Routes routes) {
        routes.api("GET", "/page/library/get/", Kind.TOKEN, this::list);
        routes.api("POST", "/page/library/transfer/", Kind.TOKEN, this::transfer);
    }

    /** The libraries that took over an ad account of the token's. */
    private Reply list(Call call) {
        List<Library> seen =
                forms.libraries().stream()
                        .filter(one -> call.token().advertisers().contains(one.advertiserId()))
                        .toList();
        Paging paging = Paging.of(call, MOST, seen.size());
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("list");
        paging.cut(seen).forEach(one -> list.add(one.toJson()));
        data.set("page_info", paging.toJson());
        return Reply.ok(call, data);
    }

    /** For good: there is no way back. */
    private Reply transfer(Call call) {
        Token token = call.token();
        World.Advertiser from = token.advertiser(call.required("advertiser_id"));
        String center = call.required("bc_id");
        if (!token.admin()) {
            throw new Refusal(40001, "No permission to operate advertiser: " + from.id());
        }
        if (!center.equals(World.BUSINESS_CENTER_ID)) {
            throw new Refusal(
                    40001, "You don't have permission to operate this bc:" + center + ".");
        }
        return Reply.ok(call, Json.object().put("library_id", forms.transfer(from, call.at())));
    }
}
