package io.tiktokroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commanders Act posts events of both generations, alone and in batches. */
class CommandersActHttpTest {

    private static final String SOURCE = "/sources/commanders-act";

    /** Generation 1.0: properties, and page and device beside them. */
    private static final String FIRST =
            """
            {"event_name":"purchase","event_id":"%s","event_timestamp":1773480413412,
             "properties":{"id":"O-1","value":84.6,"currency":"EUR",
               "user":{"email":"lea.martin@example.com"}},
             "page":{"url":"https://shop.example.com/thanks"}}""";

    /** Generation 2.0: properties at the root, and a context. */
    private static final String SECOND =
            """
            {"event_name":"purchase","id":"O-2","value":84.6,"currency":"EUR",
             "user":{"email":"lea.martin@example.com"},
             "context":{"event_id":"%s","event_timestamp":"1773480413412",
               "page":{"url":"https://shop.example.com/thanks"}}}""";

    @TempDir Path folder;

    private Running running() throws Exception {
        return Running.posted("H2", folder, Map.of()).start();
    }

    private Running runningAsTheVendor() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        String format = "        format: commanders-act\n";
        String shipped = Files.readString(Path.of("routes/commanders-act-to-tiktok.camel.yaml"));
        assertThat(shipped).contains(format);
        Files.writeString(
                routes.resolve("intake.camel.yaml"),
                shipped.replace(format, format + "        answers: vendor\n"));
        return Running.on("H2", folder, Map.of("sources.key", "key"), routes).start();
    }

    /** An event of that many bytes, or a few more. */
    private static String large(String id, int bytes) {
        return "{\"event_name\":\"x\",\"event_id\":\""
                + id
                + "\",\"text\":\""
                + "x".repeat(bytes)
                + "\"}";
    }

    @Test
    @Tag("RX-CA-1")
    void bothGenerationsAloneAndTogether() throws Exception {
        try (Running running = running()) {
            assertThat(running.post(SOURCE, FIRST.formatted("e-1")).statusCode()).isEqualTo(202);
            assertThat(running.post(SOURCE, SECOND.formatted("e-2")).statusCode()).isEqualTo(202);
            String batch =
                    "{\"batch\":["
                            + FIRST.formatted("e-3").replace("O-1", "O-3")
                            + ","
                            + SECOND.formatted("e-4").replace("O-2", "O-4")
                            + "]}";
            assertThat(running.post(SOURCE, batch).body())
                    .isEqualTo("{\"accepted\":2,\"duplicates\":0}");
            assertThat(running.outcomes(4))
                    .containsOnlyKeys("e-1", "e-2", "e-3", "e-4")
                    .allSatisfy((key, outcome) -> assertThat(outcome).isEqualTo("delivered"));
            assertThat(running.received()).containsOnlyKeys("O-1", "O-2", "O-3", "O-4");
        }
    }

    @Test
    void aCallerWhoAsksIsToldWhatBecameOfEachEvent() throws Exception {
        try (Running running = running()) {
            running.post(SOURCE, FIRST.formatted("a"));
            String batch =
                    "["
                            + SECOND.formatted("b")
                            + ","
                            + FIRST.formatted("a")
                            + ","
                            + SECOND.formatted("b")
                            + "]";
            assertThat(running.post(SOURCE + "?verbose=true", batch).body())
                    .isEqualTo(
                            """
                            {"accepted":1,"duplicates":2,"events":[\
                            {"key":"b","verdict":"accepted"},\
                            {"key":"a","verdict":"duplicate"},\
                            {"key":"b","verdict":"duplicate"}]}""");
            assertThat(running.post(SOURCE + "?verbose=1", batch).body())
                    .isEqualTo("{\"accepted\":0,\"duplicates\":3}");
        }
    }

    @Test
    @Tag("RX-CA-3")
    void whatIsTooLargeIsNamedAndNothingOfItIsKept() throws Exception {
        try (Running running = running()) {
            String fits = large("1", 32 * 1024 - 60);
            assertThat(running.post(SOURCE, fits).statusCode()).isEqualTo(202);
            HttpResponse<String> event =
                    running.post(SOURCE, "[" + fits + "," + large("2", 32 * 1024) + "]");
            assertThat(event.statusCode()).isEqualTo(413);
            assertThat(event.body()).contains("event 2 is larger than 32 KB");
            StringBuilder sixteen = new StringBuilder();
            for (int i = 0; i < 16; i++) {
                sixteen.append(large("s-" + i, 32 * 1024 - 60)).append('\n');
            }
            HttpResponse<String> batch = running.post(SOURCE, sixteen);
            assertThat(batch.statusCode()).isEqualTo(413);
            assertThat(batch.body()).contains("larger than 500 KB");
            assertThat(running.outcomes(1)).hasSize(1);
            // compressed it would be small
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(sixteen.toString().getBytes(UTF_8));
            }
            assertThat(
                            running.post(SOURCE, packed.toByteArray(), "Content-Encoding", "gzip")
                                    .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    @Tag("RX-CA-2")
    void aRouteMayAnswerAsTheVendorDoes() throws Exception {
        try (Running running = runningAsTheVendor()) {
            String here = SOURCE + "?token=key";
            assertThat(running.post(here, FIRST.formatted("e-1")).statusCode()).isEqualTo(200);
            assertThat(running.post(here, "{\"event_name\":\"unheard of\"}").statusCode())
                    .isEqualTo(200);
            assertThat(running.post(here, "{\"event_name\"").statusCode()).isEqualTo(400);
            assertThat(running.post(here, large("l", 33 * 1024)).statusCode()).isEqualTo(400);
            assertThat(running.post(SOURCE, FIRST.formatted("e-2")).statusCode())
                    .as("a 200 would promise that it is kept")
                    .isEqualTo(401);
        }
    }

    @Test
    @Tag("R-CA-11")
    void withoutAPixelTheRouteDoesNotStart() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.copy(
                Path.of("routes/commanders-act-to-tiktok.camel.yaml"),
                routes.resolve("events.camel.yaml"));
        Map<String, String> none = Map.of("tiktok.pixel-code", "");
        try (Running running = Running.on("H2", folder, none, routes)) {
            assertThatThrownBy(running::start).hasMessageContaining("tiktok.pixel-code");
        }
    }
}
