package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.Ports;
import io.tiktokroutes.mapping.Mapped;
import io.tiktokroutes.mapping.Mapping;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the demo sends is, field for field, what the mappings make of the samples. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoFieldsIT {

    /** Orders and visits, which come out of tables. */
    private static final Pattern OF_SHOP = Pattern.compile("O-\\d+/[a-z]+|V-\\d+");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the sinks hand to a mapping as settings.*; see the route files. */
    private static final Map<String, String> SINK = Map.of("triggerJourney", "true");

    private Program demo;
    private String sandbox;
    private Mappings mappings;
    private List<ObjectNode> leads;

    @BeforeAll
    void run(@TempDir Path folder) throws Exception {
        int port = Ports.free();
        sandbox = "http://127.0.0.1:" + port;
        demo = new Place(folder).start("demo", "--sandbox-port", "" + port);
        demo.awaitOutput("It stays up until you press Ctrl-C");
        Properties defaults = new Properties();
        try (InputStream in = Sandbox.class.getResourceAsStream("/application.properties")) {
            defaults.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        mappings =
                new Mappings(
                        Path.of("mappings"),
                        name -> {
                            String value = defaults.getProperty(name, "");
                            return value.isEmpty() ? null : value;
                        });
        mappings.load();
        leads = ExportedLeads.of(sandbox);
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    /** What a mapping makes of payloads, by an id; what it skips or refuses is left out. */
    private Map<String, JsonNode> mapped(String name, List<ObjectNode> payloads, String id)
            throws Exception {
        Mapping mapping = mappings.get(name);
        Map<String, JsonNode> all = new TreeMap<>();
        for (ObjectNode payload : payloads) {
            if (mapping.apply(payload, SINK) instanceof Mapped.Payload made) {
                JsonNode asSent = JSON.readTree(made.payload().toString());
                all.put(asSent.at(id).asText(), asSent);
            }
        }
        return all;
    }

    private List<JsonNode> received(String path, String list) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        Web.get(sandbox + "/_sandbox/received/" + path + "?limit=10000")
                .path(list)
                .forEach(all::add);
        return all;
    }

    @Test
    void eventsReachTikTokAsMapped() throws Exception {
        Map<String, JsonNode> received = new TreeMap<>();
        int ofShop = 0;
        for (JsonNode event : received("events", "events")) {
            String id = event.path("event_id").asText();
            if (OF_SHOP.matcher(id).matches()) {
                ofShop++; // ShopDraftsTest looks at these
                continue;
            }
            boolean offline = id.startsWith("demo-till-");
            assertThat(event.path("event_source").asText())
                    .as(id)
                    .isEqualTo(offline ? "offline" : "web");
            assertThat(event.path("event_source_id").asText())
                    .as(id)
                    .isEqualTo(offline ? Sandbox.EVENT_SET_ID : Sandbox.PIXEL_CODE);
            received.put(id, event.path("payload"));
        }
        assertThat(ofShop).isEqualTo(56 + 36);
        // the samples are stamped when the demo starts: the first of them tells when that was
        JsonNode first = received.get(idOfFirstSample());
        Instant start = Instant.ofEpochSecond(first.path("event_time").asLong());
        Map<String, JsonNode> expected =
                mapped("commanders-act-to-tiktok-event", DemoSamples.events(start), "/event_id");
        List<ObjectNode> batched = new ArrayList<>();
        for (ObjectNode batch : DemoSamples.batches(start)) {
            for (JsonNode event : batch.path("events")) {
                ObjectNode alone = batch.deepCopy();
                alone.remove("events");
                alone.set("event", event);
                batched.add(alone);
            }
        }
        expected.putAll(mapped("mparticle-to-tiktok-event", batched, "/event_id"));
        expected.putAll(mapped("segment-to-tiktok-event", DemoSamples.calls(start), "/event_id"));
        expected.putAll(
                mapped(
                        "warehouse-row-to-tiktok-offline-event",
                        DemoSamples.rows(start),
                        "/event_id"));
        // these pass the mapping, and the rules behind it or TikTok itself refuse them
        Map<String, JsonNode> refused = new TreeMap<>(expected);
        refused.keySet().removeAll(received.keySet());
        assertThat(refused).hasSize(7);
        assertThat(received).hasSize(300 + 40 + 30 + 20);
        received.forEach(
                (id, event) ->
                        assertThat(event.equals(DemoFieldsIT::compare, expected.get(id)))
                                .as(id + ": " + event + " expected: " + expected.get(id))
                                .isTrue());
    }

    /** 25 and 25.0 are the same number. */
    private static int compare(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    }

    private String idOfFirstSample() throws Exception {
        ObjectNode sample = DemoSamples.events(Instant.now()).get(0);
        return mapped("commanders-act-to-tiktok-event", List.of(sample), "/event_id")
                .keySet()
                .iterator()
                .next();
    }

    @Test
    void leadsReachTheCdpAsEvents() throws Exception {
        Map<String, JsonNode> received = new TreeMap<>();
        for (JsonNode event : received("cdp-events", "events")) {
            assertThat(event.path("accepted").asBoolean()).isTrue();
            assertThat(event.path("portal_id").asText()).isEqualTo(Sandbox.CDP_PORTAL_ID);
            assertThat(event.path("prop_id").asText()).isEqualTo(Sandbox.CDP_SOURCE_ID);
            JsonNode body = event.path("event");
            received.put(body.at("/extra/id").asText(), body);
        }
        Map<String, JsonNode> expected = mapped("tiktok-lead-to-submit-lead", leads, "/extra/id");
        assertThat(received).hasSize(16).isEqualTo(expected);
    }

    @Test
    void leadsReachTheCdpAsCustomers() throws Exception {
        Map<String, JsonNode> expected = mapped("tiktok-lead-to-customer", leads, "/id");
        assertThat(expected).hasSize(15);
        Map<String, JsonNode> received = new TreeMap<>();
        for (JsonNode customer : received("cdp-objects/customers", "records")) {
            received.put(customer.path("id").asText(), customer);
        }
        assertThat(received.keySet()).containsAll(expected.keySet());
        expected.forEach(
                (id, customer) -> {
                    // the CDP shows attributes beside id and name; the event before added others
                    ObjectNode record = customer.deepCopy();
                    record.setAll((ObjectNode) record.remove("attributes"));
                    record.properties()
                            .forEach(
                                    field ->
                                            assertThat(received.get(id).get(field.getKey()))
                                                    .as(id + " " + field.getKey())
                                                    .isEqualTo(field.getValue()));
                });
    }
}
