package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sample leads and events of the demo, from {@code demo/} in the jar. */
final class DemoSamples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoSamples() {}

    /** Submissions of lead forms, by form id, as the sandbox takes them. */
    static Map<String, ArrayNode> leads() throws IOException {
        Map<String, ArrayNode> byForm = new LinkedHashMap<>();
        for (JsonNode sample : read("leads.json")) {
            byForm.computeIfAbsent(
                            sample.path("form").asText(), f -> JsonNodeFactory.instance.arrayNode())
                    .add(sample.path("lead"));
        }
        return byForm;
    }

    /**
     * Commanders Act events: every good sample several times, each time of another shopper, and
     * every bad one once.
     *
     * @param now the events happened in the hours before
     */
    static List<ObjectNode> events(Instant now) throws IOException {
        JsonNode samples = read("commanders-act-events.json");
        List<ObjectNode> events = new ArrayList<>();
        for (int n = 1; n <= samples.path("repeat").asInt(); n++) {
            for (JsonNode good : samples.path("good")) {
                events.add(event(good, events.size(), n, now));
            }
        }
        for (JsonNode bad : samples.path("bad")) {
            events.add(event(bad.path("event"), events.size(), 0, now));
        }
        return events;
    }

    private static ObjectNode event(JsonNode sample, int number, int shopper, Instant now)
            throws IOException {
        String text =
                sample.toString()
                        .replace("{nnn}", String.format(Locale.ROOT, "%03d", shopper))
                        .replace("{n}", "" + shopper);
        ObjectNode event = (ObjectNode) JSON.readTree(text);
        long millis = now.minusSeconds(60L * number).toEpochMilli();
        String id = "demo-" + number;
        if (event.has("properties")) {
            event.put("event_id", id).put("event_timestamp", millis);
        } else {
            ObjectNode context = (ObjectNode) event.get("context");
            context.put("event_id", id);
            if (!context.has("event_timestamp")) {
                context.put("event_timestamp", Long.toString(millis));
            }
        }
        return event;
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream in = DemoSamples.class.getResourceAsStream("/demo/" + name)) {
            return JSON.readTree(in);
        }
    }
}
