package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** {@code POST …/objects/{object}/records}: the neutral contract of reference, formats 1.8. */
final class CdpRecords {

    private static final int MOST = 100;
    private static final Set<String> MODES =
            Set.of("insert_all", "insert_new", "update_only", "remove");

    private final CdpStore store;
    private final Settings settings;
    private final IdempotencyKeys keys = new IdempotencyKeys();

    CdpRecords(CdpStore store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    void reset() {
        keys.reset();
    }

    /** Carried out at most once per idempotency key; a repeat gets the same answer again. */
    Reply post(Call call) {
        String key = call.header("Idempotency-Key");
        if (key == null || key.isBlank()) {
            return error(call, 400, "the header Idempotency-Key is required");
        }
        return keys.once(call, key, () -> write(call));
    }

    private Reply write(Call call) {
        CdpObject object = store.schemas().object(call.segment("object"));
        if (object == null) {
            return error(call, 404, "there is no object " + call.segment("object"));
        }
        JsonNode body;
        try {
            body = Json.read(call.body());
        } catch (IOException e) {
            return error(call, 400, "the body is no JSON");
        }
        String mode = body.path("write_mode").asText("insert_all");
        JsonNode records = body.path("records");
        if (!MODES.contains(mode)) {
            return error(call, 400, "write_mode is one of " + MODES.stream().sorted().toList());
        }
        if (!records.isArray() || records.isEmpty()) {
            return error(call, 400, "records is a list with at least one record");
        }
        if (records.size() > MOST) {
            return error(call, 413, "at most " + MOST + " records, not " + records.size());
        }
        String unknown = unknown(object, records);
        if (unknown != null) {
            return error(call, 422, "the object " + object.code() + " has no attribute " + unknown);
        }
        ArrayNode rejected = Json.array();
        int accepted = 0;
        for (int i = 0; i < records.size(); i++) {
            ObjectNode reject = reject(object, mode, records.get(i));
            if (reject == null) {
                accepted++;
            } else {
                rejected.add(
                        reject.put("index", i).put("id", records.get(i).path("id").asText(null)));
            }
        }
        int status = rejected.isEmpty() ? 200 : 207;
        ObjectNode answer = Json.object().put("code", status);
        answer.put("message", accepted + " accepted, " + rejected.size() + " rejected");
        answer.put("request_id", call.requestId());
        answer.putObject("data").put("accepted", accepted).set("rejected", rejected);
        return Reply.json(status, answer);
    }

    /** Writes the record, or says why not. */
    private ObjectNode reject(CdpObject object, String mode, JsonNode record) {
        ObjectNode flat = Json.object();
        record.properties().stream()
                .filter(field -> !field.getKey().equals("attributes"))
                .forEach(field -> flat.set(field.getKey(), field.getValue()));
        record.path("attributes").properties().forEach(a -> flat.set(a.getKey(), a.getValue()));
        if (flat.path("id").asText().isEmpty()) {
            return reason("id", "REQUIRED_ATTRIBUTE_MISSING");
        }
        for (CdpAttribute attribute : object.attributes().values()) {
            JsonNode value = flat.path(attribute.code());
            boolean empty = CdpAttribute.isEmpty(value);
            // an update leaves alone what it does not name, so only what is named must be filled
            boolean needed =
                    attribute.required()
                            && (mode.startsWith("insert")
                                    || (mode.equals("update_only") && !value.isMissingNode()));
            if (empty && needed) {
                return reason(attribute.code(), "REQUIRED_ATTRIBUTE_MISSING");
            }
            String wrong = empty ? null : attribute.reason(value);
            if (wrong != null) {
                return reason(attribute.code(), wrong);
            }
        }
        return store.write(object.code(), mode, flat) == CdpStore.Written.MISSING
                ? reason("id", "NOT_FOUND")
                : null;
    }

    private String unknown(CdpObject object, JsonNode records) {
        if (settings.is(Switch.CDP_UNKNOWN_ATTRIBUTES, "accept")) {
            return null;
        }
        for (JsonNode record : records) {
            for (Map.Entry<String, JsonNode> a : record.path("attributes").properties()) {
                if (!object.attributes().containsKey(a.getKey())) {
                    return a.getKey();
                }
            }
            for (Map.Entry<String, JsonNode> field : record.properties()) {
                if (!Set.of("id", "name", "attributes").contains(field.getKey())) {
                    return field.getKey();
                }
            }
        }
        return null;
    }

    private static ObjectNode reason(String attribute, String reason) {
        return Json.object().put("attribute", attribute).put("reason", reason);
    }

    static Reply error(Call call, int status, String message) {
        return Reply.json(
                status,
                Json.object()
                        .put("code", status)
                        .put("message", message)
                        .put("request_id", call.requestId()));
    }
}
