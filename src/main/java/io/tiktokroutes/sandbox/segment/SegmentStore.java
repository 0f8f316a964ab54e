package io.tiktokroutes.sandbox.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** The calls that Segment was given: what its debugger would show, and what it knows again. */
public final class SegmentStore {

    /** Segment keeps the ids of calls for at least that long. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private static final int MOST_CALLS = 20_000;
    private static final int MOST_IDS = 1_000_000;

    private final Deque<ObjectNode> calls = new ArrayDeque<>();
    private final Map<String, Instant> ids = new LinkedHashMap<>();
    private long received;
    private long duplicates;
    private long rejected;

    public synchronized void reset() {
        calls.clear();
        ids.clear();
        received = 0;
        duplicates = 0;
        rejected = 0;
    }

    /**
     * Keeps one call.
     *
     * @param reject why Segment drops it, which it tells nobody but its debugger; null when it does
     *     not
     */
    synchronized void add(Call request, JsonNode call, String reject) {
        String id = call.path("messageId").asText("");
        boolean duplicate = reject == null && isKnown(id, request.at());
        received++;
        duplicates += duplicate ? 1 : 0;
        rejected += reject == null ? 0 : 1;
        ObjectNode kept = Json.object();
        kept.put("received_at", request.at().toString()).put("request_id", request.requestId());
        kept.put("accepted", reject == null).put("reject_reason", reject);
        kept.put("duplicate", duplicate).set("call", call);
        calls.addLast(kept);
        if (calls.size() > MOST_CALLS) {
            calls.removeFirst();
        }
    }

    private boolean isKnown(String id, Instant now) {
        if (id.isEmpty()) {
            return false;
        }
        Instant before = ids.remove(id);
        boolean known = before != null && now.isBefore(before.plus(REMEMBERED));
        ids.put(id, known ? before : now);
        if (ids.size() > MOST_IDS) {
            ids.remove(ids.keySet().iterator().next());
        }
        return known;
    }

    public synchronized ObjectNode counts() {
        return Json.object()
                .put("received", received)
                .put("unique", received - duplicates - rejected)
                .put("duplicate", duplicates)
                .put("rejected", rejected);
    }

    /**
     * The last calls, oldest first.
     *
     * @param type such as track; null for all
     */
    public synchronized ObjectNode calls(String type, int limit, int offset) {
        ObjectNode answer = counts();
        ArrayNode shown = answer.putArray("calls");
        calls.stream()
                .filter(kept -> type == null || type.equals(kept.at("/call/type").asText()))
                .skip(offset)
                .limit(limit)
                .forEach(shown::add);
        return answer;
    }
}
