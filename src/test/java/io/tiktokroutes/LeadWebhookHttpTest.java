package io.tiktokroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.leads.Signing;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /webhooks/tiktok/leads} answers, over a socket; nothing empties the inbox here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeadWebhookHttpTest {

    private static final String PATH = "/webhooks/tiktok/leads";
    private static final String ROUTE =
            """
            - route:
                id: leads-webhook
                from:
                  uri: kamelet:tiktok-lead-webhook-source
                  parameters:
                    forms: %s
                  steps:
                    - to:
                        uri: inbox:leads
                        parameters:
                          bound: %d
            """;

    private Running running;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        running = start(folder, ROUTE.formatted("''", 1000), "tiktok.app-secret", secret());
    }

    @AfterAll
    void stop() {
        running.close();
    }

    private static String secret() {
        return Sandbox.APP_SECRET;
    }

    private static Running start(Path folder, String route, String... more) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("webhook.camel.yaml"), route);
        return Running.on(
                        "H2",
                        folder,
                        more.length == 0 ? Map.of() : Map.of(more[0], more[1]),
                        routes)
                .start();
    }

    private static String body(long id, String name) {
        return """
                {"object":1,"entry":[{"id":%d,"page_id":7300000000000000001,
                 "changes":[{"field":"name","value":"%s"}]}],"time":1760000000}"""
                .formatted(id, name);
    }

    private HttpResponse<String> post(byte[] body, String signature, String... more)
            throws Exception {
        return post(running, body, signature, more);
    }

    private static HttpResponse<String> post(
            Running running, byte[] body, String signature, String... more) throws Exception {
        String[] headers = {"X-Open-Signature", signature, "Content-Type", "application/json"};
        String[] all = java.util.Arrays.copyOf(headers, headers.length + more.length);
        System.arraycopy(more, 0, all, headers.length, more.length);
        return running.post(PATH, body, all);
    }

    private HttpResponse<String> signed(String body) throws Exception {
        return post(body.getBytes(UTF_8), Signing.escaped(secret(), body));
    }

    private double entries(String result) throws Exception {
        return running.scrape()
                .ours("lead_webhook_entries_total")
                .getOrDefault("{result=\"" + result + "\"}", 0.0);
    }

    private List<List<Object>> kept(long id) throws Exception {
        return running.rows("select payload from inbox where record_key = '" + id + "'");
    }

    @Test
    @Tag("R-CDP-11")
    void whatIsSignedIsKeptAsItWasWritten() throws Exception {
        String text = body(7400000000000000002L, "Zoë Łoś 😀 \\ud83d \\u0000");
        HttpResponse<String> answer = signed(text);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"duplicates\":0}");
        assertThat("" + kept(7400000000000000002L)).contains("Zoë Łoś 😀", "7300000000000000001");
        byte[] raw = body(7400000000000000003L, "Łoś").getBytes(UTF_8);
        assertThat(post(raw, Signing.raw(secret(), raw)).statusCode()).isEqualTo(200);
        assertThat(signed(text).body()).isEqualTo("{\"accepted\":0,\"duplicates\":1}");
        assertThat(running.rows("select came_by from lead where lead_id = '7400000000000000002'"))
                .containsExactly(List.of("webhook"));
    }

    @Test
    void whatIsNotSignedIsNotRead() throws Exception {
        String text = body(7400000000000000009L, "Zoë");
        String fits = Signing.escaped(secret(), text);
        assertThat(signed(body(7400000000000000008L, "Zoë")).statusCode()).isEqualTo(200);
        byte[] changed = text.replace("Zoë", "Zoé").getBytes(UTF_8);
        HttpResponse<String> answer = post(changed, fits);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain(fits, secret());
        assertThat(post("{".getBytes(UTF_8), fits).statusCode()).isEqualTo(401);
        assertThat(post(text.getBytes(UTF_8), "").statusCode()).isEqualTo(401);
        assertThat(
                        running.post(PATH, text.getBytes(UTF_8), "Content-Type", "application/json")
                                .statusCode())
                .isEqualTo(401);
        assertThat(kept(7400000000000000009L)).isEmpty();
        assertThat(entries("bad_signature")).isGreaterThanOrEqualTo(4);
        assertThat(entries("accepted")).isPositive();
    }

    @Test
    void whoeverOnlyLooksIsAnswered200() throws Exception {
        assertThat(running.get(PATH).statusCode()).isEqualTo(200);
        assertThat(running.head(PATH).statusCode()).isEqualTo(200);
        assertThat(running.head(PATH).body()).isEmpty();
        assertThat(running.options(PATH, "Origin", "https://x.example").statusCode())
                .isEqualTo(405);
    }

    @Test
    void whatNoRepeatWouldMendIsAnswered200() throws Exception {
        assertThat(signed("{\"object\":2,\"entry\":[{\"id\":1}]}").body())
                .isEqualTo("{\"accepted\":0,\"duplicates\":0}");
        assertThat(signed("[]").statusCode()).isEqualTo(200);
        String mixed =
                "{\"object\":1,\"entry\":[{\"page_id\":1},{\"id\":\"7400000000000000010\"},5]}";
        assertThat(signed(mixed).body()).isEqualTo("{\"accepted\":1,\"duplicates\":0}");
        assertThat(kept(7400000000000000010L)).hasSize(1);
        assertThat(entries("malformed")).isEqualTo(3);
        assertThat(entries("ignored")).isEqualTo(1);
    }

    @Test
    void whatIsNoWebhookIsRefused() throws Exception {
        assertThat(signed("hello").statusCode()).isEqualTo(400);
        assertThat(signed("").statusCode()).isEqualTo(400);
        byte[] form = "a=b".getBytes(UTF_8);
        assertThat(
                        running.post(
                                        PATH,
                                        form,
                                        "X-Open-Signature",
                                        Signing.raw(secret(), form),
                                        "Content-Type",
                                        "application/x-www-form-urlencoded")
                                .statusCode())
                .isEqualTo(415);
        assertThat(post(new byte[6_000_000], "x").statusCode()).isEqualTo(413);
    }

    @Test
    void aCompressedBodyIsSignedAsItWasBefore() throws Exception {
        String text = body(7400000000000000011L, "Zoë");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(UTF_8));
        }
        byte[] gzip = packed.toByteArray();
        String fits = Signing.escaped(secret(), text);
        assertThat(post(gzip, fits, "Content-Encoding", "gzip").statusCode()).isEqualTo(200);
        assertThat(kept(7400000000000000011L)).hasSize(1);
        assertThat(post(gzip, fits).statusCode()).isEqualTo(401);
    }

    @Test
    void aThousandLeadsInOneBodyAreKept() throws Exception {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            entries.append(i == 0 ? "" : ",").append("{\"id\":").append(7410000000000000000L + i);
            entries.append(",\"page_id\":7300000000000000001}");
        }
        assertThat(signed("{\"object\":1,\"entry\":[" + entries + "]}").body())
                .isEqualTo("{\"accepted\":900,\"duplicates\":0}");
        assertThat(running.count("select count(*) from inbox where record_key like '741%'"))
                .isEqualTo(900);
    }

    @Test
    void withoutASecretNothingIsTakenAndHealthSaysWhy(@TempDir Path folder) throws Exception {
        try (Running open = start(folder, ROUTE.formatted("''", 1000))) {
            byte[] body = body(1, "x").getBytes(UTF_8);
            HttpResponse<String> answer = post(open, body, Signing.raw("guessed", body));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("tiktok.app-secret is not set");
            assertThat(open.count("select count(*) from inbox")).isZero();
            HttpResponse<String> health = open.get("/observe/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body())
                    .contains("lead-subscription", "Leads come by export alone: tiktok.app-secret");
        }
    }

    @Test
    void leadsOfOtherFormsAreIgnoredAndAFullInboxSendsTikTokAway(@TempDir Path folder)
            throws Exception {
        String route = ROUTE.formatted("'7300000000000000001, 7300000000000000002'", 2);
        try (Running small = start(folder, route, "tiktok.app-secret", secret())) {
            String other = body(1, "x").replace("7300000000000000001", "7300000000000000005");
            byte[] bytes = other.getBytes(UTF_8);
            assertThat(post(small, bytes, Signing.raw(secret(), bytes)).body())
                    .isEqualTo("{\"accepted\":0,\"duplicates\":0}");
            assertThat(small.count("select count(*) from lead")).isZero();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> number(small, System.nanoTime()).statusCode() == 429);
            HttpResponse<String> full = number(small, 7400000000000000099L);
            assertThat(full.statusCode()).isEqualTo(429);
            assertThat(full.headers().firstValue("Retry-After")).contains("10");
            assertThat(
                            small.count(
                                    "select count(*) from lead where lead_id ="
                                            + " '7400000000000000099'"))
                    .isZero();
        }
    }

    private static HttpResponse<String> number(Running running, long id) throws Exception {
        byte[] body = body(id, "x").getBytes(UTF_8);
        return post(running, body, Signing.raw(secret(), body));
    }

    @Test
    void whileTheDatabaseIsAwayTikTokIsAskedToRepeat(@TempDir Path folder) throws Exception {
        try (Running down =
                start(folder, ROUTE.formatted("''", 1000), "tiktok.app-secret", secret())) {
            assertThat(number(down, 1).statusCode()).isEqualTo(200);
            down.loseDatabase();
            HttpResponse<String> answer = number(down, 2);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("10");
        }
    }
}
