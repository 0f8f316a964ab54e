package io.tiktokroutes.sandbox.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * {@code POST /segment/v1/batch}, {@code identify} and {@code track}.
 *
 * <p>As Segment documents it: 400 for what is no JSON or too large; 200 for everything else, and
 * calls without a person, an event or room in the batch are dropped in silence. A wrong write key
 * is answered 401, as RudderStack does.
 */
public final class SegmentEndpoints {

    private static final String BASE = "/segment/v1/";
    private static final int MOST_BYTES = 500 << 10;
    private static final int MOST_CALL_BYTES = 32 << 10;
    private static final int MOST_CALLS = 2500;
    private static final int LONGEST_ID = 100;
    private static final Set<String> TYPES =
            Set.of("identify", "track", "page", "screen", "group", "alias");

    private final SegmentStore store;

    public SegmentEndpoints(SegmentStore store) {
        this.store = store;
    }

    public void addTo(Routes routes) {
        routes.add("POST", BASE + "batch", Kind.OPEN, this::batch);
        for (String type : new String[] {"identify", "track"}) {
            routes.add("POST", BASE + type, Kind.OPEN, call -> single(call, type));
        }
    }

    private Reply batch(Call call) {
        if (!isAllowed(call)) {
            return refused(401, "Invalid write key");
        }
        if (call.body().length > MOST_BYTES) {
            return refused(400, "Exceed payload limit");
        }
        JsonNode body = body(call);
        if (body == null || !body.path("batch").isArray() || body.path("batch").isEmpty()) {
            return refused(400, "malformed JSON");
        }
        for (JsonNode one : body.path("batch")) {
            if (size(one) > MOST_CALL_BYTES) {
                return refused(400, "Exceed message limit");
            }
        }
        int place = 0;
        for (JsonNode one : body.path("batch")) {
            String type = one.path("type").asText("");
            store.add(call, one, place++ < MOST_CALLS ? reject(type, one) : "too_many_calls");
        }
        return success();
    }

    private Reply single(Call call, String type) {
        if (!isAllowed(call)) {
            return refused(401, "Invalid write key");
        }
        if (call.body().length > MOST_CALL_BYTES) {
            return refused(400, "Exceed payload limit");
        }
        if (!(body(call) instanceof ObjectNode one)) {
            return refused(400, "malformed JSON");
        }
        one.put("type", type);
        store.add(call, one, reject(type, one));
        return success();
    }

    /** Why Segment's debugger would show the call among the dropped ones, or null. */
    private static String reject(String type, JsonNode call) {
        if (!TYPES.contains(type)) {
            return "unknown_type";
        }
        if (call.path("userId").asText("").isEmpty()
                && call.path("anonymousId").asText("").isEmpty()) {
            return "no_user_anon_id";
        }
        if (type.equals("track") && call.path("event").asText("").isEmpty()) {
            return "no_event";
        }
        return call.path("messageId").asText("").length() > LONGEST_ID
                ? "message_id_too_long"
                : null;
    }

    private static boolean isAllowed(Call call) {
        String user = World.SEGMENT_WRITE_KEY + ":";
        String wanted = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return ("Basic " + wanted).equals(call.header("Authorization"));
    }

    private static JsonNode body(Call call) {
        try {
            return Json.read(call.body());
        } catch (IOException e) {
            return null;
        }
    }

    private static int size(JsonNode call) {
        return Json.bytes(call).length;
    }

    private static Reply success() {
        return Reply.json(200, Json.object().put("success", true));
    }

    private static Reply refused(int status, String message) {
        return Reply.json(status, Json.object().put("success", false).put("message", message));
    }
}
