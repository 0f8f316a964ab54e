package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.token.Authorization;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Seal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A revoked token halts its destination and nothing else, until there is a new one. */
class HaltTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TRACK = "/event/track/";

    /** A bound that is soon reached; a wait after a failure that no test outlasts. */
    private static final String ROUTES =
            """
            - route:
                id: intake
                description: keeps events
                from:
                  uri: kamelet:event-webhook-source
                  parameters:
                    path: shop
                    keyPaths: event_id
                  steps:
                    - to:
                        uri: inbox:shop
                        parameters:
                          bound: 10
            - route:
                id: shop
                description: an event goes to TikTok and to the CDP
                from:
                  uri: inbox:shop
                  parameters:
                    backoff: 3600000
                    maxBackoff: 3600000
                  steps:
                    - to:
                        uri: kamelet:tiktok-event-sink
                        parameters:
                          destination: tiktok-web
                          mapping: commanders-act-to-tiktok-event
                          eventSourceId: "{{tiktok.pixel-code}}"
                    - to:
                        uri: kamelet:cdp-event-sink
                        parameters:
                          destination: cdp
                          mapping: tiktok-lead-to-submit-lead
            """;

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-MP-62")
    void aRevokedTokenHaltsItsDestinationUntilThereIsANewOne(String kind) throws Exception {
        String url = kind.equals("H2") ? BothDatabases.h2(folder) : BothDatabases.postgres();
        Map<String, String> settings =
                Map.of(
                        "database.url",
                        url,
                        "secrets.key",
                        Seal.newKey(),
                        "http.port",
                        "" + Ports.free());
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("shop.camel.yaml"), ROUTES);
        try (Running running = Running.on(kind, folder, settings, routes).start()) {
            assertThat(post(running, 0)).isEqualTo(202);
            awaitLedger(running, "tiktok-web", "delivered", 1);
            assertThat(running.get("/observe/health").statusCode()).isEqualTo(200);

            running.control("POST", "/tokens/revoke", null);
            int posted = 1;
            while (posted < 5) {
                assertThat(post(running, posted++)).isEqualTo(202);
                awaitLedger(running, "tiktok-web", "failed", posted - 1);
            }
            awaitLedger(running, "cdp", "delivered", posted);
            assertThat(calls(running)).as("asked once more, and not for every batch").isEqualTo(2);
            assertThat(
                            running.count(
                                    "select count(*) from ledger where reason = 'TIKTOK_40105'"
                                            + " and detail like '%authorize --token%'"))
                    .isEqualTo(3);
            HttpResponse<String> health = running.get("/observe/health");
            assertThat(health.statusCode()).isEqualTo(503);
            // Camel escapes a slash twice
            assertThat(health.body().replace("\\", ""))
                    .contains("tiktok-token", "40105", TRACK, "tiktok-web", "authorize --token")
                    .doesNotContain(Sandbox.ACCESS_TOKEN);

            posted = fill(running, posted);
            authorize(running, settings);
            awaitLedger(running, "tiktok-web", "delivered", posted);
            awaitLedger(running, "cdp", "delivered", posted);
            await().atMost(SOON).until(() -> running.count("select count(*) from inbox") == 0);
            await().atMost(SOON).until(() -> running.get("/observe/health").statusCode() == 200);
            JsonNode events = running.control("GET", "/counts", null).path("events");
            assertThat(events.path("unique").asInt()).isEqualTo(posted);
            assertThat(events.path("duplicate").asInt()).isZero();
            assertThat(running.control("GET", "/received/cdp-events", null).path("total").asInt())
                    .isEqualTo(posted);
            assertThat(running.rows("select sealed from secret").toString())
                    .contains("gcm1:")
                    .doesNotContain("new-token");
        }
    }

    @Test
    @Tag("R-CA-10")
    @Tag("R-MP-2")
    void withoutATokenEventsWaitAndHealthSaysWhatToDo() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("shop.camel.yaml"), ROUTES);
        // with a key for secrets the token may come later
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        Map<String, String> none = Map.of("tiktok.access-token", "", "secrets.key", key);
        try (Running running = Running.on("H2", folder, none, routes).start()) {
            assertThat(post(running, 0)).isEqualTo(202);
            awaitLedger(running, "tiktok-web", "failed", 1);
            assertThat(running.get("/observe/health").body())
                    .contains("40104", "tiktok-web", "authorize --token");
        }
    }

    /** Posts until the inbox is full; tells how many events were taken in all. */
    private static int fill(Running running, int posted) throws Exception {
        int[] next = {posted};
        await().atMost(SOON)
                .until(
                        () -> {
                            HttpResponse<String> answer = send(running, next[0]);
                            if (answer.statusCode() == 202) {
                                next[0]++;
                                return false;
                            }
                            assertThat(answer.statusCode()).isEqualTo(429);
                            assertThat(answer.headers().firstValue("Retry-After")).contains("10");
                            return true;
                        });
        assertThat(next[0]).isGreaterThan(10);
        return next[0];
    }

    private static void authorize(Running running, Map<String, String> settings) throws Exception {
        running.control(
                "POST",
                "/tokens",
                "{\"token\":\"new-token\",\"advertiser_ids\":[\"" + Sandbox.ADVERTISER_ID + "\"]}");
        Settings own =
                Settings.read(Path.of("none.properties"), Map.of(), new Properties())
                        .with(settings);
        assertThat(new Authorization(own).keep("new-token")).isEqualTo(Authorization.Kept.TAKEN);
    }

    private static int calls(Running running) throws Exception {
        return running.control("GET", "/counts", null)
                .path("calls")
                .path(TRACK)
                .path("total")
                .asInt();
    }

    private static void awaitLedger(
            Running running, String destination, String outcome, int count) {
        await().atMost(SOON)
                .until(
                        () ->
                                running.count(
                                                "select count(*) from ledger where destination = '"
                                                        + destination
                                                        + "' and outcome = '"
                                                        + outcome
                                                        + "'")
                                        == count);
    }

    private static int post(Running running, int number) throws Exception {
        return send(running, number).statusCode();
    }

    /** An event that is a lead as well, so that both mappings have something to do. */
    private static HttpResponse<String> send(Running running, int number) throws Exception {
        return running.post(
                "/sources/shop",
                """
                {"event_name":"page_view","event_id":"e%d","page":{"url":"https://shop.example/"},
                 "user":{"email":"a@example.com"},
                 "id":"e%d","name":"Ana","phone_number":"+1 202 555 0143"}"""
                        .formatted(number, number));
    }
}
