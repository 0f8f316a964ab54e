package io.tiktokroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries of Segment and RudderStack post to the running program as they do to their vendor. */
class SegmentHttpTest {

    private static final String OK = "{\"success\":true}";
    private static final String[] JSON = {"Content-Type", "application/json"};

    private static final String ORDER =
            """
            {"type":"track","event":"Order Completed","messageId":"%s","userId":"CUST-77120",
             "timestamp":"2026-03-14T09:26:53.412Z",
             "context":{"ip":"198.51.100.44","userAgent":"Mozilla/5.0",
               "page":{"url":"https://store.example.com/done"}},
             "properties":{"order_id":"T-1","value":109.97,"currency":"USD",
               "products":[{"product_id":"P-1","price":24.95,"quantity":4}]}}""";

    @TempDir Path folder;

    private Running running(Map<String, String> more) throws Exception {
        return Running.posted("H2", folder, more).start();
    }

    private static byte[] gzip(byte[] plain) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
    }

    @Test
    void aServerLibraryPostsACompressedBatchAndItsEventsReachTikTok() throws Exception {
        String batch =
                """
                {"batch":[%s,
                  {"type":"track","event":"Products Searched","messageId":"m-2","userId":"C-2",
                   "context":{"page":{"url":"https://store.example.com/search"}},
                   "properties":{"query":"linen"}},
                  {"type":"identify","messageId":"m-3","userId":"C-2","traits":{"plan":"pro"}},
                  {"type":"track","event":"Order Completed","messageId":"m-4","userId":"C-3",
                   "timestamp":"2026-03-14T09:26:53Z"}],
                 "context":{"ip":"198.51.100.9","library":{"name":"analytics-node"}},
                 "sentAt":"2026-03-14T09:27:00.000Z"}"""
                        .formatted(ORDER.formatted("m-1"));
        try (Running running = running(Map.of("sources.key", "write-key"))) {
            HttpResponse<String> answer =
                    running.post(
                            "/v1/batch",
                            gzip(batch.getBytes(UTF_8)),
                            "Authorization",
                            basic("write-key"),
                            "Content-Type",
                            "application/json",
                            "Content-Encoding",
                            "gzip");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(OK);
            assertThat(running.outcomes(4))
                    .isEqualTo(
                            Map.of(
                                    "m-1", "delivered",
                                    "m-2", "delivered",
                                    "m-3", "skipped UNMAPPED_EVENT",
                                    "m-4", "refused MISSING_URL"));
            Map<String, JsonNode> received = running.received();
            assertThat(received).containsOnlyKeys("m-1", "m-2");
            JsonNode order = received.get("m-1");
            assertThat(order.path("event").asText()).isEqualTo("CompletePayment");
            assertThat(order.path("event_time").asLong()).isEqualTo(1773480413);
            assertThat(order.path("user").path("ip").asText())
                    .as("its own words before those of the batch")
                    .isEqualTo("198.51.100.44");
            JsonNode search = received.get("m-2");
            assertThat(search.path("event").asText()).isEqualTo("Search");
            assertThat(search.path("user").path("ip").asText())
                    .as("from the batch")
                    .isEqualTo("198.51.100.9");
            assertThat(search.path("page").path("url").asText())
                    .isEqualTo("https://store.example.com/search");
            assertThat(search.path("event_time").asLong()).as("sentAt").isEqualTo(1773480420);
        }
    }

    @Test
    void theAddressSaysWhatACallIsAndABrowserWritesItsKeyIntoTheBody() throws Exception {
        Map<String, String> key = Map.of("segment.write-key", "shown", "sources.key", "hidden");
        try (Running running = running(key)) {
            String call =
                    "{\"event\":\"Signed Up\",\"userId\":\"C\",\"messageId\":\"%s\",\"writeKey\":\"shown\","
                            + "\"context\":{\"page\":{\"url\":\"https://store.example.com/\"}}}";
            for (String name : new String[] {"track", "t", "page", "p", "identify", "group"}) {
                HttpResponse<String> answer =
                        running.post(
                                "/v1/" + name,
                                call.formatted(name).getBytes(UTF_8),
                                "Content-Type",
                                "text/plain");
                assertThat(answer.body()).as(name).isEqualTo(OK);
            }
            String batch = "{\"batch\":[" + ORDER.formatted("b") + "],\"writeKey\":\"shown\"}";
            assertThat(running.post("/v1/b", batch).body()).isEqualTo(OK);
            assertThat(running.post("/v1/track", call.replace("shown", "guessed")).statusCode())
                    .isEqualTo(401);
            assertThat(
                            running.post("/sources/commanders-act", "{\"writeKey\":\"shown\"}")
                                    .statusCode())
                    .as("the key that browsers show opens nothing else")
                    .isEqualTo(401);
            assertThat(running.outcomes(7))
                    .containsEntry("track", "delivered")
                    .containsEntry("t", "delivered")
                    .containsEntry("b", "delivered")
                    .containsEntry("page", "skipped UNMAPPED_EVENT");
            assertThat(running.rows("select payload from refused").toString())
                    .doesNotContain("shown");
        }
    }

    @Test
    void refusalsAreThoseOfAnHttpApi() throws Exception {
        Map<String, String> settings =
                Map.of("sources.key", "write-key", "http.max-body-bytes", "20000");
        try (Running running = running(settings)) {
            String[] right = {"Authorization", basic("write-key")};
            assertThat(running.post("/v1/track", "{}".getBytes(UTF_8), JSON).statusCode())
                    .isEqualTo(401);
            assertThat(post(running, "/v1/track", "[1]", right)).isEqualTo(400);
            assertThat(post(running, "/v1/batch", "{\"event\":\"x\"}", right)).isEqualTo(400);
            assertThat(post(running, "/v1/projects", "{}", right)).isEqualTo(404);
            assertThat(post(running, "/v1/track", "x".repeat(20001), right)).isEqualTo(413);
            byte[] bomb = gzip(new byte[5_000_000]);
            assertThat(bomb.length).isLessThan(20_000);
            HttpResponse<String> inflated =
                    running.post(
                            "/v1/track",
                            bomb,
                            "Authorization",
                            basic("write-key"),
                            "Content-Encoding",
                            "gzip");
            assertThat(inflated.statusCode()).isEqualTo(413);
            assertThat(inflated.body()).contains("larger than 20000 bytes when inflated");
            HttpResponse<String> brotli =
                    running.post(
                            "/v1/track",
                            new byte[] {1},
                            "Authorization",
                            basic("write-key"),
                            "Content-Encoding",
                            "br");
            assertThat(brotli.statusCode()).isEqualTo(415);
            assertThat(running.count("select count(*) from inbox")).isZero();
        }
    }

    private static int post(Running running, String path, String body, String... headers)
            throws Exception {
        return running.post(path, body.getBytes(UTF_8), headers).statusCode();
    }

    @Test
    void pagesOfNamedWebsitesMayPostAndOthersMayNot() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        String source = "uri: kamelet:segment-source\n";
        Files.writeString(
                routes.resolve("segment.camel.yaml"),
                Files.readString(Path.of("routes/segment-to-tiktok.camel.yaml"))
                        .replace(
                                source,
                                source
                                        + "      parameters:\n"
                                        + "        allowedOrigins: https://a.example.com\n"));
        String[] asks = {
            "Origin", "https://a.example.com", "Access-Control-Request-Method", "POST"
        };
        try (Running running = Running.on("H2", folder, Map.of(), routes).start()) {
            HttpResponse<String> allowed = running.options("/v1/t", asks);
            assertThat(allowed.statusCode()).isEqualTo(204);
            assertThat(allowed.headers().map())
                    .containsEntry(
                            "access-control-allow-origin",
                            java.util.List.of("https://a.example.com"))
                    .containsEntry("access-control-allow-methods", java.util.List.of("POST"));
            HttpResponse<String> posted =
                    running.post(
                            "/v1/t",
                            ORDER.formatted("m").getBytes(UTF_8),
                            "Origin",
                            "https://a.example.com");
            assertThat(posted.body()).isEqualTo(OK);
            assertThat(posted.headers().firstValue("access-control-allow-origin"))
                    .contains("https://a.example.com");
            HttpResponse<String> other =
                    running.options("/v1/t", "Origin", "https://b.example.com");
            assertThat(other.statusCode()).isEqualTo(405);
            assertThat(other.headers().firstValue("access-control-allow-origin")).isEmpty();
        }
        try (Running running = running(Map.of())) {
            assertThat(running.options("/v1/t", asks).statusCode()).isEqualTo(405);
        }
    }
}
