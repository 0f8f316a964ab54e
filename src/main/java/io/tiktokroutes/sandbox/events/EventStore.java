package io.tiktokroutes.sandbox.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What was received: counters for all of it, keys for 48 hours, whole events for the last ones. */
public final class EventStore {

    private static final long MOST_BYTES = 64L << 20;

    private final Settings settings;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private SeenKeys seen = new SeenKeys();
    private long keptBytes;
    private long accepted;
    private long duplicate;
    private long refused;
    private long withoutId;
    private long test;
    private long noted;

    public EventStore(Settings settings) {
        this.settings = settings;
    }

    public synchronized void reset() {
        kept.clear();
        seen = new SeenKeys();
        keptBytes = 0;
        accepted = 0;
        duplicate = 0;
        refused = 0;
        withoutId = 0;
        test = 0;
        noted = 0;
    }

    /** One request's worth of events. */
    record Origin(
            String path,
            Source source,
            String sourceId,
            String testCode,
            Instant at,
            String requestId) {}

    /**
     * Takes events that passed, or in lenient mode did not: then the problem stands beside them.
     */
    synchronized void accept(Origin from, List<EventBody.Item> items, List<String> problems) {
        for (int i = 0; i < items.size(); i++) {
            EventBody.Item item = items.get(i);
            String problem = problems.get(i);
            String event = item.event().path("event").asText();
            String id = item.event().path("event_id").asText("");
            boolean again = false;
            if (problem != null) {
                noted++;
            } else {
                accepted++;
                if (from.testCode() != null) {
                    test++;
                }
                if (id.isEmpty()) {
                    withoutId++; // without an id nothing is deduplicated
                } else {
                    again =
                            !seen.first(
                                    from.sourceId(),
                                    event,
                                    id,
                                    from.testCode() != null,
                                    from.at().getEpochSecond());
                    duplicate += again ? 1 : 0;
                }
            }
            keep(
                    new Kept(
                            from.path(),
                            from.source(),
                            from.sourceId(),
                            from.testCode(),
                            from.at(),
                            from.requestId(),
                            event,
                            id,
                            again,
                            problem,
                            item));
        }
    }

    synchronized void refuse(int events) {
        refused += events;
    }

    private void keep(Kept event) {
        // the parsed form is not needed again, and is several times the size of the text
        kept.addLast(event.withoutTree());
        keptBytes += event.bytes();
        long most = settings.number(Switch.EVENTS_KEEP);
        while (!kept.isEmpty() && (kept.size() > most || keptBytes > MOST_BYTES)) {
            keptBytes -= kept.removeFirst().bytes();
        }
    }

    public synchronized ObjectNode counts() {
        return Json.object()
                .put("accepted", accepted)
                .put("unique", accepted - duplicate)
                .put("duplicate", duplicate)
                .put("refused", refused)
                .put("without_id", withoutId)
                .put("test", test)
                .put("noted", noted)
                .put("kept", kept.size())
                .put("kept_bytes", keptBytes)
                .put("keys", seen.size());
    }

    /** Writes one line per unique event id; see {@link SeenKeys#writeIds}. */
    public void writeIds(OutputStream out, String sourceId, String event) throws IOException {
        SeenKeys now;
        synchronized (this) {
            now = seen;
        }
        now.writeIds(out, sourceId, event);
    }

    /**
     * Writes kept events, oldest first.
     *
     * @param eventId only with this id, or null
     * @param event only of this name, or null
     * @param sourceId only of this source, or null
     */
    public void write(
            OutputStream out, String eventId, String event, String sourceId, int limit, int offset)
            throws IOException {
        List<Kept> all;
        synchronized (this) {
            all = List.copyOf(kept);
        }
        List<Kept> found =
                all.stream()
                        .filter(k -> eventId == null || eventId.equals(k.eventId()))
                        .filter(k -> event == null || event.equals(k.event()))
                        .filter(k -> sourceId == null || sourceId.equals(k.sourceId()))
                        .toList();
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("total", found.size());
            json.writeArrayFieldStart("events");
            for (Kept one : found.stream().skip(offset).limit(limit).toList()) {
                one.write(json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
