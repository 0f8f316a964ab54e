package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.warehouse.runs.CalledSyncs;
import io.tiktokroutes.warehouse.runs.Resync;
import io.tiktokroutes.warehouse.runs.RunBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program: what is known of runs, and what people do with them. */
class SyncRunsTest {

    private static final Duration SOON = Duration.ofSeconds(40);

    private static final String ROUTES =
            """
            - route:
                id: orders-from-warehouse
                description: Orders of the shop are kept before they go
                from:
                  uri: kamelet:warehouse-source
                  parameters:
                    name: orders
                    model: select id as event_key, 'CompletePayment' as event_name, now() as event_time, email, currency, 5 as value, 'https://shop.example.com' as page_url from shop_order
                    primaryKey: event_key
                    writeBack: tiktok_
                  steps:
                    - to:
                        uri: inbox:orders
            - route:
                id: orders-to-tiktok
                description: Orders become web events
                from:
                  uri: inbox:orders
                  steps:
                    - to:
                        uri: kamelet:tiktok-event-sink
                        parameters:
                          destination: tiktok-web
                          mapping: warehouse-row-to-tiktok-web-event
                          eventSource: web
                          eventSourceId: "{{tiktok.pixel-code}}"
            """;

    @TempDir Path folder;

    private String warehouse;

    private void execute(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(warehouse, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private List<String> written(String query) throws Exception {
        try (Connection connection = DriverManager.getConnection(warehouse, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1) + "|" + rows.getString(2));
            }
            return lines;
        }
    }

    private static void awaitStates(Running program, String... states) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(program.rows("select state from model_run order by id"))
                                        .extracting(row -> "" + row.get(0))
                                        .containsExactly(states));
    }

    @Test
    @Tag("RX-HT-2")
    @Tag("RX-HT-4")
    @Tag("RX-HT-6")
    @Tag("RX-HT-7")
    @Tag("RX-HT-8")
    void runsAreCountedCalledRepairedResyncedAndCancelled() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("shop.camel.yaml"), ROUTES);
        warehouse = BothDatabases.url("PostgreSQL", folder);
        execute(
                "create table shop_order (id text, email text, currency text)",
                "insert into shop_order values ('O-1', 'mai@example.com', 'USD'),"
                        + " ('O-2', 'nam@example.com', 'BITCOIN')");
        try (Running program =
                Running.on(
                                "H2",
                                folder,
                                Map.of("warehouse.url", warehouse, "warehouse.user", "postgres"),
                                routes)
                        .start()) {
            Sql sql = new Sql(program.database());
            CalledSyncs calls = new CalledSyncs(sql, Clock.systemUTC());
            awaitStates(program, "completed with errors");
            await().atMost(SOON)
                    .until(
                            () ->
                                    program.get("/observe/health?data=true")
                                            .body()
                                            .contains("1 × tiktok-web refused BAD_CURRENCY"));
            assertThat(program.get("/observe/metrics").body())
                    .contains(
                            "tiktok_routes_sync_runs_total{state=\"completed_with_errors\","
                                    + "sync=\"orders\"} 1.0");
            await().atMost(SOON)
                    .until(
                            () ->
                                    program.count(
                                                    "select count(*) from model_run"
                                                            + " where written_at is not null")
                                            == 1);
            assertThat(written("select row_id, status from tiktok_changelog order by 1"))
                    .containsExactly("O-1|succeeded", "O-2|failed");

            execute("update shop_order set currency = 'EUR'");
            calls.call("orders");
            awaitStates(program, "completed with errors", "completed");
            assertThat(program.received()).containsOnlyKeys("O-1", "O-2");
            await().atMost(SOON)
                    .until(
                            () ->
                                    written("select row_id, status from tiktok_snapshot order by 1")
                                            .equals(List.of("O-1|succeeded", "O-2|succeeded")));

            new Resync(sql, Clock.systemUTC()).all(new RunBook(sql).bound().get("orders"));
            calls.call("orders");
            awaitStates(program, "completed with errors", "completed", "completed");
            assertThat(program.rows("select added, removed from model_run where id = 3"))
                    .containsExactly(List.of(2L, 0L));
            assertThat(program.rows("select record_key, attempts, outcome from ledger order by 1"))
                    .containsExactly(
                            List.of("O-1", 2, "delivered"), List.of("O-2", 3, "delivered"));
            assertThat(program.received()).containsOnlyKeys("O-1", "O-2");

            execute(
                    "alter table shop_order rename to held",
                    "create view shop_order as select id, email || pg_sleep(60)::text as email,"
                            + " currency from held");
            calls.call("orders");
            awaitStates(program, "completed with errors", "completed", "completed", "querying");
            new RunBook(sql).cancel("orders", Instant.now());
            awaitStates(program, "completed with errors", "completed", "completed", "cancelled");
            assertThat(program.get("/observe/health").statusCode()).isEqualTo(200);

            execute("drop view shop_order");
            calls.call("orders");
            await().atMost(SOON)
                    .until(() -> program.get("/observe/health").body().contains("was aborted at"));
            assertThat(program.get("/observe/health").statusCode()).isEqualTo(503);
        }
    }
}
