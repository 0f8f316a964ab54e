package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stopped flows of the shipped routes, in the whole program and over a restart. */
class StoppedFlowsHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String EVENT =
            """
            {"event_name":"purchase","value":84.6,"currency":"EUR","user":{"id":"c-1"},
             "context":{"event_id":"%s","event_timestamp":"1773480413412",
                        "page":{"url":"https://shop.example.com/"}}}""";
    private static final String TRACK =
            "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"u\",\"messageId\":\"%s\"}";

    @TempDir Path folder;

    private static Stream<String> kinds() {
        return Stream.of("H2", "PostgreSQL");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("RX-CDP-15")
    void callersComeAgainRecordsWaitAndARestartChangesNothing(String kind) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        for (String file : new String[] {"commanders-act-to-tiktok", "segment-to-tiktok"}) {
            String name = file + ".camel.yaml";
            Files.copy(Path.of("routes", name), routes.resolve(name));
        }
        String url;
        try (Running running = Running.on(kind, folder, Map.of(), routes).start()) {
            url = running.databaseUrl();
            assertThat(post(running, "1")).isEqualTo(202);
            running.outcomes(1);
            running.execute(
                    "insert into flow_stop values ('commanders-act-to-tiktok', current_timestamp)");
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    running.get("/observe/health")
                                            .body()
                                            .contains("-to-tiktok is stopped since"));
            assertThat(running.get("/observe/health").statusCode()).isEqualTo(200);
            assertThat(post(running, "2")).isEqualTo(202);
            running.execute(
                    "insert into flow_stop values ('commanders-act-intake', current_timestamp),"
                            + " ('segment-intake', current_timestamp)");
            await().atMost(PATIENCE).until(() -> post(running, "3") == 503);
            assertRefused(running.post("/sources/commanders-act", EVENT.formatted("3")));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertRefused(running.post("/v1/track", TRACK.formatted("s"))));
            assertThat(running.count("select count(*) from ledger where record_key <> '3'"))
                    .isEqualTo(1);
        }
        Map<String, String> same = Map.of("database.url", url);
        try (Running running = Running.on(kind, folder, same, routes).start()) {
            assertRefused(running.post("/sources/commanders-act", EVENT.formatted("4")));
            assertThat(running.count("select count(*) from inbox where record_key = '2'"))
                    .isEqualTo(1);
            running.execute("delete from flow_stop");
            await().atMost(PATIENCE).until(() -> post(running, "5") == 202);
            await().atMost(PATIENCE)
                    .until(() -> running.received().keySet().size() >= 2); // 2 and 5
            assertThat(running.post("/v1/track", TRACK.formatted("s")).statusCode()).isEqualTo(200);
        }
    }

    private static int post(Running running, String id) throws Exception {
        return running.post("/sources/commanders-act", EVENT.formatted(id)).statusCode();
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("30");
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"this source is stopped for a while; send it again\"}");
    }
}
