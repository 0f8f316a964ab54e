package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.Sandbox;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped route against the sandbox, on H2 and on PostgreSQL. */
class RoutesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-CDP-1")
    @Tag("R-CDP-5")
    @Tag("R-CDP-6")
    @Tag("R-CDP-8")
    @Tag("R-CDP-33")
    void everyLeadReachesTheCdpAsAnEventAndAsACustomer(String database) throws Exception {
        try (Running running = Running.on(database, folder, Map.of())) {
            ArrayNode leads = Running.JSON.createArrayNode();
            leads.addObject()
                    .put("region", "eu")
                    .putObject("answers")
                    .put("name", "Zoë Łoś")
                    .put("email", "zoe@example.com")
                    .put("phone_number", "+49 30 555 0100");
            leads.addObject().put("region", "us").putObject("answers").put("name", "Nobody");
            JsonNode ids =
                    running.control("POST", "/forms/" + Sandbox.FORM_ID + "/leads", leads)
                            .path("lead_ids");
            running.start();
            await().atMost(SOON).until(() -> running.count("select count(*) from ledger") == 4);

            JsonNode customers = running.control("GET", "/received/cdp-objects/customers", null);
            assertThat(customers.toString())
                    .contains("Zoë Łoś", "+49 30 555 0100", "\"is_tiktok\":1")
                    .doesNotContain("Nobody");
            JsonNode events = running.control("GET", "/received/cdp-events", null);
            assertThat(events.toString()).contains(ids.path(0).asText(), "\"ea\":\"submit\"");
            assertThat(
                            running.rows(
                                    "select outcome, reason from ledger where record_key = '"
                                            + ids.path(1).asText()
                                            + "' and destination = 'cdp-customers'"))
                    .containsExactly(List.of("refused", "NO_IDENTIFIER"));
            running.awaitNothingWaits();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-WIT-1")
    @Tag("R-WIT-3")
    @Tag("R-WIT-35")
    void theReportLandsInTheTableAsTikTokGaveIt(String database) throws Exception {
        try (Running running = Running.on(database, folder, Map.of())) {
            String day = java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusDays(3).toString();
            ArrayNode rows = Running.JSON.createArrayNode();
            ObjectNode row = rows.addObject();
            row.putObject("dimensions")
                    .put("campaign_id", "1714125042508817")
                    .put("stat_time_day", day + " 00:00:00");
            row.putObject("metrics")
                    .put("campaign_name", "Frühling")
                    .put("spend", "20.070")
                    .put("impressions", "7310")
                    .put("cpc", "0.250")
                    .put("cost_per_result", "0.2532")
                    .put("result", "-")
                    .put("secondary_goal_result", "-");
            running.control("PUT", "/report/rows", rows);
            running.start();
            await().atMost(SOON)
                    .until(() -> running.count("select count(*) from report_day") == 31);

            assertThat(
                            running.rows(
                                    "select date, campaign_id, campaign_name, spend, impressions,"
                                            + " cpc, cost_per_result, result,"
                                            + " secondary_goal_result from tiktok_ads_report"))
                    .containsExactly(
                            java.util.Arrays.asList(
                                    day,
                                    "1714125042508817",
                                    "Frühling",
                                    20.07,
                                    7310L,
                                    0.25,
                                    0.2532,
                                    null,
                                    "-"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-CA-1")
    @Tag("R-CA-3")
    @Tag("R-CA-8")
    void eventsOfCommandersActReachTikTok(String database) throws Exception {
        try (Running running = Running.posted(database, folder, Map.of()).start()) {
            String good =
                    """
                    {"event_name":"purchase","id":"O-%1$s","value":84.6,"currency":"%2$s",
                     "user":{"email":"lea.martin@example.com"},
                     "context":{"event_id":"e-%1$s","event_timestamp":"1773480413412",
                                "page":{"url":"https://shop.example.com/"}}}""";
            String body =
                    "{\"batch\":["
                            + good.formatted(1, "EUR")
                            + ","
                            + good.formatted(2, "EURO")
                            + ","
                            + good.formatted(3, "EUR").replace("purchase", "refund")
                            + "]}";
            HttpResponse<String> answer = running.post("/sources/commanders-act", body);
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"accepted\":3,\"duplicates\":0}");
            assertThat(running.post("/sources/commanders-act", body).body())
                    .isEqualTo("{\"accepted\":0,\"duplicates\":3}");
            await().atMost(SOON).until(() -> running.count("select count(*) from ledger") == 3);
            running.awaitNothingWaits();

            assertThat(running.rows("select record_key, outcome, reason from ledger order by 1"))
                    .containsExactly(
                            List.of("e-1", "delivered", ""),
                            List.of("e-2", "refused", "BAD_CURRENCY"),
                            List.of("e-3", "skipped", "UNMAPPED_EVENT"));
            assertThat(running.rows("select record_key, reason from refused"))
                    .containsExactly(List.of("e-2", "BAD_CURRENCY"));
            JsonNode received = running.control("GET", "/received/events", null).path("events");
            assertThat(received).hasSize(1);
            JsonNode event = received.path(0).path("payload");
            assertThat(event.path("event").asText()).isEqualTo("CompletePayment");
            assertThat(event.path("event_id").asText()).isEqualTo("O-1");
            assertThat(event.path("event_time").asLong()).isEqualTo(1773480413);
            assertThat(event.path("user").path("email").asText())
                    .isEqualTo("4ac33642f890c6f67bfe402b440a7a30e10980927d5e85134a7325873b417b57");
            assertThat(event.path("properties").path("value").decimalValue())
                    .isEqualByComparingTo("84.6");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-MP-1")
    void eventsOfMParticleAndSegmentReachTikTok(String database) throws Exception {
        try (Running running = Running.posted(database, folder, Map.of()).start()) {
            String batch =
                    """
                    {"environment":"production","ip":"198.51.100.44",
                     "source_request_id":"0f7a3f0a-17a1-4d0d-8f0c-9d7f2a4b1c22",
                     "user_identities":{"email":"lea.martin@example.com"},
                     "device_info":{"platform":"web","http_header_user_agent":"Mozilla/5.0"},
                     "events":[{"event_type":"session_start","data":{}},
                      {"event_type":"commerce_event","data":{
                       "event_id":-3141592653589793238,"timestamp_unixtime_ms":1773480413412,
                       "custom_flags":{"TikTok.URL":"https://store.example.com/"},
                       "product_action":{"action":"add_to_cart"}}}]}""";
            assertThat(running.post("/sources/mparticle", batch).statusCode()).isEqualTo(202);
            assertThat(running.post("/sources/mparticle", batch).body())
                    .isEqualTo("{\"accepted\":0,\"duplicates\":2}");
            String call =
                    """
                    {"event":"Signed Up","messageId":"m-1","userId":"C-1",
                     "timestamp":"2026-03-14T09:26:53Z",
                     "context":{"page":{"url":"https://store.example.com/"}}}""";
            assertThat(running.post("/v1/track", call).body()).isEqualTo("{\"success\":true}");

            assertThat(running.outcomes(3))
                    .isEqualTo(
                            Map.of(
                                    "0f7a3f0a-17a1-4d0d-8f0c-9d7f2a4b1c22/1",
                                    "skipped UNMAPPED_EVENT",
                                    "-3141592653589793238",
                                    "delivered",
                                    "m-1",
                                    "delivered"));
            Map<String, JsonNode> received = running.received();
            assertThat(received.get("-3141592653589793238").path("event").asText())
                    .isEqualTo("AddToCart");
            assertThat(received.get("m-1").path("event").asText())
                    .isEqualTo("CompleteRegistration");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void aDestinationThatIsDownIsTriedAgainAndTheOtherIsNotAskedTwice(String database)
            throws Exception {
        Path routes = QuickRoutes.all(folder);
        try (Running running = Running.on(database, folder, Map.of(), routes)) {
            running.control(
                    "POST",
                    "/faults",
                    "{\"path\":\"/cdp/event\",\"times\":2,\"status\":503,\"body\":\"down\"}");
            running.control(
                    "POST",
                    "/forms/" + Sandbox.FORM_ID + "/leads",
                    """
                    {"answers":{"name":"Mai Tran","phone_number":"+1 202 555 0143"}}""");
            running.start();
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    running.count(
                                                    "select count(*) from ledger"
                                                            + " where outcome = 'delivered'")
                                            == 2);
            JsonNode calls = running.control("GET", "/counts", null).path("calls");
            String records = "/cdp/v1/portals/{portal}/objects/{object}/records";
            assertThat(calls.toString()).contains("/cdp/event");
            assertThat(
                            running.rows(
                                    "select attempts from ledger where destination = 'cdp-customers'"))
                    .as("calls were %s, the path %s", calls, records)
                    .containsExactly(List.of(1));
        }
    }
}
