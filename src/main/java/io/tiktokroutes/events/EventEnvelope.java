package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the events of one request go to, and what stands around them. */
final class EventEnvelope {

    /** Told to TikTok with every request, as its own tag does. */
    private static final String PARTNER = "tiktok-routes";

    /** A name of the root as a word of its own: {@code lead_event_source} is another field. */
    private static final Pattern FIELD =
            Pattern.compile(
                    "\\b(event_source_id|event_source|pixel_code|event_set_id|test_event_code"
                            + "|partner_name)\\b");

    /** So TikTok names a field of one event. */
    private static final Pattern EVENT = Pattern.compile("\\b(?:data|[Bb]atch)\\.(\\d{1,6})\\b");

    private final String path;
    private final byte[] head;
    private final byte[] opening;
    private final byte[] tail;

    private EventEnvelope(String path, String head, String opening, String tail) {
        this.path = path;
        this.head = head.getBytes(StandardCharsets.UTF_8);
        this.opening = opening.getBytes(StandardCharsets.UTF_8);
        this.tail = tail.getBytes(StandardCharsets.UTF_8);
    }

    static EventEnvelope of(SinkSettings sink) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        boolean offline = sink.isOffline();
        if (!sink.legacy()) {
            root.put("event_source", sink.source()).put("event_source_id", sink.sourceId());
        } else {
            root.put(offline ? "event_set_id" : "pixel_code", sink.sourceId());
        }
        root.put("partner_name", PARTNER);
        if (!sink.testEventCode().isEmpty()) {
            root.put("test_event_code", sink.testEventCode());
        }
        String json = root.toString();
        String open = json.substring(0, json.length() - 1) + ",";
        if (!sink.legacy()) {
            return new EventEnvelope("/event/track/", open + "\"data\":[", "{", "]}");
        }
        String endpoint = offline ? "/offline/" : "/pixel/";
        if (sink.batchSize() == 1) {
            // the fields of the root and those of the event stand side by side
            return new EventEnvelope(endpoint + "track/", "", open, "");
        }
        String item = offline ? "{" : "{\"type\":\"track\",";
        return new EventEnvelope(endpoint + "batch/", open + "\"batch\":[", item, "]}");
    }

    /** The endpoint. */
    String path() {
        return path;
    }

    byte[] around(EventBytes bytes, List<EventBytes.Place> events) {
        return bytes.between(head, opening, events, tail);
    }

    /**
     * True when TikTok's message is about the envelope, which is a setting: then no event is to
     * blame, and looking for one would refuse them all.
     */
    static boolean isToBlame(String message) {
        return FIELD.matcher(message).find() && named(message) < 0;
    }

    /** The place of the event that TikTok's message is about, counted from 0; -1 without one. */
    static int named(String message) {
        Matcher event = EVENT.matcher(message);
        return event.find() ? Integer.parseInt(event.group(1)) : -1;
    }
}
