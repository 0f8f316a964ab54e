package io.tiktokroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.leads.Signing;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.Seal;
import io.tiktokroutes.store.Secrets;
import io.tiktokroutes.store.Sql;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped route from the form to the CDP: TikTok is subscribed to, and tells of each lead. */
class LeadRealtimeTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH = "/webhooks/tiktok/leads";
    private static final String DOWNLOAD = "/page/lead/task/download/";
    private static final String LEADS = "/forms/" + Sandbox.FORM_ID + "/leads";
    private static final String ANA =
            "{\"answers\":{\"name\":\"Ana Łoś\",\"email\":\"ana@example.com\",\"phone_number\":\"+351"
                    + " 900 000 001\"},\"region\":\"eu\"}";

    @TempDir Path folder;

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final AbstractAppender appender =
            new AbstractAppender("all", null, null, true, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    log.add(event.getMessage().getFormattedMessage() + " " + event.getThrown());
                }
            };

    private static Configuration configuration() {
        return LoggerContext.getContext(false).getConfiguration();
    }

    @BeforeEach
    void listen() {
        Configurator.reconfigure(); // whoever ran before may have silenced it
        appender.start();
        configuration().getRootLogger().addAppender(appender, Level.INFO, null);
    }

    @AfterEach
    void stop() {
        configuration().getRootLogger().removeAppender("all");
        assertThat(log)
                .as("what the log must not hold")
                .noneMatch(line -> line.contains(Sandbox.APP_SECRET))
                .noneMatch(line -> line.contains(Sandbox.ACCESS_TOKEN))
                .noneMatch(line -> line.contains("ana@example.com") || line.contains("Łoś"));
    }

    private Running running(String database, String... more) throws Exception {
        Map<String, String> settings = new HashMap<>();
        String port = "" + Ports.free();
        settings.put("http.port", port);
        settings.put("tiktok.app-id", Sandbox.APP_ID);
        settings.put("tiktok.app-secret", Sandbox.APP_SECRET);
        settings.put("leads.webhook-url", "http://127.0.0.1:" + port + PATH);
        settings.put("leads.subscription-check", "2s");
        settings.put("tiktok.rate-limit", "1000");
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        Running running = Running.on(database, folder, settings);
        running.control("POST", "/settings", "{\"qps\":0}");
        return running;
    }

    private static int calls(Running running, String path) throws Exception {
        return running.control("GET", "/counts", null)
                .path("calls")
                .path(path)
                .path("total")
                .asInt();
    }

    private static void awaitSubscribed(Running running, int times) {
        await().atMost(SOON).until(() -> calls(running, "/subscription/subscribe/") >= times);
    }

    private static void awaitDelivered(Running running, int outcomes) {
        await().atMost(SOON)
                .until(
                        () ->
                                running.count(
                                                "select count(*) from ledger"
                                                        + " where outcome = 'delivered'")
                                        == outcomes);
    }

    private static JsonNode cdp(Running running, String what) throws Exception {
        return running.control("GET", "/received/" + what, null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-CDP-25")
    @Tag("R-CDP-26")
    @Tag("R-CDP-57")
    @Tag("R-CDP-59")
    void aSubmittedFormIsInTheCdpAtOnceAndNothingBringsItASecondTime(String database)
            throws Exception {
        try (Running running = running(database)) {
            // as long as no form can be listed nothing comes by export
            running.control(
                    "POST", "/faults", "{\"path\":\"/page/get/\",\"times\":-1,\"code\":40001}");
            running.start();
            awaitSubscribed(running, 1);
            String id = running.control("POST", LEADS, ANA).path("lead_ids").path(0).asText();
            awaitDelivered(running, 2);
            assertThat(cdp(running, "cdp-objects/customers").toString())
                    .contains("Ana Łoś", "+351 900 000 001");
            JsonNode events = cdp(running, "cdp-events");
            assertThat(events.toString()).contains(id, "\"ea\":\"submit\"");
            List<List<Object>> ledger =
                    running.rows("select destination, record_key, attempts from ledger order by 1");
            assertThat(ledger)
                    .containsExactly(
                            List.of("cdp-customers", id, 1), List.of("cdp-submit-lead", id, 1));
            assertThat(running.rows("select lead_id, form_id, came_by from lead"))
                    .containsExactly(List.of(id, Sandbox.FORM_ID, "webhook"));

            // a second time by webhook, of a second subscription, and the same posts once more
            byte[] again = webhook(id).getBytes(UTF_8);
            String signature = Signing.raw(Sandbox.APP_SECRET, again);
            String[] headers = {"X-Open-Signature", signature, "Content-Type", "application/json"};
            assertThat(running.post(PATH, again, headers).body())
                    .isEqualTo("{\"accepted\":0,\"duplicates\":1}");
            // long after, when the ledger has forgotten it
            forgetLedger(running);
            assertThat(running.post(PATH, again, headers).body())
                    .isEqualTo("{\"accepted\":0,\"duplicates\":1}");
            // and by export, of both forms in three regions, twice
            running.control("DELETE", "/faults", null);
            await().atMost(SOON).until(() -> calls(running, DOWNLOAD) >= 7);

            assertThat(running.count("select count(*) from inbox")).isZero();
            assertThat(running.count("select count(*) from ledger")).isZero();
            assertThat(running.count("select count(*) from lead")).isEqualTo(1);
            assertThat(cdp(running, "cdp-events")).isEqualTo(events);
            Map<String, Double> entries = running.scrape().ours("lead_webhook_entries_total");
            assertThat(entries)
                    .containsEntry("{result=\"accepted\"}", 1.0)
                    .containsEntry("{result=\"duplicate\"}", 2.0);
        }
    }

    private static void forgetLedger(Running running) throws Exception {
        try (var connection = running.database().getConnection();
                var delete = connection.prepareStatement("delete from ledger")) {
            assertThat(delete.executeUpdate()).isEqualTo(2);
        }
    }

    private static String webhook(String id) {
        return "{\"object\":1,\"time\":1,\"entry\":[{\"id\":%s,\"page_id\":%s}]}"
                .formatted(id, Sandbox.FORM_ID);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void copiesAndAnExportAtTheSameMomentAreOneLead(String database) throws Exception {
        try (Running running = running(database, "leads.schedule", "0/1 * * * * ?")) {
            running.control("POST", "/settings", "{\"webhook_copies\":3,\"webhook_batch\":7}");
            running.start();
            awaitSubscribed(running, 1);
            StringBuilder leads = new StringBuilder("[");
            for (int i = 0; i < 40; i++) {
                leads.append(i == 0 ? "" : ",")
                        .append("{\"answers\":{\"name\":\"N\\ud83d %d \\u0000\"".formatted(i))
                        .append(",\"email\":\"n%d@example.com\"}}".formatted(i));
            }
            running.control("POST", LEADS, leads + "]");
            awaitDelivered(running, 80);
            int downloads = calls(running, DOWNLOAD);
            await().atMost(SOON).until(() -> calls(running, DOWNLOAD) >= downloads + 7);
            assertThat(running.count("select count(*) from inbox")).isZero();
            assertThat(running.count("select sum(attempts) from ledger")).isEqualTo(80);
            assertThat(running.count("select count(*) from lead")).isEqualTo(40);
            assertThat(running.control("GET", "/counts", null).at("/cdp/events").toString())
                    .contains("40");
        }
    }

    @Test
    void anotherTokenRenewsTheSubscriptionsSoonAndHealthTellsWhoHasNone() throws Exception {
        String key = Seal.newKey();
        try (Running running =
                running("H2", "secrets.key", key, "leads.subscription-check", "10m")) {
            running.start();
            awaitSubscribed(running, 1);
            await().atMost(SOON).until(() -> health(running).path("status").asText().equals("UP"));
            int made = calls(running, "/subscription/subscribe/");
            // TikTok kills what the old token subscribed to, and the new one may not subscribe yet
            running.control("POST", "/tokens", "{\"token\":\"another-token\",\"admin\":false}");
            running.control("POST", "/tokens/revoke", "{}");
            store(running, key, "another-token");
            await().atMost(SOON)
                    .until(() -> health(running).path("status").asText().equals("DOWN"));
            assertThat(health(running).path("message").asText())
                    .contains("ad account " + Sandbox.ADVERTISER_ID, "40001", "must be admin")
                    .doesNotContain("another-token");
            assertThat(running.get("/observe/health/live").statusCode()).isEqualTo(200);
            assertThat(log).anyMatch(line -> line.contains("No lead webhook for ad account"));

            running.control("POST", "/tokens", "{\"token\":\"third-token\"}");
            store(running, key, "third-token");
            await().atMost(SOON).until(() -> health(running).path("status").asText().equals("UP"));
            assertThat(calls(running, "/subscription/subscribe/")).isGreaterThan(made);
            String id = running.control("POST", LEADS, ANA).path("lead_ids").path(0).asText();
            await().atMost(SOON)
                    .until(
                            () ->
                                    running.count(
                                                    "select count(*) from lead where lead_id = '"
                                                            + id
                                                            + "'")
                                            == 1);
        }
    }

    @Test
    void theAppThatSubscribesMustBeNamed() throws Exception {
        try (Running running = running("H2", "tiktok.app-id", "", "tiktok.app-secret", "")) {
            assertThatThrownBy(running::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("leads.webhook-url needs it: tiktok.app-id is not set")
                    .hasMessageContaining("leads.webhook-url needs it: tiktok.app-secret is not");
        }
    }

    private static void store(Running running, String key, String token) throws Exception {
        new Secrets(new Sql(running.database()), Clock.systemUTC())
                .put("tiktok.access-token", Seal.of(key).seal("tiktok.access-token", token));
    }

    private static JsonNode health(Running running) throws Exception {
        HttpResponse<String> answer = running.get("/observe/health");
        for (JsonNode check : Running.JSON.readTree(answer.body()).path("checks")) {
            if (check.path("name").asText().equals("lead-subscription")) {
                return check;
            }
        }
        throw new AssertionError(answer.body());
    }
}
