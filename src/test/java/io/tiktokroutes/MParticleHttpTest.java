package io.tiktokroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** mParticle posts to the running program, and its events reach TikTok or have a reason. */
class MParticleHttpTest {

    private static final String SOURCE = "/sources/mparticle";
    private static final String[] JSON = {"Content-Type", "application/json"};

    /** The batch around the events of a visitor of a website. */
    private static final String BATCH =
            """
            {"environment":"production","source_request_id":"%s","mpid":8123456789012345671,
             "ip":"198.51.100.44","user_identities":{"customer_id":"CUST-77120"},
             "device_info":{"platform":"web","http_header_user_agent":"Mozilla/5.0"},
             "events":[%s]}""";

    private static final String COMMERCE =
            """
            {"event_type":"commerce_event","data":{%s"timestamp_unixtime_ms":1773480413412,
             "currency_code":"USD","custom_flags":{"TikTok.URL":"https://store.example.com/"},
             "product_action":{"action":"%s","total_amount":10,
               "products":[{"id":"P-1","price":5,"quantity":2}]}}}""";

    @TempDir Path folder;

    private Running running(Map<String, String> more) throws Exception {
        return Running.posted("H2", folder, more).start();
    }

    /** The shipped route, but with other words in it. */
    private Running running(String shipped, String changed) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        String route = Files.readString(Path.of("routes/mparticle-to-tiktok.camel.yaml"));
        assertThat(route).contains(shipped);
        Files.writeString(routes.resolve("mparticle.camel.yaml"), route.replace(shipped, changed));
        return Running.on("H2", folder, Map.of(), routes).start();
    }

    private static String commerce(String id, String action) {
        return COMMERCE.formatted("\"source_message_id\":\"" + id + "\",", action);
    }

    private static String other(String type) {
        return "{\"event_type\":\"%1$s\",\"data\":{\"source_message_id\":\"%1$s\"}}"
                .formatted(type);
    }

    private static String sized(int kilobytes) {
        return "{\"event_type\":\"breadcrumb\",\"data\":{\"text\":\"%s\"}}"
                .formatted("x".repeat(kilobytes * 1024));
    }

    @Test
    @Tag("R-MP-1")
    @Tag("RX-MP-1")
    void everyEventOfABatchHasAnOutcomeWithAReason() throws Exception {
        String[] types = {
            "custom_event",
            "screen_view",
            "session_start",
            "session_end",
            "uninstall",
            "crash_report",
            "opt_out",
            "push_registration",
            "push_message",
            "application_state_transition",
            "network_performance",
            "breadcrumb",
            "user_attribute_change",
            "user_identity_change",
            "profile",
            "first_run"
        };
        Map<String, String> expected = new TreeMap<>();
        StringBuilder events = new StringBuilder();
        for (String type : types) {
            events.append(other(type)).append(",\n");
            expected.put(type, "skipped UNMAPPED_EVENT");
        }
        events.append(commerce("order", "purchase")).append(",");
        expected.put("order", "delivered");
        events.append(commerce("returned", "refund")).append(",");
        expected.put("returned", "skipped UNMAPPED_EVENT");
        events.append(commerce("nowhere", "checkout").replace("https://store.example.com/", ""))
                .append(",");
        expected.put("nowhere", "refused MISSING_URL");
        events.append(COMMERCE.formatted("\"event_id\":-3141592653589793238,", "view_detail"));
        expected.put("-3141592653589793238", "delivered");

        try (Running running = running(Map.of())) {
            String body = BATCH.formatted("R-1", events);
            assertThat(running.post(SOURCE, body).body())
                    .isEqualTo("{\"accepted\":20,\"duplicates\":0}");
            assertThat(running.outcomes(20)).isEqualTo(expected);
            Map<String, JsonNode> received = running.received();
            assertThat(received).containsOnlyKeys("order", "-3141592653589793238");
            JsonNode order = received.get("order");
            assertThat(order.path("event").asText()).isEqualTo("PlaceAnOrder");
            assertThat(order.path("user").path("ip").asText()).isEqualTo("198.51.100.44");
            assertThat(order.path("user").path("external_id").asText())
                    .isEqualTo("ae5b3df1ba0fcd8a4d99c4088655e24e715937fe37908b844cb0bbdc76a8cf22");
            assertThat(order.path("properties").path("value").asInt()).isEqualTo(10);
            assertThat(running.post(SOURCE, body).body())
                    .isEqualTo("{\"accepted\":0,\"duplicates\":20}");
        }
    }

    @Test
    @Tag("RX-MP-1")
    void everyFormOfABatchIsTakenApart() throws Exception {
        String webhook =
                BATCH.formatted("R-2", commerce("webhook", "add_to_cart"))
                        .replace(
                                "{\"customer_id\":\"CUST-77120\"}",
                                "[{\"identity_type\":\"email\",\"identity\":\"a@example.com\"}]")
                        .replace("\"mpid\"", "\"batch_id\":-8602161397754364001,\"mpid\"");
        String firehose =
                """
                {"type":"event_processing_request","id":"d41f8a02","firehose_version":"3.2.0",
                 "account":{"account_settings":{"accessToken":"hush-hush"}},
                 "user_identities":[{"type":"customer","encoding":"raw","value":"C-1"}],
                 "runtime_environment":{"type":"mobileweb","client_ip_address":"198.51.100.44",
                   "http_header_user_agent":"Mozilla/5.0"},
                 "events":[{"type":"product_action","id":"85e2b7d3","source_id":"firehose",
                   "timestamp_ms":1773480413412,"action":"purchase","total_amount":1,
                   "currency_code":"USD",
                   "custom_flags":{"TikTok.URL":"https://store.example.com/"}}]}""";
        try (Running running = running(Map.of())) {
            String array =
                    "["
                            + BATCH.formatted("R-3", commerce("array-1", "checkout"))
                            + ","
                            + BATCH.formatted("R-4", commerce("array-2", "checkout"))
                            + "]";
            String lines =
                    BATCH.formatted("R-5", commerce("line-1", "purchase")).replace("\n", "")
                            + "\n"
                            + BATCH.formatted("R-6", commerce("line-2", "purchase"))
                                    .replace("\n", "");
            for (String body : new String[] {webhook, firehose, array, lines}) {
                assertThat(running.post(SOURCE, body).statusCode()).isEqualTo(202);
            }
            running.outcomes(6);
            assertThat(running.received())
                    .containsOnlyKeys(
                            "webhook", "firehose", "array-1", "array-2", "line-1", "line-2");
            assertThat(running.post(SOURCE, "{\"environment\":\"production\"}").body())
                    .as("no events are no error")
                    .isEqualTo("{\"accepted\":0,\"duplicates\":0}");
        }
    }

    @Test
    @Tag("RX-MP-5")
    void aRequestThatComesAgainBringsNothingNew() throws Exception {
        String nameless = "{\"event_type\":\"session_start\",\"data\":{}}";
        String again = BATCH.formatted("R-7", nameless + "," + nameless);
        try (Running running = running(Map.of())) {
            assertThat(running.post(SOURCE, again).body())
                    .isEqualTo("{\"accepted\":2,\"duplicates\":0}");
            assertThat(running.outcomes(2)).containsOnlyKeys("R-7/1", "R-7/2");
            running.awaitNothingWaits();
            assertThat(running.post(SOURCE, again.replace("session_start", "session_end")).body())
                    .as("the ledger remembers them for ledger.retention, 30 days")
                    .isEqualTo("{\"accepted\":0,\"duplicates\":2}");
            assertThat(running.post(SOURCE, again.replace("R-7", "R-8")).body())
                    .isEqualTo("{\"accepted\":2,\"duplicates\":0}");
        }
    }

    @Test
    @Tag("RX-MP-4")
    void refusalsHaveTheVendorsFormAndGoodBatchesOfABulkAreTaken() throws Exception {
        try (Running running = running(Map.of("sources.key", "open-sesame"))) {
            String good = BATCH.formatted("R-9", commerce("good", "purchase"));
            assertThat(errors(post(running, "none", good), 401)).isEqualTo("UNAUTHORIZED");
            assertThat(errors(post(running, "wrong", good), 403)).isEqualTo("FORBIDDEN");
            assertThat(errors(post(running, "open-sesame", "{\"events\":"), 400))
                    .isEqualTo("BAD_REQUEST");
            assertThat(post(running, "open-sesame", "{\"events\":[7]}").body())
                    .contains("batch 1 event 1 is a number");
            assertThat(post(running, "open-sesame", "{\"events\":[{\"data\":{}}]}").body())
                    .contains("batch 1 event 1 has no event_type");
            HttpResponse<String> bulk =
                    post(running, "open-sesame", "[" + good + ",{\"events\":{}}]");
            assertThat(errors(bulk, 202)).isEqualTo("BAD_REQUEST");
            assertThat(bulk.body())
                    .startsWith("{\"accepted\":1,\"duplicates\":0,")
                    .contains("batch 2 has events that are an object");
            HttpResponse<String> form =
                    running.post(
                            SOURCE,
                            good.getBytes(UTF_8),
                            "Content-Type",
                            "application/x-www-form-urlencoded");
            assertThat(errors(form, 415)).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        }
    }

    private static HttpResponse<String> post(Running running, String key, String body)
            throws Exception {
        String basic = Base64.getEncoder().encodeToString((key + ":secret").getBytes(UTF_8));
        byte[] bytes = body.getBytes(UTF_8);
        return key.equals("none")
                ? running.post(SOURCE, bytes, JSON)
                : running.post(SOURCE, bytes, "Authorization", "Basic " + basic);
    }

    /** The code of the first error. */
    private static String errors(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode error = Running.JSON.readTree(answer.body()).path("errors").path(0);
        assertThat(error.path("message").asText()).isNotEmpty().doesNotContain("open-sesame");
        return error.path("code").asText();
    }

    @Test
    @Tag("RX-MP-3")
    void theVendorsLimitsAreKept() throws Exception {
        try (Running running = running(Map.of())) {
            String large = BATCH.formatted("R", sized(129));
            HttpResponse<String> tooLarge = running.post(SOURCE, large);
            assertThat(errors(tooLarge, 413)).isEqualTo("REQUEST_TOO_LARGE");
            assertThat(tooLarge.body()).contains("batch 1 is larger than 128 KB");
            String fits = BATCH.formatted("R", sized(90));
            assertThat(
                            errors(
                                    running.post(
                                            SOURCE, "[" + fits + "," + fits + "," + fits + "]"),
                                    413))
                    .isEqualTo("REQUEST_TOO_LARGE");
            String empty = "{\"environment\":\"production\"}\n";
            assertThat(running.post(SOURCE, empty.repeat(100)).statusCode()).isEqualTo(202);
            assertThat(running.post(SOURCE, empty.repeat(101)).body()).contains("101 batches");
            assertThat(running.count("select count(*) from inbox")).isZero();
            String some = BATCH.formatted("R", sized(100));
            assertThat(running.post(SOURCE, "[" + large + "," + some + "]").body())
                    .contains("\"accepted\":1", "batch 1 is larger");
        }
    }

    @Test
    void largerBatchesAreTakenWhereTheRouteSaysSo() throws Exception {
        String format = "        format: mparticle\n";
        try (Running running = running(format, format + "        limits: none\n")) {
            String large = BATCH.formatted("R", sized(300));
            assertThat(running.post(SOURCE, large).statusCode()).isEqualTo(202);
        }
    }

    @Test
    @Tag("RX-MP-4")
    void anInboxThatIsFullSendsMParticleAwayForAWhile() throws Exception {
        String inbox = "uri: inbox:mparticle\n- route";
        String bounded =
                "uri: inbox:mparticle\n            parameters:\n              bound: 1\n"
                        + "#- route";
        Path routes = Files.createDirectories(folder.resolve("routes"));
        String route = Files.readString(Path.of("routes/mparticle-to-tiktok.camel.yaml"));
        String changed = route.replace(inbox, bounded);
        Files.writeString(
                routes.resolve("mparticle.camel.yaml"),
                changed.substring(0, changed.indexOf("#- route")));
        try (Running running = Running.on("H2", folder, Map.of(), routes).start()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    running.post(
                                                            SOURCE,
                                                            BATCH.formatted(
                                                                    "R", other("" + Math.random())))
                                                    .statusCode()
                                            == 429);
            HttpResponse<String> full =
                    running.post(SOURCE, BATCH.formatted("R", other("session_end")));
            assertThat(errors(full, 429)).isEqualTo("TOO_MANY_REQUESTS");
            assertThat(full.headers().firstValue("Retry-After")).contains("10");
        }
    }

    @Test
    @Tag("RX-MP-6")
    @Tag("RX-MP-7")
    void developmentAndPeopleWhoDidNotConsentAreKeptApart() throws Exception {
        String source = "eventSource: web\n";
        try (Running running = running(source, source + "              consent: marketing\n")) {
            String consented =
                    "\"consent_state\":{\"gdpr\":{\"marketing\":{\"consented\":true}}},\"ip\"";
            running.post(
                    SOURCE,
                    BATCH.formatted("R", commerce("agreed", "purchase"))
                            .replace("\"ip\"", consented));
            running.post(SOURCE, BATCH.formatted("R", commerce("silent", "purchase")));
            running.post(
                    SOURCE,
                    BATCH.formatted("R", commerce("sold", "purchase"))
                            .replace(
                                    "\"ip\"",
                                    consented.replace(
                                            "{\"gdpr\"",
                                            "{\"ccpa\":{\"data_sale_opt_out\":"
                                                    + "{\"consented\":true}},\"gdpr\"")));
            running.post(
                    SOURCE,
                    BATCH.formatted("R", commerce("test", "purchase"))
                            .replace("production", "development")
                            .replace("\"ip\"", consented));
            assertThat(running.outcomes(4))
                    .isEqualTo(
                            Map.of(
                                    "agreed", "delivered",
                                    "silent", "skipped CONSENT",
                                    "sold", "skipped CONSENT",
                                    "test", "skipped FILTERED"));
            assertThat(running.received()).containsOnlyKeys("agreed");
        }
    }

    @Test
    @Tag("R-MP-3")
    @Tag("R-MP-63")
    void withoutAPixelTheRouteDoesNotStart() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.copy(
                Path.of("routes/mparticle-to-tiktok.camel.yaml"),
                routes.resolve("mparticle.camel.yaml"));
        Map<String, String> none = Map.of("tiktok.pixel-code", "");
        try (Running running = Running.on("H2", folder, none, routes)) {
            assertThatThrownBy(running::start).hasMessageContaining("tiktok.pixel-code");
        }
    }
}
