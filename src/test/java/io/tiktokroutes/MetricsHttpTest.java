package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.sandbox.Sandbox;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /observe/metrics} of a running program, after work of every outcome. */
class MetricsHttpTest {

    private static final Duration SOON = Duration.ofSeconds(40);

    private static final String EVENT =
            """
            {"event_name":"%s","id":"O-%s","value":84.6,"currency":"%s","user":{%s},
             "context":{"event_id":"e-%2$s","event_timestamp":"1773480413412",
                        "page":{"url":"https://shop.example.com/%s"}}}""";

    @TempDir Path folder;

    private static Scrape scrape(Running running) throws Exception {
        HttpResponse<String> answer = running.get("/observe/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        return Scrape.of(answer.body());
    }

    @Test
    @Tag("R-CA-62")
    @Tag("RX-CA-5")
    void tellsWhatBecameOfEventsAndWhatTheyCarried() throws Exception {
        try (Running running =
                Running.posted("H2", folder, Map.of("http.max-body-bytes", "4096")).start()) {
            String mail = "\"email\":\"lea.martin@example.com\"";
            String phone = "\"phone\":\"+4930555010%s\"";
            String events =
                    "["
                            + EVENT.formatted("purchase", 1, "EUR", mail, "?ttclid=E.C.P.good")
                            + ","
                            + EVENT.formatted(
                                    "purchase", 2, "EUR", phone.formatted(2), "?ttclid=odd")
                            + ","
                            + EVENT.formatted("purchase", 3, "EUR", "\"id\":\"c-3\"", "")
                            + ","
                            + EVENT.formatted("purchase", 4, "EURO", mail, "")
                            + ","
                            + EVENT.formatted("refund", 5, "EUR", mail, "")
                            + "]";
            assertThat(running.post("/sources/commanders-act", events).statusCode()).isEqualTo(202);
            assertThat(running.post("/sources/commanders-act", "{").statusCode()).isEqualTo(400);
            assertThat(running.post("/sources/nobody-7300000000000000001", "{}").statusCode())
                    .isEqualTo(404);
            assertThat(running.post("/sources/commanders-act", " ".repeat(5000)).statusCode())
                    .isEqualTo(413);
            await().atMost(SOON).until(() -> running.count("select count(*) from ledger") == 5);
            await().atMost(SOON).until(() -> running.count("select count(*) from inbox") == 0);

            Scrape scrape = scrape(running);
            assertThat(scrape.ours("outcomes_total", "tiktok-web"))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(
                                    outcome("delivered", ""), 3.0,
                                    outcome("refused", "BAD_CURRENCY"), 1.0,
                                    outcome("skipped", "UNMAPPED_EVENT"), 1.0));
            assertThat(scrape.ours("tiktok_calls_total", "/event/track/"))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("{code=\"0\",endpoint=\"/event/track/\"}", 1.0));
            assertThat(scrape.ours("tiktok_call_duration_seconds_bucket", "/event/track/", "+Inf"))
                    .containsOnlyKeys("{endpoint=\"/event/track/\",le=\"+Inf\"}")
                    .containsValue(1.0);
            assertThat(scrape.ours("intake_requests_total"))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(
                                    "{source=\"commanders-act\",status=\"202\"}", 1.0,
                                    "{source=\"commanders-act\",status=\"400\"}", 1.0,
                                    "{source=\"commanders-act\",status=\"413\"}", 1.0,
                                    "{source=\"other\",status=\"404\"}", 1.0));
            assertThat(scrape.ours("inbox_put_total", "commanders-act"))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(
                                    "{inbox=\"commanders-act\",result=\"accepted\"}", 5.0,
                                    "{inbox=\"commanders-act\",result=\"duplicate\"}", 0.0));
            assertThat(scrape.ours("events_sent_total"))
                    .containsExactly(Map.entry("{destination=\"tiktok-web\"}", 3.0));
            assertThat(scrape.ours("events_odd_click_ids_total"))
                    .containsExactly(Map.entry("{destination=\"tiktok-web\"}", 1.0));
            assertThat(scrape.ours("events_identifiers_total"))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(
                                    carried("email"), 1.0,
                                    carried("phone"), 1.0,
                                    carried("external_id"), 1.0,
                                    carried("ttclid"), 2.0,
                                    carried("ttp"), 0.0,
                                    carried("ip_and_user_agent"), 0.0,
                                    carried("neither_email_nor_phone"), 1.0));
            assertThat(scrape.ours("inbox_depth_records"))
                    .containsEntry("{inbox=\"commanders-act\"}", 0.0);
            assertThat(scrape.text())
                    .contains("jvm_memory_used_bytes", "camel_routes_running_routes")
                    .doesNotContain("camel_exchange")
                    .doesNotContain("lea.martin", "7300000000000000001", "E.C.P.good", "O-1");
        }
    }

    @Test
    void tellsWhatWaitsWhileADestinationIsDown() throws Exception {
        try (Running running = Running.on("H2", folder, Map.of())) {
            running.control(
                    "POST",
                    "/faults",
                    "{\"path\":\"/cdp/event\",\"times\":99,\"status\":503,\"body\":\"down\"}");
            running.control(
                    "POST",
                    "/forms/" + Sandbox.FORM_ID + "/leads",
                    """
                    {"answers":{"name":"Mai Tran","phone_number":"+1 202 555 0143"}}""");
            running.start();
            await().atMost(SOON)
                    .until(
                            () -> running.count("select count(*) from inbox where attempts > 0"),
                            n -> n > 0);

            Scrape scrape = scrape(running);
            assertThat(scrape.ours("outcomes_total", "cdp"))
                    .containsEntry(
                            "{destination=\"cdp-customers\",outcome=\"delivered\",reason=\"\"}",
                            1.0)
                    .containsKey(
                            "{destination=\"cdp-submit-lead\",outcome=\"failed\",reason=\"CDP_503\"}");
            assertThat(scrape.ours("cdp_calls_total"))
                    .containsEntry("{call=\"records\",status=\"200\"}", 1.0)
                    .containsKey("{call=\"event\",status=\"503\"}");
            assertThat(scrape.ours("inbox_depth_records"))
                    .containsEntry("{inbox=\"leads\"}", 1.0)
                    .containsEntry("{inbox=\"commanders-act\"}", 0.0);
            assertThat(scrape.ours("inbox_waiting_records"))
                    .containsEntry("{inbox=\"leads\"}", 1.0);
            assertThat(scrape.ours("inbox_oldest_age_seconds").get("{inbox=\"leads\"}"))
                    .isPositive();
            assertThat(scrape.ours("inbox_bound_records"))
                    .containsEntry("{inbox=\"leads\"}", 1_000_000.0);
        }
    }

    @Test
    void countsWhoIsSentAwayFromAFullInbox() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("intake.camel.yaml"),
                """
                - route:
                    id: intake
                    description: Keeps two records and takes no more
                    from:
                      uri: kamelet:event-webhook-source
                      parameters:
                        path: few
                      steps:
                        - to:
                            uri: inbox:few
                            parameters:
                              bound: 2
                """);
        try (Running running = Running.on("H2", folder, Map.of(), routes).start()) {
            String two = "[{\"event_id\":\"1\"},{\"event_id\":\"2\"}]";
            assertThat(running.post("/sources/few", two).statusCode()).isEqualTo(202);
            await().atMost(SOON).until(() -> running.post("/sources/few", two).statusCode() == 429);

            Scrape scrape = scrape(running);
            assertThat(scrape.ours("intake_requests_total", "429"))
                    .containsExactly(Map.entry("{source=\"few\",status=\"429\"}", 1.0));
            assertThat(scrape.ours("inbox_depth_records"))
                    .containsExactly(Map.entry("{inbox=\"few\"}", 2.0));
            assertThat(scrape.ours("inbox_bound_records"))
                    .containsExactly(Map.entry("{inbox=\"few\"}", 2.0));
        }
    }

    private static String outcome(String outcome, String reason) {
        return "{destination=\"tiktok-web\",outcome=\"" + outcome + "\",reason=\"" + reason + "\"}";
    }

    private static String carried(String identifier) {
        return "{destination=\"tiktok-web\",identifier=\"" + identifier + "\"}";
    }
}
