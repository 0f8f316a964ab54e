package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.BothDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program: rows of a query become events at TikTok, each once. */
class WarehouseSourceTest {

    private static final String ROUTES =
            """
            - route:
                id: orders-from-warehouse
                description: Orders of the shop are kept before they go
                from:
                  uri: kamelet:warehouse-source
                  parameters:
                    name: orders
                    model: orders
                    primaryKey: event_key
                    schedule: 0/1 * * * * ?
                  steps:
                    - to:
                        uri: inbox:orders
            - route:
                id: orders-to-tiktok
                description: Orders become web events, visits become offline events
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
            - route:
                id: visits-from-warehouse
                description: Visits of the shop are kept before they go
                from:
                  uri: kamelet:warehouse-source
                  parameters:
                    name: visits
                    model: select id as event_key, 'Contact' as event_name, at as event_time, email as emails from visit
                    primaryKey: event_key
                    schedule: 0/1 * * * * ?
                  steps:
                    - to:
                        uri: inbox:visits
            - route:
                id: visits-to-tiktok
                description: Visits become offline events
                from:
                  uri: inbox:visits
                  steps:
                    - to:
                        uri: kamelet:tiktok-event-sink
                        parameters:
                          destination: tiktok-offline
                          mapping: warehouse-row-to-tiktok-offline-event
                          eventSource: offline
                          eventSourceId: "{{tiktok.event-set-id}}"
            """;

    @TempDir Path folder;

    private Path routes;
    private String warehouse;

    @BeforeEach
    void shop() throws Exception {
        routes = Files.createDirectories(folder.resolve("routes"));
        Files.createDirectories(routes.resolve("models"));
        Files.writeString(routes.resolve("shop.camel.yaml"), ROUTES);
        Files.writeString(
                routes.resolve("models/orders.sql"),
                """
                select id as event_key, what as event_name, at as event_time, email,
                  'USD' as currency, total as value, '203.0.113.9' as ip, 'Mozilla/5.0' as user_agent,
                  'https://shop.example.com' as page_url from shop_order;
                """);
        warehouse = BothDatabases.url("PostgreSQL", folder);
        execute(
                "create table shop_order (id text, what text, at timestamptz, email text,"
                        + " total numeric(10, 2))",
                "create table visit (id text, at timestamptz, email text)",
                "insert into shop_order values"
                        + " ('O-1', 'CompletePayment', now(), 'mai@example.com', 84.60),"
                        + " ('O-2', 'AddToCart', now(), 'nam@example.com', 10)",
                "insert into visit values ('V-1', now(), 'mai@example.com')");
    }

