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
        List<ObjectNode> events = samples("commanders-act-events.json");
        for (int number = 0; number < events.size(); number++) {
            stamp(events.get(number), "demo-" + number, millis(now, number));
        }
        return events;
    }

    private static void stamp(ObjectNode event, String id, long millis) {
        if (event.has("properties")) {
            event.put("event_id", id).put("event_timestamp", millis);
            return;
        }
        ObjectNode context = (ObjectNode) event.get("context");
        context.put("event_id", id);
        if (!context.has("event_timestamp")) {
            context.put("event_timestamp", Long.toString(millis));
        }
    }

    /** Batches of mParticle; see {@link #events}. */
    static List<ObjectNode> batches(Instant now) throws IOException {
        List<ObjectNode> batches = samples("mparticle-batches.json");
        int number = 0;
        for (ObjectNode batch : batches) {
            for (JsonNode event : batch.path("events")) {
                ((ObjectNode) event.get("data"))
                        .put("source_message_id", "demo-m" + number)
                        .put("timestamp_unixtime_ms", millis(now, number));
                number++;
            }
        }
        return batches;
    }

    /** Calls of a Segment library; see {@link #events}. */
    static List<ObjectNode> calls(Instant now) throws IOException {
        List<ObjectNode> calls = samples("segment-calls.json");
        for (int number = 0; number < calls.size(); number++) {
            Instant time = Instant.ofEpochMilli(millis(now, number));
            calls.get(number).put("messageId", "demo-s" + number).put("timestamp", "" + time);
        }
        return calls;
    }

    /** Offline events, in rows of a shop's till; see {@link #events}. */
    static List<ObjectNode> rows(Instant now) throws IOException {
        List<ObjectNode> rows = samples("offline-rows.json");
        for (int number = 0; number < rows.size(); number++) {
            Instant time = Instant.ofEpochMilli(millis(now, number));
            rows.get(number).put("event_id", "demo-till-" + number).put("event_time", "" + time);
        }
        return rows;
    }

    private static long millis(Instant now, int number) {
        return now.minusSeconds(60L * number).toEpochMilli();
    }

    private static List<ObjectNode> samples(String file) throws IOException {
        JsonNode samples = read(file);
        List<ObjectNode> all = new ArrayList<>();
        for (int n = 1; n <= samples.path("repeat").asInt(); n++) {
            for (JsonNode good : samples.path("good")) {
                all.add(sample(good, n, all.size()));
            }
        }
        for (JsonNode bad : samples.path("bad")) {
            all.add(sample(bad.path("event"), 0, all.size()));
        }
        return all;
    }

    private static ObjectNode sample(JsonNode sample, int shopper, int number) throws IOException {
        String text =
                sample.toString()
                        .replace("{id}", "" + number)
                        .replace("{nnnn}", String.format(Locale.ROOT, "%04d", shopper + 100))
                        .replace("{nnn}", String.format(Locale.ROOT, "%03d", shopper))
                        .replace("{n}", "" + shopper);
        return (ObjectNode) JSON.readTree(text);
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream in = DemoSamples.class.getResourceAsStream("/demo/" + name)) {
            return JSON.readTree(in);
        }
    }
}
