package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.Ports;
import io.tiktokroutes.calls.CallLog;
import io.tiktokroutes.calls.SentCall;
import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code log --calls} beside a running program: what was sent, what was answered, about whom. */
class CallsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);

    /** The SHA-256 of jane@example.com. */
    private static final String JANE =
            "8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d";

    private static final String ROUTES =
            """
            - route:
                id: intake
                from:
                  uri: kamelet:event-webhook-source
                  parameters:
                    path: rows
                    keyPaths: event_key
                  steps:
                    - to:
                        uri: inbox:rows
            - route:
                id: rows-to-tiktok
                from:
                  uri: inbox:rows
                  steps:
                    - to:
                        uri: kamelet:tiktok-event-sink
                        parameters:
                          destination: shop-orders
                          mapping: warehouse-row-to-tiktok-web-event
                          eventSourceId: "{{tiktok.pixel-code}}"
            - route:
                id: leads
                from:
                  uri: kamelet:event-webhook-source
                  parameters:
                    path: leads
                    keyPaths: id
                  steps:
                    - to:
                        uri: inbox:leads
            - route:
                id: leads-on
                from:
                  uri: inbox:leads
                  steps:
                    - to:
                        uri: kamelet:cdp-event-sink
                        parameters:
                          destination: cdp-leads
                          mapping: tiktok-lead-to-submit-lead
                          event: lead_form/submit
                    - to:
                        uri: kamelet:segment-sink
                        parameters:
                          destination: segment-leads
                          mapping: tiktok-lead-to-segment
            - route:
                id: members
                from:
                  uri: kamelet:event-webhook-source
                  parameters:
                    path: members
                    keyPaths: member_key
                  steps:
                    - to:
                        uri: inbox:members
            - route:
                id: members-on
                from:
                  uri: inbox:members
                  steps:
                    - to:
                        uri: kamelet:tiktok-audience-sink
                        parameters:
                          destination: shop-members
                          advertisers: "{{tiktok.advertiser-ids}}"
                          audience: Shop
            """;

    /** A draft, which runs nowhere and is known all the same. */
    private static final String UPLOAD =
            """
            - route:
                id: upload
                from:
                  uri: direct:rows
                  steps:
                    - to:
                        uri: kamelet:tiktok-audience-file-sink
                        parameters:
                          destination: shop-upload
            """;

    @TempDir Path folder;
    private Path routes;
    private Path config;
    private int port;

    static Stream<String> kinds() {
        return Stream.of("H2", "PostgreSQL");
    }

    private Application start(String kind, Sandbox sandbox) throws Exception {
        routes = Files.createDirectories(folder.resolve("routes/drafts")).getParent();
        Files.writeString(routes.resolve("rows.camel.yaml"), ROUTES);
        Files.writeString(routes.resolve("drafts/upload.camel.yaml"), UPLOAD);
        port = Ports.free();
        config = folder.resolve("application.properties");
        Files.write(
                config,
                List.of(
                        "tiktok.api-url=" + sandbox.apiUrl(),
                        "tiktok.access-token=" + Sandbox.ACCESS_TOKEN,
                        "tiktok.advertiser-ids=" + Sandbox.ADVERTISER_ID,
                        "tiktok.pixel-code=" + Sandbox.PIXEL_CODE,
                        "cdp.api-url=" + sandbox.cdpUrl(),
                        "cdp.portal-id=" + Sandbox.CDP_PORTAL_ID,
                        "cdp.source-id=" + Sandbox.CDP_SOURCE_ID,
                        "cdp.token=" + Sandbox.CDP_TOKEN,
                        "segment.api-url=" + sandbox.segmentUrl(),
                        "segment.sink-write-key=" + Sandbox.SEGMENT_WRITE_KEY,
                        "database.url=" + BothDatabases.url(kind, folder),
                        "database.user=" + BothDatabases.user(kind),
                        "calls.keep=5",
                        "http.port=" + port));
        Application application =
                new Application(
                        Settings.read(config, Map.of(), new Properties()),
                        routes,
                        Path.of("mappings"));
        application.start();
        return application;
    }

    private Said log(String... words) {
        List<String> all = new ArrayList<>(List.of("log", "--calls"));
        all.addAll(List.of(words));
        all.addAll(List.of("--config", config.toString(), "--routes", routes.toString()));
        return Said.by(all.toArray(String[]::new));
    }

    private List<JsonNode> json(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        Said said = log(all.toArray(String[]::new));
        assertThat(said.code()).as(said.err()).isZero();
        List<JsonNode> calls = new ArrayList<>();
        for (String line : said.out().lines().toList()) {
            calls.add(JSON.readTree(line));
        }
        return calls;
    }

    private static void row(List<String> rows, String key, String mail, String name) {
        rows.add(
                """
                {"event_key":"%s","event_name":"%s","email":"%s","currency":"EUR","value":9.5,
                 "page_url":"https://shop.example.com/thanks?m=%s","ip":"203.0.113.24"}"""
                        .formatted(key, name, mail, mail));
    }

    private void post(String path, List<String> rows) throws Exception {
        Web.post(
                "http://127.0.0.1:" + port + "/sources/" + path,
                "[" + String.join(",", rows) + "]");
    }

    private static void settled(Application program, int records) {
        await().atMost(SOON).until(() -> count(program, "select count(*) from ledger") >= records);
    }

    private static long count(Application program, String query) throws Exception {
        try (Connection connection = program.database().dataSource().getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void kept(Application program, String which) {
        await().atMost(SOON)
                .until(() -> count(program, "select count(*) from sent_call where " + which) > 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    @Tag("R-HT-83")
    @Tag("R-HT-85")
    @Tag("R-HT-86")
    void everyCallIsShownWithRequestAndResponseAndNothingOfAPerson(String kind) throws Exception {
        try (Sandbox sandbox = Sandbox.start(0);
                Application program = start(kind, sandbox)) {
            List<String> rows = new ArrayList<>();
            row(rows, "A-1", "jane@example.com", "CompletePayment");
            row(rows, "A-2", "lea@example.com", "Contact");
            row(rows, "A-3", "ada@example.com", "Search");
            post("rows", rows);
            kept(program, "destination = 'shop-orders'");

            JsonNode call = json("--destination", "shop-orders").get(0);
            assertThat(call.path("endpoint").asText()).isEqualTo("/event/track/");
            assertThat(call.path("http_status").asInt()).isEqualTo(200);
            assertThat(call.path("code").asText()).isEqualTo("0");
            assertThat(call.path("request_id").asText()).isNotEmpty();
            assertThat(call.path("keys")).hasSize(3);
            JsonNode first = call.path("request").path("data").path(0);
            assertThat(first.at("/user/email").toString()).contains(JANE.substring(0, 8) + "…");
            assertThat(first.at("/page/url").asText()).isEqualTo("https://shop.example.com/thanks");
            assertThat(first.at("/user/ip").asText()).isEqualTo("(hidden)");
            assertThat(call.path("response").path("code").asInt()).isZero();

            // a row is found by its key, and its own piece of the request
            JsonNode own = json("--destination", "shop-orders", "--key", "A-2").get(0);
            assertThat(own.path("request").path("data")).hasSize(1);
            assertThat(own.at("/request/data/0/event").asText()).isEqualTo("Contact");
            assertThat(own.at("/request/event_source").asText()).isEqualTo("web");
            assertThat(json("--key", "A-9")).isEmpty();

            theSecondPage(program, sandbox);
            otherDestinations(program);
            membersOfAnAudience(program);
            mistakes();
            noSecretIsInTheTable(program);
        }
    }

    /** Failed calls are kept by themselves, and others only so many. */
    private void theSecondPage(Application program, Sandbox sandbox) throws Exception {
        Web.post(
                sandbox.url() + "/_sandbox/faults",
                "{\"path\":\"/event/track/\",\"code\":40002,\"times\":1,"
                        + "\"message\":\"bad data.0.user of lea@example.com\"}");
        for (int i = 0; i < 6; i++) {
            List<String> rows = new ArrayList<>();
            row(rows, "B-" + i, "b" + i + "@example.com", "Contact");
            post("rows", rows);
            settled(program, 4 + i);
        }
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(json("--key", "B-5", "--destination", "shop-orders"))
                                        .hasSize(1));
        assertThat(json("--destination", "shop-orders", "-n", "100")).hasSize(6);
        JsonNode failed = json("--destination", "shop-orders", "--failed").get(0);
        assertThat(failed.path("message").asText()).contains("(address)").doesNotContain("lea");
        assertThat(failed.path("keys").path(0).asText()).isEqualTo("B-0");

        Said said = log("--destination", "shop-orders", "--failed");
        assertThat(said.out())
                .contains("shop-orders  POST /event/track/  1 record, ")
                .contains("  failed: HTTP 200, code 40002, bad data.0.user of (address)")
                .contains("  request: {")
                .contains("  response: {");
        assertThat(log().outLines().get(0)).startsWith("TIME").contains("REQUEST ID");
        assertThat(log("--since", "1m").out()).contains("shop-orders  POST /event/track/");
        assertThat(log("--since", "1m", "--destination", "shop-orders", "-n", "1").out())
                .contains("POST");
    }

    private void otherDestinations(Application program) throws Exception {
        List<String> leads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            leads.add(
                    """
                    {"id":"L-%d","name":"Mai Tran","email":"mai%d@example.com",
                     "phone_number":"+1 202 555 014%d"}"""
                            .formatted(i, i, i));
        }
        post("leads", leads);
        kept(program, "destination = 'segment-leads'");
        JsonNode segment = json("--destination", "segment-leads", "--key", "L-2").get(0);
        // a person and an event
        assertThat(segment.path("request").path("batch")).hasSize(2);
        assertThat(segment.at("/request/batch/0/traits/email").asText()).isEqualTo("(hidden)");
        // one call each, and on several threads
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            List<JsonNode> calls = json("--destination", "cdp-leads");
                            assertThat(calls).hasSize(4);
                            assertThat(calls)
                                    .extracting(call -> call.at("/keys/0").asText())
                                    .containsExactlyInAnyOrder("L-0", "L-1", "L-2", "L-3");
                        });
    }

    /** The digests of Lea are those of her row alone, also where a person has two addresses. */
    private void membersOfAnAudience(Application program) throws Exception {
        post(
                "members",
                List.of(
                        "{\"member_key\":\"C-1@7\",\"emails\":[\"jane@example.com\",\"j@example.com\"]}",
                        "{\"member_key\":\"C-2@7\",\"email\":\"lea@example.com\"}"));
        kept(program, "endpoint = '/segment/mapping/'");
        assertThat(json("--destination", "shop-members", "--key", "C-2"))
                .hasSize(1)
                .allSatisfy(
                        call -> {
                            assertThat(call.at("/request/action").asText()).isEqualTo("add");
                            assertThat(call.at("/request/id_schema/0").asText())
                                    .isEqualTo("EMAIL_SHA256");
                            assertThat(call.at("/request/batch_data")).hasSize(1);
                            assertThat(call.at("/request/batch_data/0/0/id").asText())
                                    .hasSize(9)
                                    .endsWith("…");
                            assertThat(call.at("/response/code").isInt()).isTrue();
                        });
        JsonNode jane = json("--destination", "shop-members", "--key", "C-1@7").get(0);
        assertThat(jane.at("/request/batch_data")).hasSize(2);
    }

    private void mistakes() {
        Said unknown = log("--destination", "shop-ordres");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("no destination 'shop-ordres'; did you mean 'shop-orders'?");
        Said upload = log("--destination", "shop-upload");
        assertThat(upload.code()).isZero();
        assertThat(upload.out())
                .startsWith("shop-upload uploads files, and of these no calls are shown: rows are");
        assertThat(log("--inbox", "rows").err()).contains("--calls goes with --destination");
    }

    private static void noSecretIsInTheTable(Application program) throws Exception {
        List<SentCall> calls =
                new CallLog(new Sql(program.database().dataSource()))
                        .latest(
                                new CallLog.Wanted("", "", Set.of(), null, false, 0),
                                Integer.MAX_VALUE);
        assertThat(calls).hasSizeGreaterThan(10);
        for (SentCall call : calls) {
            assertThat(call.request() + call.answer() + call.message() + call.note())
                    .doesNotContain("@example")
                    .doesNotContain("203.0.113")
                    .doesNotContain("Mai Tran")
                    .doesNotContain("202 555")
                    .doesNotContain("2025550")
                    .doesNotContain(JANE)
                    .doesNotContain(Sandbox.ACCESS_TOKEN)
                    .doesNotContain(Sandbox.CDP_TOKEN);
        }
    }
}
