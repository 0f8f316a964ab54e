package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Syncs that are killed with {@code kill -9} again and again while somebody works in the tables.
 */
class SyncKillIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KILLS = 10;
    private static final int MOST_CALLS = 14;

    private static final String ROUTES =
            """
            - route:
                id: orders
                from:
                  uri: kamelet:warehouse-source
                  parameters:
                    name: orders
                    model: >-
                      select id as event_key, 'CompletePayment' as event_name, paid_at as event_time, email,
                      'https://shop.example.com/thanks' as page_url, total as value, 'EUR' as currency from orders
                    primaryKey: event_key
                    schedule: 0/2 * * * * ?
                    batchSize: 20
                  steps:
                    - to: { uri: "inbox:orders" }
            - route:
                id: orders-to-tiktok
                from:
                  uri: inbox:orders
                  parameters: { batchSize: 20, lease: 3000 }
                  steps:
                    - to:
                        uri: kamelet:tiktok-event-sink
                        parameters:
                          destination: tiktok-orders
                          mapping: warehouse-row-to-tiktok-web-event
                          eventSourceId: "{{tiktok.pixel-code}}"
            - route:
                id: customers
                from:
                  uri: kamelet:warehouse-source
                  parameters:
                    name: customers
                    model: select id, email from customers
                    primaryKey: id
                    mode: mirror
                    schedule: 1/2 * * * * ?
                    batchSize: 20
                  steps:
                    - to: { uri: "inbox:customers" }
            - route:
                id: customers-to-tiktok
                from:
                  uri: inbox:customers
                  parameters: { batchSize: 20, lease: 3000 }
                  steps:
                    - to:
                        uri: kamelet:tiktok-audience-sink
                        parameters:
                          destination: customers
                          advertisers: "%s"
                          audience: Customers
            """
                    .formatted(Sandbox.ADVERTISER_ID);

    private final Random random = new Random(20261127);

    @Test
    @Tag("R-HT-13")
    void endInTheRightStateWhateverMomentTheyAreKilledIn(@TempDir Path folder) throws Exception {
        String url = BothDatabases.url("PostgreSQL", folder);
        String user = BothDatabases.user("PostgreSQL");
        try (Sandbox sandbox = Sandbox.start(0);
                ShopTables shop = new ShopTables(url, user, 7)) {
            Place place = place(folder, sandbox).set("WAREHOUSE_URL", url);
            place.set("WAREHOUSE_USER", user);
            // so that a kill finds something under way
            control(sandbox, "/settings", "{\"qps\":0}");
            slow(sandbox, "/event/track/");
            slow(sandbox, "/segment/mapping/");
            for (int kill = 0; kill < KILLS; kill++) {
                shop.work(120);
                killed(place, sandbox);
            }
            assertThat(Web.delete(sandbox.url() + "/_sandbox/faults")).isEqualTo(200);
            try (Program program = place.start("run").awaitReady()) {
                await("every event is there, under its one id")
                        .atMost(PATIENCE)
                        .untilAsserted(
                                () ->
                                        assertThat(eventIds(sandbox))
                                                .containsExactlyInAnyOrderElementsOf(
                                                        shop.orderKeys()));
                await("the audience is the table")
                        .atMost(PATIENCE)
                        .untilAsserted(
                                () ->
                                        assertThat(audience(sandbox))
                                                .isEqualTo(shop.audienceDigest()));
                // one more run each finds nothing to mend
                await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                // what the last kill left claimed may come once more, as what it was
                assertThat(eventIds(sandbox)).containsExactlyInAnyOrderElementsOf(shop.orderKeys());
                assertThat(audience(sandbox)).isEqualTo(shop.audienceDigest());
                assertThat(program.out() + program.err()).doesNotContain("Exception");
            }
        }
    }

    private static Place place(Path folder, Sandbox sandbox) throws IOException {
        Place place = new Place(folder).pointAt(sandbox).set("TIKTOK_EVENT_RATE_LIMIT", "1000");
        place.set("TIKTOK_RATE_LIMIT", "1000");
        try (Stream<Path> routes = Files.list(folder.resolve("routes"))) {
            for (Path file : routes.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                Files.delete(file);
            }
        }
        return place.write("routes/syncs.camel.yaml", ROUTES);
    }

    /** Starts the program, and kills it at some moment in the midst of its work. */
    private void killed(Place place, Sandbox sandbox) throws IOException {
        try (Program program = place.start("run")) {
            int calls = calls(sandbox) + random.nextInt(MOST_CALLS);
            int later = random.nextInt(120);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> calls(sandbox) > calls || !program.isAlive());
            assertThat(program.isAlive()).as(program.out() + program.err()).isTrue();
            await().pollDelay(Duration.ofMillis(later))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> true);
            program.kill();
        }
    }

    private static void slow(Sandbox sandbox, String path) throws IOException {
        control(
                sandbox,
                "/faults",
                "{\"path\":\"%s\",\"times\":-1,\"delay_ms\":100}".formatted(path));
    }

    private static void control(Sandbox sandbox, String path, String body) throws IOException {
        assertThat(Web.post(sandbox.url() + "/_sandbox" + path, body).statusCode()).isEqualTo(200);
    }

    private static int calls(Sandbox sandbox) throws IOException {
        JsonNode calls = Web.get(sandbox.url() + "/_sandbox/counts").path("calls");
        return calls.path("/event/track/").path("total").asInt()
                + calls.path("/segment/mapping/").path("total").asInt();
    }

    private static List<String> eventIds(Sandbox sandbox) throws IOException {
        List<String> lines = Web.lines(sandbox.url() + "/_sandbox/received/event-ids");
        return lines.stream().map(SyncKillIT::id).toList();
    }

    private static String id(String line) {
        try {
            return JSON.readTree(line).asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The digest of the one audience there is. */
    private static String audience(Sandbox sandbox) throws IOException {
        String received = sandbox.url() + "/_sandbox/received/audiences";
        JsonNode audiences = Web.get(received).path("audiences");
        assertThat(audiences).hasSize(1);
        String id = audiences.get(0).path("id").asText();
        return Web.get(received + "/" + id + "?members=false").path("digest").asText();
    }
}