    private void execute(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(warehouse, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private boolean naps() throws Exception {
        try (Connection connection = DriverManager.getConnection(warehouse, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity where wait_event ="
                                        + " 'PgSleep'")) {
            return rows.next() && rows.getInt(1) == 1;
        }
    }

    private Running program() throws Exception {
        return Running.on(
                "H2",
                folder,
                Map.of("warehouse.url", warehouse, "warehouse.user", "postgres"),
                routes);
    }

    @Test
    @Tag("R-HT-1")
    @Tag("R-HT-3")
    @Tag("R-HT-4")
    @Tag("R-HT-9")
    @Tag("R-HT-10")
    @Tag("R-HT-12")
    void rowsBecomeEventsOnceAndTheProgramGoesOnWhereItWas() throws Exception {
        String database;
        try (Running program = program().start()) {
            database = program.databaseUrl();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> program.count("select count(*) from ledger") == 3);
            Map<String, JsonNode> events = program.received();
            assertThat(events).containsOnlyKeys("O-1", "O-2", "V-1");
            assertThat(events.get("O-1").path("event").asText()).isEqualTo("CompletePayment");
            assertThat(events.get("O-2").path("event").asText()).isEqualTo("AddToCart");
            assertThat(events.get("O-1").at("/properties/value").asText()).startsWith("84.6");
            long runs = program.count("select count(*) from model_run");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> program.count("select count(*) from model_run") > runs + 2);
            assertThat(program.count("select count(*) from model_run_row")).isEqualTo(3);
            assertThat(program.rows("select distinct destination, outcome from ledger order by 1"))
                    .containsExactly(
                            List.of("tiktok-offline", "delivered"),
                            List.of("tiktok-web", "delivered"));
            // routes of one's own ask the warehouse with camel-jdbc
            assertThat(
                            program.ask(
                                    "jdbc:warehouse?outputType=SelectOne",
                                    "select count(*) from shop_order"))
                    .isEqualTo(2L);
        }
        execute("insert into shop_order values ('O-3', 'Search', now(), 'x@example.com', 1)");
        // not due before the morning, but its last run was aborted
        Files.writeString(
                routes.resolve("shop.camel.yaml"),
                ROUTES.replaceAll("schedule: .*", "schedule: every day at 04:00"));
        try (Connection connection = DriverManager.getConnection(database, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update model_run set state = 'aborted', handed_at = null, row_count = 0"
                            + " where id = (select max(id) from model_run where sync = 'orders')");
        }
        try (Running program =
                Running.on(
                                "H2",
                                folder,
                                Map.of(
                                        "warehouse.url",
                                        warehouse,
                                        "warehouse.user",
                                        "postgres",
                                        "database.url",
                                        database),
                                routes)
                        .start()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> program.count("select count(*) from ledger") == 4);
            assertThat(program.received()).containsOnlyKeys("O-3");
        }
    }

    @Test
    @Tag("RX-HT-4")
    void aStopEndsAQueryThatTakesLongAndNothingOfItIsSent() throws Exception {
        Files.writeString(
                routes.resolve("models/orders.sql"),
                // not in the first fetch: PostgreSQL's driver takes a statement for idle after it
                "select 'O-' || n as event_key, case when n > 50 then pg_sleep(120)::text end as nap"
                        + " from generate_series(1, 99) n\n");
        Running program = program().start();
        await().atMost(Duration.ofSeconds(20)).until(this::naps);
        String database = program.databaseUrl();
        Instant told = Instant.now();
        program.close();
        assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(25));
        try (Connection connection = DriverManager.getConnection(database, "sa", "");
                Statement select = connection.createStatement();
                var rows =
                        select.executeQuery(
                                "select state, reason from model_run where sync = 'orders'")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("cancelled");
            assertThat(rows.getString(2)).matches("the (program|flow) was stopped");
        }
    }

    @Test
    void aModelThatIsMissingAndAWarehouseThatIsNoneAreToldAtTheStart() throws Exception {
        Files.delete(routes.resolve("models/orders.sql"));
        try (Running program = program()) {
            assertThatThrownBy(program::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("there is no model 'orders'");
        }
        try (Running program =
                Running.on("H2", folder, Map.of("warehouse.url", "jdbc:oracle:x"), routes)) {
            assertThatThrownBy(program::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining(
                            "warehouse.url is 'jdbc:oracle:x'; write a JDBC URL of H2, PostgreSQL or"
                                    + " MariaDB");
        }
    }

    @Test
    void aDryRunReadsTheWarehouseAndLeavesNoTrace() throws Exception {
        Settings settings =
                Settings.read(folder.resolve("none.properties"), Map.of(), new Properties())
                        .with(
                                Map.of(
                                        "database.url",
                                        warehouse,
                                        "database.user",
                                        "postgres",
                                        "tiktok.access-token",
                                        "token",
                                        "tiktok.pixel-code",
                                        "C4PIXEL",
                                        "tiktok.event-set-id",
                                        "7000000000000000001",
                                        "http.port",
                                        "" + Ports.free()));
        List<JsonNode> lines = new CopyOnWriteArrayList<>();
        try (Application dry =
                Application.dryRun(settings, routes, Path.of("mappings"), lines::add)) {
            dry.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> lines.size() >= 3);
        }
        assertThat(lines)
                .extracting(line -> line.path("key").asText() + " " + line.path("outcome").asText())
                .containsExactlyInAnyOrder(
                        "O-1 would be delivered",
                        "O-2 would be delivered",
                        "V-1 would be delivered");
        try (Connection connection = DriverManager.getConnection(warehouse, "postgres", "");
                var tables = connection.getMetaData().getTables(null, "public", "model%", null)) {
            assertThat(tables.next()).isFalse();
        }
    }
}
