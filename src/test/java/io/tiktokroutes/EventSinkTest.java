package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sink for TikTok events inside a running program: what arrives, and what is refused why. */
class EventSinkTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String INTAKE =
            """
            - route:
                id: intake
                from:
                  uri: kamelet:event-webhook-source
                  parameters:
                    path: intake
                    keyPaths: key,context.event_id,event_key
                  steps:
                    - to:
                        uri: inbox:events
            """;

    private static final String SEND =
            """
            - route:
                id: send
                from:
                  uri: inbox:events
                  parameters:
                    batchSize: 1000
                  steps:
            """;

    @TempDir Path folder;

    private static String sink(String destination, String mapping, String... parameters) {
        StringBuilder sink =
                new StringBuilder(
                        """
                                - to:
                                    uri: kamelet:tiktok-event-sink
                                    parameters:
                                      destination: %s
                                      mapping: %s
                        """
                                .formatted(destination, mapping));
        for (String parameter : parameters) {
            sink.append("              ").append(parameter).append('\n');
        }
        return sink.toString();
    }

    private Running running(String... sinks) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("events.camel.yaml"), INTAKE + SEND + String.join("", sinks));
        return Running.on("H2", folder, Map.of(), routes, mappings()).start();
    }

    /** The shipped mappings, and one that asks for an event mParticle does not allow. */
    private Path mappings() throws Exception {
        Path mappings = folder.resolve("mappings");
        try (Stream<Path> files = Files.walk(Path.of("mappings"))) {
            for (Path file : files.toList()) {
                Files.copy(file, mappings.resolve(Path.of("mappings").relativize(file)));
            }
        }
        Files.writeString(
                mappings.resolve("sign-ups-to-tiktok-event.mapping.yaml"),
                """
                description: mParticle events, sign-ups among them
                extends: mparticle-custom-to-tiktok-event
                rows:
                  - { to: event, value: CompleteRegistration, when: { from: event.data.event_name, is: Signed Up } }
                """);
        return mappings;
    }

    private static void settled(Running running, int records) {
        await().atMost(SOON).until(() -> running.count("select count(*) from ledger") == records);
    }

    private static JsonNode received(Running running) throws Exception {
        return running.control("GET", "/received/events?limit=10000", null).path("events");
    }

    /** A good mParticle batch of one event. */
    private static ObjectNode batch(String key) throws Exception {
        return (ObjectNode)
                Running.JSON.readTree(
                        """
                        {"key":"%1$s","ip":"198.51.100.44","user_identities":{"customer_id":"C-%1$s"},
                         "device_info":{"platform":"web","http_header_user_agent":"Mozilla/5.0"},
                         "consent_state":{"gdpr":{"marketing":{"consented":true}}},
                         "event":{"event_type":"commerce_event",
                           "data":{"source_message_id":"m-%1$s","timestamp_unixtime_ms":1773480413412,
                             "currency_code":"EUR",
                             "product_action":{"action":"purchase","total_amount":12.5,
                               "products":[{"id":"SKU-1","name":"Shoe","price":12.5,"quantity":1}]},
                             "custom_flags":{"TikTok.URL":"https://store.example.com/"}}}}"""
                                .formatted(key));
    }

    /** Each of these spoils a batch for the reason it is listed under. */
    private static Map<String, ObjectNode> spoiled() throws Exception {
        Map<String, ObjectNode> bad = new TreeMap<>();
        for (String reason :
                List.of(
                        "UNMAPPED_EVENT",
                        "CONSENT",
                        "FILTERED",
                        "NOT_WEB",
                        "NO_IDENTIFIER",
                        "MISSING_URL",
                        "INVALID_URL",
                        "MISSING_IP",
                        "MISSING_USER_AGENT",
                        "BAD_TIMESTAMP",
                        "BAD_CURRENCY",
                        "BAD_PHONE",
                        "BAD_EMAIL",
                        "UNKNOWN_EVENT_NAME",
                        "DUPLICATE",
                        "TOO_LARGE",
                        "MALFORMED",
                        "TIKTOK_40002")) {
            bad.put(reason, batch(reason));
        }
        at(bad, "UNMAPPED_EVENT", "/event/data/product_action").put("action", "refund");
        at(bad, "CONSENT", "").remove("consent_state");
        at(bad, "FILTERED", "").put("environment", "development");
        at(bad, "NOT_WEB", "/device_info").put("platform", "iOS");
        at(bad, "NO_IDENTIFIER", "").remove("user_identities");
        at(bad, "MISSING_URL", "/event/data/custom_flags").remove("TikTok.URL");
        at(bad, "INVALID_URL", "/event/data/custom_flags").put("TikTok.URL", "store.example.com");
        at(bad, "MISSING_IP", "").remove("ip");
        at(bad, "MISSING_USER_AGENT", "/device_info").remove("http_header_user_agent");
        at(bad, "BAD_TIMESTAMP", "/event/data").put("timestamp_unixtime_ms", 1773480413);
        at(bad, "BAD_CURRENCY", "/event/data").put("currency_code", "EURO");
        at(bad, "BAD_PHONE", "/user_identities").put("mobile_number", "12");
        at(bad, "BAD_EMAIL", "/user_identities").put("email", "nobody");
        at(bad, "UNKNOWN_EVENT_NAME", "/event").put("event_type", "custom_event");
        at(bad, "UNKNOWN_EVENT_NAME", "/event/data").put("event_name", "Signed Up");
        at(bad, "DUPLICATE", "/event/data").put("source_message_id", "m-good-0");
        at(bad, "TOO_LARGE", "/event/data/product_action/products/0")
                .put("name", "x".repeat(600_000));
        at(bad, "MALFORMED", "/event/data/product_action").put("total_amount", "a lot");
        // only TikTok finds this one
        at(bad, "TIKTOK_40002", "/event/data").put("timestamp_unixtime_ms", 1577836800000L);
        return bad;
    }

    private static ObjectNode at(Map<String, ObjectNode> all, String reason, String pointer) {
        return (ObjectNode) all.get(reason).at(pointer);
    }

    @Test
    @Tag("R-HT-26")
    @Tag("R-HT-80")
    @Tag("X-2")
    void everyReasonInOneBatchAndEveryGoodEventArrives() throws Exception {
        try (Running running =
                running(
                        sink(
                                "tiktok-web",
                                "sign-ups-to-tiktok-event",
                                "consent: marketing",
                                "eventSourceId: \"{{tiktok.pixel-code}}\""))) {
            running.control(
                    "POST", "/settings", Running.JSON.createObjectNode().put("events_age", true));
            long now = Instant.now().toEpochMilli();
            Map<String, ObjectNode> bad = spoiled();
            ArrayNode body = Running.JSON.createArrayNode();
            int good = 0;
            for (Map.Entry<String, ObjectNode> one : bad.entrySet()) {
                ObjectNode before = batch("good-" + good++);
                ((ObjectNode) before.at("/event/data")).put("timestamp_unixtime_ms", now);
                body.add(before);
                if (!one.getKey().equals("BAD_TIMESTAMP") && !one.getKey().equals("TIKTOK_40002")) {
                    at(bad, one.getKey(), "/event/data").put("timestamp_unixtime_ms", now);
                }
                body.add(one.getValue());
            }
            assertThat(running.post("/sources/intake", body).statusCode()).isEqualTo(202);
            settled(running, good + bad.size());

            Map<String, String> reasons = new HashMap<>();
            for (List<Object> row :
                    running.rows("select record_key, outcome, reason from ledger")) {
                reasons.put(row.get(0).toString(), row.get(1) + " " + row.get(2));
            }
            for (int i = 0; i < good; i++) {
                assertThat(reasons.get("good-" + i)).isEqualTo("delivered ");
            }
            List<String> skipped =
                    List.of("UNMAPPED_EVENT", "CONSENT", "FILTERED", "NOT_WEB", "DUPLICATE");
            for (String reason : bad.keySet()) {
                String kind = skipped.contains(reason) ? "skipped " : "refused ";
                assertThat(reasons.get(reason)).isEqualTo(kind + reason);
            }
            assertThat(received(running)).hasSize(good);
            running.awaitNothingWaits();
        }
    }

    private static ObjectNode commandersActEvent(int n) throws Exception {
        String[] names = {"purchase", "add_to_cart", "page_view", "search", "sign_up"};
        ObjectNode event =
                (ObjectNode)
                        Running.JSON.readTree(
                                """
                                {"event_name":"%2$s","id":"O-%1$s","currency":"EUR",
                                 "context":{"event_id":"e-%1$s","event_timestamp":"17734804%3$05d",
                                   "page":{"url":"https://shop.example.com/%1$s?ttclid=E.C.P.page%1$s",
                                           "referrer":"https://shop.example.com/from/%1$s"},
                                   "device":{"ip":"203.0.113.%4$s","user_agent":"Browser/%1$s",
                                             "cookie":"a=b; _ttp=ttp%1$s"}}}"""
                                        .formatted(n, names[n % 5], 10_000 + 37 * n, n % 250));
        if (n % 3 > 0) {
            event.putObject("user")
                    .put("id", "user_" + n)
                    .put("email", "person" + n + "@example.com")
                    .put("phone", "+120255501" + (10 + n % 90));
        }
        if (n % 5 < 2) {
            event.put("value", 10.25 + n);
            ArrayNode items = event.putArray("items");
            for (int i = 0; i <= n % 4; i++) {
                ObjectNode item = items.addObject().put("id", "SKU-" + i).put("quantity", i + 1);
                item.putObject("product").put("price", 3.5 + i);
            }
        }
        if (n % 5 == 3) {
            event.put("search_term", "shoes " + n);
        }
        return event;
    }

    /** Where the two forms have the same fact: 2.0 and 1.0. */
    private static final Map<String, String> SAME_FACTS =
            Map.ofEntries(
                    Map.entry("/event", "/event"),
                    Map.entry("/event_id", "/event_id"),
                    Map.entry("/page/url", "/context/page/url"),
                    Map.entry("/page/referrer", "/context/page/referrer"),
                    Map.entry("/user/ip", "/context/ip"),
                    Map.entry("/user/user_agent", "/context/user_agent"),
                    Map.entry("/user/external_id", "/context/user/external_id"),
                    Map.entry("/user/email", "/context/user/email"),
                    Map.entry("/user/phone", "/context/user/phone_number"),
                    Map.entry("/user/ttp", "/context/user/ttp"),
                    Map.entry("/user/ttclid", "/context/ad/callback"),
                    Map.entry("/properties", "/properties"));

    @Test
    @Tag("R-CA-35")
    @Tag("R-CA-38")
    @Tag("R-CA-39")
    @Tag("R-CA-42")
    @Tag("R-CA-44")
    @Tag("R-CA-46")
    @Tag("R-CA-60")
    @Tag("X-7")
    void bothApisBringTikTokTheSameFacts() throws Exception {
        String pixel = "eventSourceId: \"{{tiktok.pixel-code}}\"";
        String code = "testEventCode: TEST12345";
        String mapping = "commanders-act-to-tiktok-event";
        try (Running running =
                running(
                        sink("current", mapping, pixel, code, "api: \"2.0\""),
                        sink("legacy", mapping, pixel, code, "api: \"1.0\""))) {
            ArrayNode body = Running.JSON.createArrayNode();
            for (int n = 0; n < 500; n++) {
                body.add(commandersActEvent(n));
            }
            assertThat(running.post("/sources/intake", body).statusCode()).isEqualTo(202);
            settled(running, 1000);
            Map<String, JsonNode> current = new HashMap<>();
            Map<String, JsonNode> legacy = new HashMap<>();
            for (JsonNode event : received(running)) {
                String path = event.path("path").asText();
                assertThat(path).isIn("/event/track/", "/pixel/batch/");
                assertThat(event.path("event_source_id").asText()).isEqualTo(Sandbox.PIXEL_CODE);
                assertThat(event.path("test_event_code").asText()).isEqualTo("TEST12345");
                (path.equals("/event/track/") ? current : legacy)
                        .put(event.path("event_id").asText(), event.path("payload"));
            }
            assertThat(current).hasSize(500);
            assertThat(legacy.keySet()).isEqualTo(current.keySet());
            current.forEach((id, event) -> sameFacts(event, legacy.get(id)));
        }
    }

    private static void sameFacts(JsonNode current, JsonNode legacy) {
        SAME_FACTS.forEach(
                (two, one) -> assertThat(legacy.at(one)).as(two).isEqualTo(current.at(two)));
        assertThat(Instant.parse(legacy.path("timestamp").asText()).getEpochSecond())
                .isEqualTo(current.path("event_time").asLong());
        assertThat(leaves(legacy)).as("1.0 has a type besides").isEqualTo(leaves(current) + 1);
    }

    private static int leaves(JsonNode node) {
        int count = node.isContainerNode() ? 0 : 1;
        for (JsonNode child : node) {
            count += leaves(child);
        }
        return count;
    }

    @Test
    @Tag("R-HT-33")
    @Tag("R-HT-34")
    @Tag("R-HT-52")
    void withHashingOffOnlyDigestsLeave() throws Exception {
        String mapping = "warehouse-row-to-tiktok-offline-event";
        String[] offline = {
            "eventSource: offline", "eventSourceId: \"{{tiktok.event-set-id}}\"", "hashing: "
        };
        try (Running running =
                running(
                        sink("hashed", mapping, offline[0], offline[1], offline[2] + "auto"),
                        sink("given", mapping, offline[0], offline[1], offline[2] + "\"off\""))) {
            String row =
                    """
                    {"event_key":"%s","event_name":"Contact","emails":["%s"]}
                    """;
            String digest = "dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679db";
            running.post(
                    "/sources/intake",
                    row.formatted("plain", "jane.doe@example.com")
                            + row.formatted("digest", digest));
            settled(running, 4);
            assertThat(
                            running.rows(
                                    "select destination, record_key, outcome, reason from ledger"
                                            + " order by 1, 2"))
                    .containsExactly(
                            List.of("given", "digest", "delivered", ""),
                            List.of("given", "plain", "refused", "BAD_EMAIL"),
                            List.of("hashed", "digest", "delivered", ""),
                            List.of("hashed", "plain", "delivered", ""));
            assertThat(running.control("GET", "/received/calls", null).toString())
                    .doesNotContain("jane.doe");
            assertThat(running.rows("select detail from ledger").toString())
                    .contains("hashing: off")
                    .doesNotContain("jane.doe");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-HT-35")
    @Tag("R-HT-41")
    void offlineEventsReachTheEventSet(String database) throws Exception {
        try (Running running = Running.posted(database, folder, Map.of()).start()) {
            String row =
                    """
                    {"event_id":"%s","event_name":"%s","event_time":"2026-03-02T10:15:00Z",
                     "email":"Jane.Doe+news@Example.com","phone":"+1 (415) 555-0123",
                     "currency":"EUR","value":"42.00","order_id":"pos-4417",
                     "event_channel":"in_store"}
                    """;
            String body =
                    row.formatted("pos-1", "CompletePayment")
                            + row.formatted("pos-2", "Bought")
                            + row.formatted("pos-3", "PlaceAnOrder").replace("EUR", "EURO");
            assertThat(running.post("/sources/offline-events", body).statusCode()).isEqualTo(202);
            settled(running, 3);
            assertThat(
                            running.rows(
                                    "select destination, record_key, outcome, reason from ledger"
                                            + " order by 2"))
                    .containsExactly(
                            List.of("tiktok-offline", "pos-1", "delivered", ""),
                            List.of("tiktok-offline", "pos-2", "refused", "UNKNOWN_EVENT_NAME"),
                            List.of("tiktok-offline", "pos-3", "refused", "BAD_CURRENCY"));
            JsonNode event = received(running).path(0);
            assertThat(event.path("event_source_id").asText()).isEqualTo(Sandbox.EVENT_SET_ID);
            assertThat(event.at("/payload/user/email/0").asText())
                    .isEqualTo("dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679db");
            assertThat(event.at("/payload/user/phone/0").asText())
                    .isEqualTo("36a2cef4ff9bf7a1abd2a93359136b870393be4106e6c5d19b72ff564f9deca4");
            assertThat(event.at("/payload/event_time").asLong()).isEqualTo(1772446500);
        }
    }

    @Test
    @Tag("R-HT-13")
    @Tag("R-HT-38")
    void rowsOfOneKeyAreOneEventAndTheCallerIsToldOfTheOthers() throws Exception {
        try (Running running = Running.posted("H2", folder, Map.of()).start()) {
            String row =
                    """
                    {"event_id":"%s","event_name":"Contact","email":"jane@example.com",
                     "order_id":"%s"}
                    """;
            String body =
                    row.formatted("same", "a")
                            + row.formatted("same", "b")
                            + row.formatted("other", "c");
            String answer = running.post("/sources/offline-events?verbose=true", body).body();
            JsonNode events = Running.JSON.readTree(answer).path("events");
            assertThat(events.findValuesAsText("verdict"))
                    .containsExactly("accepted", "duplicate", "accepted");
            settled(running, 2);
            assertThat(received(running)).hasSize(2);
            // without an id of its own each row that differs is an event
            String rows = (row.formatted("", "d") + row.formatted("", "e")).replace("\"\"", "null");
            assertThat(running.post("/sources/offline-events", rows).body())
                    .contains("\"accepted\":2");
            settled(running, 4);
            assertThat(received(running)).hasSize(4);
        }
    }
}
