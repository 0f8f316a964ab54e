package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query becomes an audience by file, through the whole program. */
class AudienceFileRunTest {

    private static final String ROUTE =
            """
            - route:
                id: customers-to-tiktok
                description: All customers become one audience
                from:
                  uri: kamelet:warehouse-source
                  parameters:
                    name: customers
                    model: >-
                      select x as id, case when x <= 1200 then 'person-' || x || '@example.com' end as email,
                      case when x > 1200 then '+1 202 555 0143' end as phone from system_range(1, 1203)
                    primaryKey: id
                    mode: all
                    schedule: 0/2 * * * * ?
                    batchSize: 500
                  steps:
                    - to:
                        uri: kamelet:tiktok-audience-file-sink
                        parameters:
                          destination: customers-file
                          advertiser: "%s"
                          audience: Customers
                          matchField: EMAIL_SHA256
            """
                    .formatted(Sandbox.ADVERTISER_ID);

    @TempDir private Path folder;

    @Test
    @Tag("R-HT-5")
    @Tag("R-HT-53")
    @Tag("R-HT-63")
    @Tag("R-HT-67")
    @Tag("R-HT-77")
    @Tag("R-HT-84")
    @Tag("R-HT-85")
    void aRunUploadsTheListAndTheNextOneIsHeldBack() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("customers.camel.yaml"), ROUTE);
        Map<String, String> settings = Map.of("audiences.check", "1s");
        try (Running running = Running.on("H2", folder, settings, routes).start()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> running.count("select count(*) from model_run_result") >= 4);

            JsonNode audience =
                    running.control("GET", "/received/audiences", null).path("audiences").get(0);
            assertThat(audience.path("size").asInt()).isEqualTo(1200);
            assertThat(audience.path("kind").asText()).isEqualTo("file");

            List<List<Object>> runs =
                    running.rows("select state, reason from model_run order by id");
            assertThat(runs.get(0)).containsExactly("completed with errors", "");
            String results =
                    "select outcome, reason, row_count from model_run_result where run_id ="
                            + " (select min(id) + %d from model_run) order by outcome";
            assertThat(running.rows(results.formatted(0)))
                    .containsExactly(
                            List.of("delivered", "", 1200L),
                            List.of("refused", "NO_IDENTIFIER", 3L));
            assertThat(running.rows(results.formatted(1)))
                    .containsExactly(
                            List.of("refused", "NO_IDENTIFIER", 3L),
                            List.of("skipped", "HELD_BACK", 1200L));

            // nothing is compared, and only what was refused is kept row by row
            assertThat(running.count("select count(*) from model_row")).isZero();
            assertThat(running.count("select count(*) from ledger")).isEqualTo(3);
            // the live debugger is told of no upload
            assertThat(running.count("select count(*) from sent_call")).isZero();
            assertThat(running.rows("select kind, inbox, calculate_type from audience"))
                    .containsExactly(List.of("file", "customers", "EMAIL_SHA256"));
            assertThat(running.rows("select uploaded_on from audience_list").toString())
                    .contains("" + LocalDate.now(ZoneOffset.UTC).getYear());

            String health = "/observe/health?data=true";
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> running.get(health).body().contains("ready, 1200 people"));
            assertThat(running.get("/observe/metrics").body())
                    .contains("tiktok_routes_audience_size_people{advertiser=\"");
        }
    }
}
