package io.tiktokroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.sandbox.Sandbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leads into Segment, a second kind of CDP, through the whole program. */
class SegmentSinkTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path DRAFT = Path.of("routes/drafts/leads-to-segment.camel.yaml");

    @TempDir Path folder;

    /** The step that the comment of the draft shows, added to the shipped route. */
    private Path bothCdps() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        String step =
                Files.readString(DRAFT)
                        .lines()
                        .filter(line -> line.startsWith("#        "))
                        .map(line -> line.substring(1))
                        .reduce("", (all, line) -> all + line + "\n");
        assertThat(step).contains("kamelet:segment-sink");
        String shipped = Files.readString(Path.of("routes/leads-to-cdp.camel.yaml"));
        Files.writeString(
                routes.resolve("leads-to-cdp.camel.yaml"), QuickRoutes.quick(shipped + step));
        return routes;
    }

    private static JsonNode submit(Running running) throws Exception {
        ArrayNode leads = Running.JSON.createArrayNode();
        leads.addObject()
                .put("region", "eu")
                .putObject("answers")
                .put("name", "Zoë Łoś")
                .put("email", "Zoe@example.com")
                .put("phone_number", "+49 30 555 0100");
        leads.addObject().put("region", "us").putObject("answers").put("name", "Nobody");
        return running.control("POST", "/forms/" + Sandbox.FORM_ID + "/leads", leads)
                .path("lead_ids");
    }

    @Test
    void leadsGoToBothKindsOfCdpAndOneThatIsDownDoesNotHoldUpTheOther() throws Exception {
        try (Running running = Running.on("H2", folder, Map.of(), bothCdps())) {
            JsonNode ids = submit(running);
            ObjectNode fault = Running.JSON.createObjectNode();
            fault.put("path", "/segment/v1/batch").put("status", 503).put("times", -1);
            running.control("POST", "/faults", fault);
            running.start();
            await().atMost(SOON)
                    .until(
                            () ->
                                    running.count(
                                                    "select count(*) from ledger where destination"
                                                            + " = 'segment-leads' and outcome ="
                                                            + " 'failed'")
                                            == 2);
            assertThat(
                            running.rows(
                                    "select distinct reason, detail from ledger where destination"
                                            + " = 'segment-leads'"))
                    .containsExactly(List.of("SEGMENT_503", "answered HTTP 503"));
            assertThat(
                            running.rows(
                                    "select destination, outcome, count(*) from ledger group by"
                                            + " destination, outcome order by 1, 2"))
                    .contains(
                            List.of("cdp-customers", "delivered", 1L),
                            List.of("cdp-submit-lead", "delivered", 2L));
            running.control("DELETE", "/faults", null);
            await().atMost(SOON).until(() -> running.count("select count(*) from inbox") == 0);
            assertThat(
                            running.rows(
                                    "select distinct outcome, detail from ledger where"
                                            + " destination = 'segment-leads'"))
                    .containsExactly(
                            List.of("delivered", "received; no verdict on single calls is given"));

            JsonNode received = running.control("GET", "/received/segment", null);
            assertThat(received.path("unique").asInt()).isEqualTo(4);
            assertThat(received.path("rejected").asInt()).isZero();
            JsonNode tracks = running.control("GET", "/received/segment?type=track", null);
            assertThat(tracks.findValuesAsText("lead_id"))
                    .containsExactlyInAnyOrder(ids.path(0).asText(), ids.path(1).asText());
            assertThat(received.toString()).contains("Zoë Łoś", "+49 30 555 0100", "tiktok");
            assertThat(
                            URISupport.sanitizeUri(
                                    "delivery://open?destination=x&writeKey=RAW(hidden-key)"))
                    .as("what Camel puts into its messages")
                    .doesNotContain("hidden-key");
        }
    }

    @Test
    void theDraftWorksInPlaceOfTheShippedRouteAndWithAnAddressAndKeyOfItsOwn() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        String draft = QuickRoutes.quick(Files.readString(DRAFT));
        Path file = routes.resolve(DRAFT.getFileName());
        Files.writeString(file, draft);
        Map<String, String> nowhere =
                Map.of("segment.api-url", "http://127.0.0.1:1", "segment.sink-write-key", "");
        try (Running running = Running.on("H2", folder, nowhere, routes)) {
            assertThatThrownBy(running::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("segment-sink needs the setting 'segment.sink-write-key'")
                    .hasMessageContaining("SEGMENT_SINK_WRITE_KEY");
        }
        // what a URI would read otherwise
        String key = "a+b%41&c=d";
        Set<String> seen = new ConcurrentSkipListSet<>();
        HttpServer gateway =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext(
                "/v1/batch",
                exchange -> {
                    seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    exchange.sendResponseHeaders(401, -1);
                    exchange.close();
                });
        gateway.start();
        Map<String, String> odd =
                Map.of(
                        "segment.api-url",
                        "http://127.0.0.1:" + gateway.getAddress().getPort(),
                        "segment.sink-write-key",
                        key);
        try (Running running = Running.on("H2", folder, odd, routes)) {
            submit(running);
            running.start();
            await().atMost(SOON).until(() -> running.count("select count(*) from ledger") == 2);
            assertThat(running.rows("select distinct reason from ledger"))
                    .containsExactly(List.of("SEGMENT_401"));
            assertThat(seen)
                    .containsExactly(
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString((key + ":").getBytes(UTF_8)));
            Files.writeString(
                    file,
                    draft
                            + """
                                          url: "%s"
                                          writeKey: "%s"
                            """
                                    .formatted(
                                            running.sandbox().segmentUrl(),
                                            Sandbox.SEGMENT_WRITE_KEY));
            await().atMost(SOON)
                    .until(
                            () ->
                                    running.count(
                                                    "select count(*) from ledger where outcome ="
                                                            + " 'delivered'")
                                            == 2);
        } finally {
            gateway.stop(0);
        }
    }

    @Test
    void aDryRunTellsBothCallsAndSendsNone() throws Exception {
        List<ObjectNode> lines = new CopyOnWriteArrayList<>();
        try (Running running = Running.on("H2", folder, Map.of())) {
            submit(running);
            Settings settings =
                    Settings.read(folder.resolve("none.properties"), Map.of(), new Properties())
                            .with(
                                    Map.of(
                                            "tiktok.api-url",
                                            running.sandbox().apiUrl(),
                                            "tiktok.access-token",
                                            Sandbox.ACCESS_TOKEN,
                                            "tiktok.advertiser-ids",
                                            Sandbox.ADVERTISER_ID,
                                            "segment.api-url",
                                            running.sandbox().segmentUrl(),
                                            "segment.sink-write-key",
                                            Sandbox.SEGMENT_WRITE_KEY,
                                            "http.port",
                                            "" + Ports.free(),
                                            "leads.schedule",
                                            "0/2 * * * * ?",
                                            "leads.poll-millis",
                                            "50"));
            Path routes = Files.createDirectories(folder.resolve("routes"));
            Files.copy(DRAFT, routes.resolve(DRAFT.getFileName()));
            try (Application dry =
                    Application.dryRun(settings, routes, Path.of("mappings"), lines::add)) {
                dry.start();
                await().atMost(SOON).until(() -> lines.size() == 2);
            }
            assertThat(lines)
                    .allSatisfy(
                            line -> {
                                assertThat(line.path("outcome").asText())
                                        .isEqualTo("would be delivered");
                                assertThat(line.path("payload").findValuesAsText("type"))
                                        .containsExactly("identify", "track");
                            });
            assertThat(lines.toString()).doesNotContain(Sandbox.SEGMENT_WRITE_KEY);
            assertThat(running.control("GET", "/received/segment", null).path("received").asInt())
                    .isZero();
        }
    }
}
