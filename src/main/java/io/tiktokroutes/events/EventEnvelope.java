package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What stands around the events of one request to {@code /event/track/}. */
final class EventEnvelope {

    /** Told to TikTok with every request, as its own tag does. */
    private static final String PARTNER = "tiktok-routes";

    /** A name of the root as a word of its own: {@code lead_event_source} is another field. */
    private static final Pattern FIELD =
            Pattern.compile("\\b(event_source_id|event_source|test_event_code|partner_name)\\b");

    /** So TikTok names a field of one event. */
    private static final Pattern EVENT = Pattern.compile("\\b(data|Batch)\\.\\d+\\b");

    private final String head;

    private EventEnvelope(String head) {
        this.head = head;
    }

    static EventEnvelope of(Map<String, String> settings) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("event_source", settings.getOrDefault("eventSource", "web"));
        root.put("event_source_id", settings.getOrDefault("eventSourceId", ""));
        root.put("partner_name", PARTNER);
        String testEventCode = settings.getOrDefault("testEventCode", "");
        if (!testEventCode.isBlank()) {
            root.put("test_event_code", testEventCode);
        }
        String json = root.toString();
        return new EventEnvelope(json.substring(0, json.length() - 1) + ",\"data\":[");
    }

    byte[] around(List<String> events) {
        int length = head.length() + events.stream().mapToInt(e -> e.length() + 1).sum() + 2;
        StringBuilder body = new StringBuilder(length).append(head);
        for (int i = 0; i < events.size(); i++) {
            body.append(i == 0 ? "" : ",").append(events.get(i));
        }
        return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * True when TikTok's message is about the envelope, which is a setting: then no event is to
     * blame, and halving would refuse them all one by one.
     */
    static boolean isToBlame(String message) {
        return FIELD.matcher(message).find() && !EVENT.matcher(message).find();
    }
}
