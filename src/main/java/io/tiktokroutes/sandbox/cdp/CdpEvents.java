package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.world.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * {@code POST /cdp/event} (reference, formats 1.2): the answer says only that the event was
 * received; whether it was accepted stands in the event log.
 */
final class CdpEvents {

    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final CdpStore store;
    private final CdpEventRules rules;

    CdpEvents(CdpStore store, Settings settings) {
        this.store = store;
        this.rules = new CdpEventRules(store.schemas(), settings);
    }

    Reply receive(Call call) {
        String portal = call.query("portal_id", "");
        String source = call.query("prop_id", "");
        if (!portal.matches("[0-9]+") || !source.matches("[0-9]+")) {
            return Reply.json(
                    400, Json.object().put("message", "portal_id and prop_id are integers"));
        }
        JsonNode body;
        try {
            body = Json.read(call.body());
        } catch (IOException e) {
            return Reply.json(400, Json.object().put("message", "the body is no JSON"));
        }
        String reject = rules.reject(portal, source, body);
        store.log()
                .add(
                        new CdpEventLog.Entry(
                                call.requestId(),
                                call.at(),
                                portal,
                                source,
                                call.query("is_s2s", "false").equals("true"),
                                body,
                                store.schemas()
                                        .event(body.path("ec").asText(), body.path("ea").asText()),
                                reject));
        if (reject == null) {
            writeObjects(body);
        }
        return answer(call, body);
    }

    /** Items and dims become records of their objects, too (reference, formats 1.1). */
    private void writeObjects(JsonNode body) {
        for (JsonNode item : body.path("items")) {
            ObjectNode record = item.deepCopy();
            String object = record.remove("type").asText();
            store.write(object, "insert_all", record);
        }
        for (Map.Entry<String, JsonNode> dim : body.path("dims").properties()) {
            CdpObject object = store.schemas().object(dim.getKey());
            JsonNode id = dim.getValue().path("id");
            JsonNode known = id.isMissingNode() ? dim.getValue().path(object.idInDims()) : id;
            ObjectNode record = dim.getValue().deepCopy();
            store.write(dim.getKey(), "insert_all", record.put("id", known.asText()));
        }
    }

    private static Reply answer(Call call, JsonNode body) {
        ObjectNode session = Json.object();
        session.put("type", "event").put("pv_id", call.requestId());
        session.put("session_id", body.path("sid").asText(call.requestId()));
        session.put("aid", body.path("aid").asText(body.path("uid").asText()));
        session.put("client_id", body.path("uid").asText());
        session.put("is_new_user", false).put("is_new_client", false);
        return switch (call.query("resp_type", "javascript")) {
            case "json" -> Reply.json(200, session);
            case "pixel" -> Reply.of(200, "image/gif", PIXEL);
            case "redirect" ->
                    Reply.text(302, "").with("Location", call.query("redirect_url", "/"));
            default ->
                    Reply.of(
                            200,
                            "application/javascript",
                            ("callback(" + session + ");").getBytes(StandardCharsets.UTF_8));
        };
    }
}
