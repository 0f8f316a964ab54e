package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --dry-run} prints what every sink would send, and nothing leaves or is kept. */
class DryRunIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void printsWhatWouldBeSentAndSendsNothing(@TempDir Path folder) throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            Place place =
                    new Place(folder)
                            .pointAt(sandbox)
                            .set("LEADS_SCHEDULE", "0/2 * * * * ?")
                            .set("LEADS_POLL_MILLIS", "100")
                            .set("REPORTS_SCHEDULE", "0/2 * * * * ?");
            Web.post(
                    sandbox.url() + "/_sandbox/forms/" + Sandbox.FORM_ID + "/leads",
                    "{\"answers\":{\"name\":\"Ana\",\"email\":\"ana@example.com\"}}");
            try (Program program = place.start("run", "--dry-run")) {
                program.awaitReady();
                post(program, "good", "page_view", "\"user\":{\"email\":\"a@example.com\"},");
                post(program, "unmapped", "refund", "");
                post(program, "bad", "purchase", "\"value\":1,\"currency\":\"EURO\",");
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        of(program, "tiktok-web").size() == 3
                                                && !of(program, "cdp-customers").isEmpty()
                                                && !of(program, "tiktok_ads_report").isEmpty());
                JsonNode good = line(program, "tiktok-web", "good");
                assertThat(good.path("outcome").asText()).isEqualTo("would be delivered");
                JsonNode payload = good.path("payload");
                assertThat(payload.path("event").asText()).isEqualTo("ViewContent");
                assertThat(payload.path("event_id").asText()).isEqualTo("good");
                assertThat(payload.path("event_time").isNumber()).isTrue();
                assertThat(payload.path("user").path("email").asText()).matches("[0-9a-f]{64}");
                JsonNode unmapped = line(program, "tiktok-web", "unmapped");
                assertThat(unmapped.path("outcome").asText()).isEqualTo("skipped");
                assertThat(unmapped.path("reason").asText()).isEqualTo("UNMAPPED_EVENT");
                assertThat(unmapped.has("payload")).isFalse();
                JsonNode bad = line(program, "tiktok-web", "bad");
                assertThat(bad.path("outcome").asText()).isEqualTo("refused");
                assertThat(bad.path("reason").asText()).isEqualTo("BAD_CURRENCY");

                JsonNode customer = of(program, "cdp-customers").get(0);
                assertThat(customer.path("payload").path("name").asText()).isEqualTo("Ana");
                assertThat(
                                of(program, "cdp-submit-lead")
                                        .get(0)
                                        .path("payload")
                                        .path("ea")
                                        .asText())
                        .isEqualTo("submit");
                JsonNode row = of(program, "tiktok_ads_report").get(0);
                assertThat(row.path("outcome").asText()).isEqualTo("would be delivered");
                assertThat(row.path("payload").path("campaign_id").asText()).isNotEmpty();
                assertThat(program.err())
                        .contains("LiveFiles")
                        .doesNotContain("\"payload\"", "WARN");
                program.terminate();
                assertThat(program.exitCode(PATIENCE)).isIn(0, 143);
            }
            JsonNode counts = Web.get(sandbox.url() + "/_sandbox/counts");
            List<String> called = new ArrayList<>();
            counts.path("calls").fieldNames().forEachRemaining(called::add);
            assertThat(called).isNotEmpty().noneMatch(path -> path.contains("/event/track/"));
            assertThat(called)
                    .as("what the CDP declares is read, nothing is written")
                    .noneMatch(path -> path.contains("/cdp/event") || path.endsWith("/records"));
            assertThat(Files.exists(folder.resolve("data"))).isFalse();
        }
    }

    private static void post(Program program, String id, String event, String more)
            throws Exception {
        String body =
                "{\"event_name\":\"%s\",\"event_id\":\"%s\",%s\"page\":{\"url\":\"https://shop.example/\"}}"
                        .formatted(event, id, more);
        assertThat(Web.post(program.url() + "/sources/commanders-act", body).statusCode())
                .isEqualTo(202);
    }

    private static JsonNode line(Program program, String destination, String key) throws Exception {
        List<JsonNode> lines =
                of(program, destination).stream()
                        .filter(line -> line.path("key").asText().equals(key))
                        .toList();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    /** The lines of a destination; every line of standard output is JSON. */
    private static List<JsonNode> of(Program program, String destination) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        for (String line : program.out().split("(?<=\n)")) {
            if (line.endsWith("\n")) {
                JsonNode node = JSON.readTree(line);
                if (node.path("destination").asText().equals(destination)) {
                    found.add(node);
                }
            }
        }
        return found;
    }
}
