package io.tiktokroutes.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Endpoint;
import io.tiktokroutes.sandbox.http.Gate;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.reports.GivenRows;
import io.tiktokroutes.sandbox.world.Accounts;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.World;
import java.util.List;

/**
 * Control endpoints that change the sandbox. What they refuse they refuse with 400 and a reason.
 */
public final class Control {

    private static final String BASE = "/_sandbox";

    private final Gate gate;
    private final Settings settings;
    private final Accounts accounts;
    private final GivenRows rows;
    private final Runnable reset;

    public Control(
            Gate gate, Settings settings, Accounts accounts, GivenRows rows, Runnable reset) {
        this.gate = gate;
        this.accounts = accounts;
        this.settings = settings;
        this.rows = rows;
        this.reset = reset;
    }

    public void addTo(Routes routes) {
        add(routes, "PUT", "/report/rows", this::putRows);
        add(routes, "DELETE", "/report/rows", this::deleteRows);
        add(routes, "POST", "/faults", this::fault);
        add(routes, "GET", "/faults", call -> Reply.json(200, gate.faults().toJson()));
        add(routes, "DELETE", "/faults", this::clearFaults);
        add(routes, "POST", "/settings", this::set);
        add(routes, "GET", "/settings", call -> Reply.json(200, settings.toJson()));
        add(routes, "POST", "/reset", this::reset);
    }

    /** A control endpoint: what the user got wrong becomes one sentence under 400. */
    static void add(Routes routes, String method, String path, Endpoint endpoint) {
        routes.add(
                method,
                BASE + path,
                Kind.CONTROL,
                call -> {
                    try {
                        return endpoint.answer(call);
                    } catch (IllegalArgumentException | Refusal e) {
                        return Reply.json(400, Json.object().put("error", e.getMessage()));
                    }
                });
    }

    /** A list of rows, or anything that holds one as rows, list or data.list. */
    private Reply putRows(Call call) {
        JsonNode body = call.json();
        JsonNode list = body.isArray() ? body : body.path("rows");
        list = list.isMissingNode() ? body.path("list") : list;
        list = list.isMissingNode() ? body.path("data").path("list") : list;
        if (!list.isArray()) {
            throw new IllegalArgumentException(
                    "the body is a list of rows, or an object with rows, list or data.list");
        }
        String advertiser = advertiser(call);
        rows.put(advertiser, list);
        return Reply.json(
                200, Json.object().put("advertiser_id", advertiser).put("rows", list.size()));
    }

    private Reply deleteRows(Call call) {
        rows.remove(advertiser(call));
        return done();
    }

    private String advertiser(Call call) {
        JsonNode body = call.jsonOrMissing();
        String id = call.query("advertiser_id", body.path("advertiser_id").asText(""));
        id = id.isEmpty() ? World.ADVERTISER_ID : id;
        if (accounts.find(id).isEmpty()) {
            throw new IllegalArgumentException("there is no advertiser " + id);
        }
        return id;
    }

    private Reply fault(Call call) {
        JsonNode body = call.json();
        (body.isArray() ? body : List.of(body)).forEach(gate.faults()::order);
        return Reply.json(200, gate.faults().toJson());
    }

    private Reply clearFaults(Call call) {
        gate.faults().clear();
        return done();
    }

    private Reply set(Call call) {
        settings.set(call.json());
        return Reply.json(200, settings.toJson());
    }

    private Reply reset(Call call) {
        reset.run();
        return done();
    }

    static Reply done() {
        return Reply.json(200, Json.object().put("ok", true));
    }
}
