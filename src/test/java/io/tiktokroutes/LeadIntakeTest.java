package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kamelet tiktok-lead-source in a running program: batches, a full inbox, labels, health. */
class LeadIntakeTest {

    private static final String ROUTE =
            """
            - route:
                id: leads-intake
                description: Leads are kept
                from:
                  uri: kamelet:tiktok-lead-source
                  parameters:
                    name: leads
                    forms: "%s"
                  steps:
                    - to:
                        uri: inbox:leads
                        parameters:
                          bound: %d
            """;

    @TempDir private Path folder;

    @Test
    void anInboxThatIsFullHoldsTheRestBackUntilThereIsRoom() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Path lookups = Files.createDirectories(folder.resolve("mappings/lookups"));
        Path route = routes.resolve("intake.camel.yaml");
        Files.writeString(route, ROUTE.formatted(Sandbox.FORM_ID, 1_500));
        try (Running program =
                Running.on("H2", folder, Map.of(), routes, folder.resolve("mappings"))) {
            program.control("POST", "/settings", "{\"qps\":0,\"lead_task_polls\":0}");
            submit(program, 2_700);
            program.start();
            // the bound is looked at before each batch
            awaitCount(program, "select count(*) from inbox", 2_000);
            awaitHealth(program, 503, "form 7300000000000000001 (row), since ");
            // the other regions come after it
            awaitCount(program, "select count(*) from checkpoint where source like '%/eu'", 1);
            String health = program.get("/observe/health").body();
            assertThat(health).contains("lead-export", "inbox leads holds its bound of 1500");
            assertThat(program.get("/observe/health/live").statusCode()).isEqualTo(200);
            assertThat(program.count("select count(*) from lead")).isEqualTo(2_000);
            assertThat(
                            program.rows("select source from checkpoint").stream()
                                    .map(row -> row.get(0).toString()))
                    .doesNotContain("lead-export/7300000000000000001/row")
                    .contains("lead-export/7300000000000000001/eu");

            Files.writeString(route, ROUTE.formatted(Sandbox.FORM_ID, 1_000_000));
            awaitCount(program, "select count(*) from lead", 2_700);
            awaitHealth(program, 200, "lead-export");
            assertThat(program.count("select count(distinct record_key) from inbox"))
                    .isEqualTo(2_700);

            // the lookup is read as it is saved, though no mapping names it
            Files.writeString(lookups.resolve("tiktok-lead-labels.yaml"), "NAME: nick\n");
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .until(
                            () -> {
                                submit(program, 1);
                                return program.count(
                                                "select count(*) from lead where payload like"
                                                        + " '%\"nick\":\"n0\"%'")
                                        > 0;
                            });
        }
    }

    private static void submit(Running program, int leads) throws Exception {
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i < leads; i++) {
            many.append(i == 0 ? "" : ",").append("{\"answers\":{\"name\":\"n" + i + "\"}}");
        }
        program.control("POST", "/forms/" + Sandbox.FORM_ID + "/leads", many.append("]"));
    }

    private static void awaitCount(Running program, String query, long wanted) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> program.count(query) == wanted);
    }

    private static void awaitHealth(Running program, int status, String words) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            var answer = program.get("/observe/health");
                            return answer.statusCode() == status && answer.body().contains(words);
                        });
    }
}
