package io.tiktokroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code POST /sources/…} answers, over a socket. */
class SourcesHttpTest {

    private static final String SOURCE = "/sources/commanders-act";
    private static final String[] JSON = {"Content-Type", "application/json"};

    @TempDir Path folder;

    private static byte[] event(String id) {
        return ("{\"event_name\":\"refund\",\"event_id\":\"" + id + "\"}").getBytes(UTF_8);
    }

    @Test
    void aBodyThatIsNotJsonIsAnsweredWithItsPlaceAndNothingOfItIsKept() throws Exception {
        try (Running running = Running.posted("H2", folder, Map.of()).start()) {
            String broken =
                    "{\"batch\":[{\"event_name\":\"a\",\"event_id\":\"1\"},\n {\"event_name\" 5}]}";
            HttpResponse<String> answer = running.post(SOURCE, broken);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("line 2, column 16");
            assertThat(running.post(SOURCE, "[{\"event_name\":\"a\"}, 7]").body())
                    .contains("event 2 is a number");
            assertThat(running.post(SOURCE, "").statusCode()).isEqualTo(400);
            assertThat(
                            running.post(
                                            SOURCE,
                                            event("f"),
                                            "Content-Type",
                                            "application/x-www-form-urlencoded")
                                    .statusCode())
                    .isEqualTo(415);
            assertThat(running.get(SOURCE).statusCode()).isEqualTo(405);
            assertThat(running.count("select count(*) from inbox")).isZero();
            assertThat(running.count("select count(*) from ledger")).isZero();
        }
    }

    @Test
    void aBodyOverTheLimitIsAnswered413() throws Exception {
        Map<String, String> small = Map.of("http.max-body-bytes", "1000");
        try (Running running = Running.posted("H2", folder, small).start()) {
            assertThat(running.post(SOURCE, new byte[2000], JSON).statusCode()).isEqualTo(413);
            assertThat(running.post(SOURCE, event("1"), JSON).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void theKeyIsTakenInAnyOfThreeWaysAndNothingElseIs() throws Exception {
        Map<String, String> key = Map.of("sources.key", "open-sesame");
        try (Running running = Running.posted("H2", folder, key).start()) {
            String basic = Base64.getEncoder().encodeToString("open-sesame:".getBytes(UTF_8));
            assertThat(status(running, SOURCE, "Authorization", "Bearer open-sesame"))
                    .isEqualTo(202);
            assertThat(status(running, SOURCE, "Authorization", "Basic " + basic)).isEqualTo(202);
            assertThat(status(running, SOURCE + "?token=open-sesame", JSON)).isEqualTo(202);
            assertThat(status(running, SOURCE, "Authorization", "Bearer open-sesam"))
                    .isEqualTo(401);
            assertThat(status(running, SOURCE + "?token=", JSON)).isEqualTo(401);
            HttpResponse<String> none = running.post(SOURCE, event("1"), JSON);
            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(none.body()).doesNotContain("open-sesame");
        }
    }

    private static int status(Running running, String path, String... headers) throws Exception {
        return running.post(path, event("1"), headers).statusCode();
    }

    @Test
    void anInboxThatIsFullSendsTheCallerAwayForAWhile() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        String shipped = Files.readString(Path.of("routes/commanders-act-to-tiktok.camel.yaml"));
        // an inbox of three that nobody empties
        String intake = shipped.substring(0, shipped.indexOf("- route:", 1));
        Files.writeString(
                routes.resolve("intake.camel.yaml"),
                intake.replace(
                        "uri: inbox:commanders-act",
                        "uri: inbox:commanders-act\n            parameters:\n              bound: 3"));
        try (Running running = Running.on("H2", folder, Map.of(), routes).start()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    running.post(SOURCE, event("" + System.nanoTime()), JSON)
                                                    .statusCode()
                                            == 429);
            HttpResponse<String> full = running.post(SOURCE, event("x"), JSON);
            assertThat(full.statusCode()).isEqualTo(429);
            assertThat(full.headers().firstValue("Retry-After")).contains("10");
            assertThat(full.body()).contains("inbox commanders-act");
            long kept = running.count("select count(*) from inbox");
            running.post(SOURCE, event("y"), JSON);
            assertThat(running.count("select count(*) from inbox")).isEqualTo(kept);
        }
    }

    @Test
    void whatThePostCarriesBesideTheEventDoesNotTravelOn() throws Exception {
        try (Running running = Running.posted("H2", folder, Map.of()).start()) {
            HttpResponse<String> answer =
                    running.post(
                            SOURCE,
                            event("1"),
                            "X-Secret",
                            "hush",
                            "Content-Type",
                            "application/json");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.headers().map()).doesNotContainKey("x-secret");
        }
    }
}
