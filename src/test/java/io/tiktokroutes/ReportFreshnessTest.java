package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the running program tells of its reports, in health and metrics. */
class ReportFreshnessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static JsonNode check(Running program) throws Exception {
        JsonNode health = Running.JSON.readTree(program.get("/observe/health?data=true").body());
        for (JsonNode check : health.path("checks")) {
            if (check.path("name").asText().equals("reports")) {
                return check;
            }
        }
        throw new AssertionError(health.toString());
    }

    @Test
    @Tag("R-WIT-36")
    void aRunThatFailedIsToldUntilOneGoesWell(@TempDir Path folder) throws Exception {
        String file = "ads-report-to-table.camel.yaml";
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.copy(Path.of("routes", file), routes.resolve(file));
        try (Running program = Running.on("H2", folder, Map.of(), routes)) {
            program.start();
            String fresh = "ads-report of " + Sandbox.ADVERTISER_ID;
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    check(program)
                                            .at("/data/" + fresh)
                                            .asText()
                                            .startsWith("the newest day is "));
            assertThat(check(program).path("status").asText()).isEqualTo("UP");
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    program.get("/observe/metrics")
                                                    .body()
                                                    .lines()
                                                    .filter(l -> l.contains(Sandbox.ADVERTISER_ID))
                                                    .filter(l -> !l.endsWith("NaN"))
                                                    .filter(
                                                            l ->
                                                                    l.startsWith(
                                                                            "tiktok_routes_report_"))
                                                    .count()
                                            == 2);

            program.control(
                    "POST",
                    "/faults",
                    "{\"path\":\"/report/integrated/get/\",\"times\":-1,\"code\":40001,"
                            + "\"message\":\"No permission to operate the advertiser\"}");
            await().atMost(PATIENCE)
                    .until(() -> check(program).path("status").asText().equals("DOWN"));
            assertThat(check(program).toString())
                    .contains(fresh + ", since ", "40001 No permission", "needs this ad account");
            assertThat(program.get("/observe/health").statusCode()).isEqualTo(503);
            assertThat(program.get("/observe/health/live").statusCode()).isEqualTo(200);

            program.control("POST", "/reset", "{}");
            await().atMost(PATIENCE)
                    .until(() -> check(program).path("status").asText().equals("UP"));
        }
    }
}
