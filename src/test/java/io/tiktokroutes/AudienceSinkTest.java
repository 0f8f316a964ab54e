package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.sandbox.Sandbox;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink for audiences inside a running program, and what a person is told there. */
class AudienceSinkTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String ROUTES =
            """
            - route:
                id: intake
                description: keeps customers
                from:
                  uri: kamelet:event-webhook-source
                  parameters:
                    path: customers
                    keyPaths: key
                  steps:
                    - to:
                        uri: inbox:customers
            - route:
                id: customers
                description: customers become members of an audience
                from:
                  uri: inbox:customers
                  parameters:
                    backoff: 50
                    maxBackoff: 200
                  steps:
                    - to:
                        uri: kamelet:tiktok-audience-sink
                        parameters:
                          destination: customers-audience
                          advertisers: "%s"
                          audience: %s
                          consent: ads
            """;

    @TempDir Path folder;

    private void save(String advertiser, String audience) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("customers.camel.yaml"), ROUTES.formatted(advertiser, audience));
    }

    private static void post(Running running, String key, String email, String consent)
            throws Exception {
        String row =
                "{\"key\":\"%s\",\"email\":\"%s\",\"consent\":\"%s\"}"
                        .formatted(key, email, consent);
        assertThat(running.post("/sources/customers", row).statusCode()).isEqualTo(202);
    }

    private static void awaitOutcome(Running running, String key, String outcome) {
        await().atMost(SOON)
                .until(
                        () ->
                                running.count(
                                                "select count(*) from ledger where record_key = '"
                                                        + key
                                                        + "' and outcome = '"
                                                        + outcome
                                                        + "'")
                                        == 1);
    }

    @Test
    @Tag("R-HT-2")
    @Tag("R-HT-54")
    @Tag("R-HT-57")
    @Tag("R-HT-59")
    @Tag("R-HT-70")
    @Tag("R-HT-71")
    @Tag("R-HT-72")
    @Tag("R-HT-74")
    void rowsBecomeMembersAndWhatIsBoundStaysBound() throws Exception {
        save(Sandbox.SECOND_ADVERTISER_ID, "Before");
        try (Running running =
                Running.on("H2", folder, Map.of(), folder.resolve("routes")).start()) {
            // before the first run everything can still change
            save(Sandbox.ADVERTISER_ID, "Customers");
            await().atMost(SOON)
                    .until(
                            () ->
                                    running.count(
                                                    "select count(*) from file_version where"
                                                            + " content like '%audience: Customers%'")
                                            == 1);
            post(running, "a@1", "Mai.Tran@Example.com", "ads");
            post(running, "b@1", "b@example.com", "none");
            awaitOutcome(running, "a@1", "delivered");
            awaitOutcome(running, "b@1", "skipped");
            JsonNode made = running.control("GET", "/received/audiences", null).path("audiences");
            assertThat(made).hasSize(1);
            assertThat(made.get(0).path("name").asText()).isEqualTo("Customers");
            assertThat(made.get(0).path("advertiser_id").asText()).isEqualTo(Sandbox.ADVERTISER_ID);
            String one = "/received/audiences/" + made.get(0).path("id").asText();
            assertThat(running.control("GET", one, null).findValuesAsText("id"))
                    .contains("99170561f329fdeda21af6336d0b5fc0b1dd30f9391daf13016a8b73a3485342");
            post(running, "a@2", "mai.tran@example.com", "none");
            awaitOutcome(running, "a@2", "skipped");
            assertThat(running.control("GET", one, null).path("size").asInt())
                    .as("who withdraws consent is taken out")
                    .isZero();

            save(Sandbox.ADVERTISER_ID, "Renamed");
            await().atMost(SOON)
                    .until(
                            () ->
                                    running.count(
                                                    "select count(*) from file_version where"
                                                            + " content like '%audience: Renamed%'")
                                            == 1);
            post(running, "c@3", "c@example.com", "ads");
            awaitOutcome(running, "c@3", "failed");
            HttpResponse<String> health = running.get("/observe/health");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body())
                    .contains("customers-audience", "'Customers'", "'Renamed'", "records wait");
            save(Sandbox.ADVERTISER_ID, "Customers");
            awaitOutcome(running, "c@3", "delivered");
            assertThat(running.get("/observe/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Tag("R-HT-56")
    @Tag("R-HT-60")
    void whatThePersonWhoSetsItUpReads() throws Exception {
        Path file = Path.of("src/main/resources/kamelets/tiktok-audience-sink.kamelet.yaml");
        KameletFile kamelet = KameletFile.parse(file.toString(), Files.readString(file));
        assertThat(kamelet.description())
                .contains("this is the way TikTok recommends", "1000 matched people", "allowlist");
        assertThat(kamelet.parameters().get("mapping").description())
                .contains("several of a person raise the chance to be matched");
        assertThat(kamelet.parameters().get("advertisers").required()).isTrue();
    }
}
