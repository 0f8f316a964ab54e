package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of tables become web and offline events at TikTok, from the query to the last answer. */
class WarehouseEventsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String EVERY_SECOND = "* * * * * ?";

    /** The first run comes at once all the same. */
    private static final String ONCE = "every hour";

    /** A sync, its inbox and its sink. */
    private static final String ROUTES =
            """
            - route:
                id: %1$s-rows
                from:
                  uri: kamelet:warehouse-source
                  parameters:
                    name: %1$s
                    model: %1$s
                    primaryKey: event_key
                    schedule: "%3$s"
                  steps:
                    - to:
                        uri: inbox:%1$s
            - route:
                id: %1$s-to-tiktok
                from:
                  uri: inbox:%1$s
                  parameters:
                    batchSize: 1000
                  steps:
                    - to:
                        uri: kamelet:tiktok-event-sink
                        parameters:
                          destination: %1$s
                          %2$s
            """;

    private static final String WEB =
            """
            mapping: warehouse-row-to-tiktok-web-event
            eventSourceId: "{{tiktok.pixel-code}}"
            """;

    private static final String OFFLINE =
            """
            mapping: warehouse-row-to-tiktok-offline-event
            eventSource: offline
            eventSourceId: "{{tiktok.event-set-id}}"
            """;

    private static final String ORDERS =
            """
            select order_key as event_key, what as event_name, paid_at as event_time,
                   email, phone, customer as external_id, currency, amount as "value",
                   'https://shop.example.com/thanks' as page_url, items as contents
            from   shop_order
            """;

    private static final String VISITS =
            "select visit_key as event_key, email, phone, amount as \"value\", 'EUR' as currency\n"
                    + "from shop_visit";

    private static final String JANE =
            "8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d";

    @TempDir Path folder;
    private String url;
    private String user;

    private void sync(String name, String when, String model, String sink) throws Exception {
        Path models = Files.createDirectories(folder.resolve("routes/models"));
        String parameters = sink.strip().replace("\n", "\n              ");
        Files.writeString(
                folder.resolve("routes/" + name + ".camel.yaml"),
                ROUTES.formatted(name, parameters, when));
        Files.writeString(models.resolve(name + ".sql"), model);
    }

    /** With a warehouse of its own, beside the program's database. */
    private Running running(String kind, String... statements) throws Exception {
        url = BothDatabases.url(kind, folder);
        user = BothDatabases.user(kind);
        warehouse(statements);
        return Running.on(
                        kind,
                        folder,
                        Map.of("warehouse.url", url, "warehouse.user", user),
                        folder.resolve("routes"))
                .start();
    }

    private void warehouse(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static void settled(Running running, int records) {
        await().atMost(SOON).until(() -> running.count("select count(*) from ledger") == records);
    }

    private static List<List<Object>> outcomes(Running running, String destination)
            throws Exception {
        return running.rows(
                "select record_key, outcome, reason from ledger where destination = '"
                        + destination
                        + "' order by 1");
    }

    /** Every event that came, those that came twice among them. */
    private static JsonNode events(Running running) throws Exception {
        return running.control("GET", "/received/events?limit=5000", null).path("events");
    }

    private static JsonNode event(Running running, String id) throws Exception {
        for (JsonNode event : events(running)) {
            if (event.at("/payload/event_id").asText().equals(id)) {
                return event;
            }
        }
        throw new AssertionError("no event " + id);
    }

    /** Rows that are not committed together are read by different runs. */
    private static void awaitRuns(Running running, String sync, int more) throws Exception {
        String runs =
                "select count(*) from model_run where queried_at is not null and sync = '"
                        + sync
                        + "'";
        long before = running.count(runs);
        await().atMost(SOON).until(() -> running.count(runs) >= before + more);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-HT-1")
    @Tag("R-HT-3")
    @Tag("R-HT-4")
    @Tag("R-HT-10")
    @Tag("R-HT-12")
    @Tag("R-HT-17")
    @Tag("R-HT-41")
    @Tag("R-HT-46")
    @Tag("R-HT-78")
    @Tag("R-HT-79")
    @Tag("R-HT-80")
    void rowsBecomeEventsAndABadRowCostsItselfAlone(String kind) throws Exception {
        sync("orders", EVERY_SECOND, ORDERS, WEB);
        sync("visits", EVERY_SECOND, VISITS, OFFLINE + "eventName: CompletePayment\n");
        try (Running running =
                running(
                        kind,
                        "create table shop_order (order_key varchar(20) primary key, what"
                                + " varchar(30), paid_at timestamp, email varchar(80), phone"
                                + " varchar(30), customer varchar(20), currency varchar(9), amount"
                                + " decimal(10, 2), items varchar(200))",
                        "create table shop_visit (visit_key varchar(20) primary key, email"
                                + " varchar(80), phone varchar(30), amount decimal(10, 2))",
                        order("O-1", "CompletePayment", "+1 202 555 0143", "USD"),
                        order("O-2", "AddToCart", "+12025550143", "USD"),
                        order("O-3", "CompletePayment", "+12025550143", "DOLLAR"),
                        order("O-4", "Search", "555-01", "USD"),
                        order("O-5", "Bought", "+12025550143", "USD"),
                        "insert into shop_visit values ('V-1', 'jane@example.com', null, 12.5)",
                        "insert into shop_visit values ('V-2', null, '+12025550143', 8)",
                        "insert into shop_visit values ('V-3', null, null, 8)")) {
            settled(running, 8);
            assertThat(outcomes(running, "orders"))
                    .containsExactly(
                            List.of("O-1", "delivered", ""),
                            List.of("O-2", "delivered", ""),
                            List.of("O-3", "refused", "BAD_CURRENCY"),
                            List.of("O-4", "refused", "BAD_PHONE"),
                            List.of("O-5", "refused", "UNKNOWN_EVENT_NAME"));
            assertThat(outcomes(running, "visits"))
                    .containsExactly(
                            List.of("V-1", "delivered", ""),
                            List.of("V-2", "delivered", ""),
                            List.of("V-3", "refused", "NO_IDENTIFIER"));

            JsonNode paid = event(running, "O-1");
            assertThat(paid.path("event_source_id").asText()).isEqualTo(Sandbox.PIXEL_CODE);
            assertThat(paid.at("/payload/event").asText()).isEqualTo("CompletePayment");
            assertThat(paid.at("/payload/event_time").asLong()).isEqualTo(1773480413);
            assertThat(paid.at("/payload/user/email/0").asText()).isEqualTo(JANE);
            assertThat(paid.at("/payload/user/external_id").asText()).hasSize(64);
            assertThat(paid.at("/payload/properties/value").asDouble()).isEqualTo(84.6);
            assertThat(paid.at("/payload/properties/contents/0/content_id").asText())
                    .isEqualTo("SKU-1");
            assertThat(event(running, "O-2").at("/payload/event").asText()).isEqualTo("AddToCart");
            JsonNode visit = event(running, "V-1");
            assertThat(visit.path("event_source_id").asText()).isEqualTo(Sandbox.EVENT_SET_ID);
            assertThat(visit.at("/payload/event").asText()).isEqualTo("CompletePayment");
            assertThat(visit.at("/payload/user/email").isArray()).isTrue();
            assertThat(visit.at("/payload/user/email")).hasSize(1);
            // refused before anything was sent: no call held them, and none failed
            assertThat(running.control("GET", "/received/calls", null).toString())
                    .doesNotContain("O-3", "O-4", "O-5", "V-3");

            mendedRowsGoAndSentOnesStay(running);
        }
    }

    private static String order(String key, String what, String phone, String currency) {
        return ("insert into shop_order values ('%s', '%s', timestamp '2026-03-14 09:26:53',"
                        + " 'Jane@Example.com', '%s', 'C-1', '%s', 84.60,"
                        + " '[{\"content_id\": \"SKU-1\", \"price\": 42.3, \"quantity\": 2}]')")
                .formatted(key, what, phone, currency);
    }

    private void mendedRowsGoAndSentOnesStay(Running running) throws Exception {
        warehouse(
                "update shop_order set currency = 'USD' where order_key = 'O-3'",
                "update shop_order set amount = 1 where order_key = 'O-1'",
                "delete from shop_order where order_key = 'O-2'");
        await().atMost(SOON)
                .until(() -> outcomes(running, "orders").contains(List.of("O-3", "delivered", "")));
        awaitRuns(running, "orders", 2);
        assertThat(event(running, "O-3").at("/payload/event_id").asText()).isEqualTo("O-3");
        assertThat(events(running))
                .extracting(event -> event.at("/payload/event_id").asText())
                .containsExactlyInAnyOrder("O-1", "O-2", "O-3", "V-1", "V-2");
        assertThat(event(running, "O-1").at("/payload/properties/value").asDouble())
                .isEqualTo(84.6);
        assertThat(outcomes(running, "orders"))
                .contains(
                        List.of("O-1", "delivered", ""),
                        List.of("O-4", "refused", "BAD_PHONE"),
                        List.of("O-5", "refused", "UNKNOWN_EVENT_NAME"));
    }

    @Test
    @Tag("R-HT-13")
    @Tag("R-HT-16")
    @Tag("R-HT-24")
    @Tag("R-HT-28")
    @Tag("R-HT-34")
    @Tag("R-HT-38")
    @Tag("R-HT-47")
    @Tag("R-HT-48")
    @Tag("R-HT-52")
    void whatTheSinkIsSetToCountsForRows() throws Exception {
        String series =
                "select 'R-' || x as event_key, 'jane@example.com' as email,"
                        + " 'https://shop.example.com/' as page_url from system_range(1, %d)";
        String given =
                "select 'G-' || row_key as event_key, email, 'https://shop.example.com/' as"
                        + " page_url from shop_given";
        sync("many", ONCE, series.formatted(1000), WEB + "eventName: ViewContent\n");
        sync(
                "stores",
                ONCE,
                series.formatted(150).replace("'R-'", "'S-'"),
                OFFLINE + "api: \"1.0\"\neventName: Contact\n");
        sync(
                "given",
                ONCE,
                given,
                WEB
                        + "eventName: Contact\nhashing: \"off\"\nbatchSize: 1\n"
                        + "testEventCode: TEST123\n");
        sync(
                "offline-given",
                ONCE,
                given.replace("'G-'", "'H-'"),
                OFFLINE + "eventName: Contact\nhashing: \"off\"\n");
        String twice = series.formatted(2).replace("'R-' || x", "'T-1'");
        sync("twins", ONCE, twice, WEB + "eventName: Contact\n");
        sync("offline-twins", ONCE, twice, OFFLINE + "eventName: Contact\n");
        try (Running running =
                running(
                        "H2",
                        "create table shop_given (row_key varchar(9) primary key, email varchar(80))",
                        "insert into shop_given values ('1', '"
                                + JANE
                                + "'), ('2', '"
                                + JANE
                                + "'),"
                                + " ('3', 'jane@example.com')")) {
            settled(running, 1000 + 150 + 3 + 3);
            await().atMost(SOON).until(() -> running.count("select count(*) from sent_call") >= 6);
            assertThat(calls(running, "many")).containsExactly(List.of("/event/track/", 1000));
            assertThat(calls(running, "stores"))
                    .containsExactlyInAnyOrder(
                            List.of("/offline/batch/", 100), List.of("/offline/batch/", 50));
            assertThat(calls(running, "given"))
                    .containsExactly(List.of("/event/track/", 1), List.of("/event/track/", 1));
            assertThat(outcomes(running, "given"))
                    .containsExactly(
                            List.of("G-1", "delivered", ""),
                            List.of("G-2", "delivered", ""),
                            List.of("G-3", "refused", "BAD_EMAIL"));
            assertThat(outcomes(running, "offline-given"))
                    .contains(
                            List.of("H-1", "delivered", ""),
                            List.of("H-3", "refused", "BAD_EMAIL"));
            JsonNode hashed = event(running, "G-1");
            assertThat(hashed.at("/payload/user/email/0").asText()).isEqualTo(JANE);
            assertThat(hashed.path("test_event_code").asText()).isEqualTo("TEST123");
            assertThat(event(running, "R-1").path("test_event_code").asText("")).isEmpty();

            // a key that two rows have stops the run before anything is sent, and says which
            for (String sync : List.of("twins", "offline-twins")) {
                assertThat(
                                running.rows(
                                                "select state, reason from model_run where sync = '"
                                                        + sync
                                                        + "'")
                                        .get(0))
                        .satisfies(run -> assertThat(run.get(0)).isEqualTo("aborted"))
                        .satisfies(run -> assertThat(run.get(1).toString()).contains("T-1"));
                assertThat(outcomes(running, sync)).isEmpty();
            }
            assertThat(events(running).toString()).doesNotContain("T-1");
        }
    }

    private static List<List<Object>> calls(Running running, String destination) throws Exception {
        return running.rows(
                "select endpoint, record_count from sent_call where destination = '"
                        + destination
                        + "'");
    }
}
