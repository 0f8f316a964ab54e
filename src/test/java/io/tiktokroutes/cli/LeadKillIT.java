package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leads that are submitted while the program is killed with kill -9: TikTok posts some of them to
 * nobody, and some answers are never given.
 */
class LeadKillIT {

    private static final int KILLS = 3;
    private static final int BURST = 120;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @Test
    void everyLeadIsInTheCdpOnceHoweverOftenTheProgramIsKilled() throws Exception {
        Place place = new Place(folder);
        try (Sandbox sandbox = Sandbox.start(0)) {
            String url = "http://127.0.0.1:" + place.port() + "/webhooks/tiktok/leads";
            place.pointAt(sandbox)
                    .set("LEADS_WEBHOOK_URL", url)
                    .set("LEADS_SCHEDULE", "0/5 * * * * ?")
                    .set("LEADS_POLL_MILLIS", "100")
                    // what a killed program had claimed is free again soon
                    .edit(
                            "routes/leads-to-cdp.camel.yaml",
                            "batchSize: 100",
                            "batchSize: 100\n        lease: 2000");
            control(sandbox, "/settings", "{\"webhook_time_factor\":0.02,\"qps\":0}");
            // so that kills hit leads between their sending and the ledger
            control(sandbox, "/faults", "{\"path\":\"/cdp/event\",\"times\":-1,\"delay_ms\":40}");
            Set<String> submitted = new TreeSet<>();
            Program program = place.start("run").awaitReady();
            try {
                awaitSubscription(sandbox);
                for (int kill = 1; kill <= KILLS; kill++) {
                    submitted.addAll(submit(sandbox, kill));
                    int sent = events(sandbox).size();
                    await().atMost(PATIENCE).until(() -> events(sandbox).size() > sent + 5);
                    program.kill();
                    submitted.addAll(submit(sandbox, KILLS + kill));
                    program = place.start("run").awaitReady();
                }
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(300))
                        .until(() -> customers(sandbox) == submitted.size());
                await().atMost(PATIENCE).until(() -> events(sandbox).keySet().equals(submitted));
                program.terminate();
                program.exitCode(Duration.ofSeconds(60));
            } finally {
                program.close();
            }
            try (Connection database = place.database("data/tiktok-routes")) {
                assertThat(count(database, "select count(*) from inbox")).isZero();
                assertThat(count(database, "select count(*) from lead"))
                        .isEqualTo(submitted.size());
                for (String destination : Set.of("cdp-submit-lead", "cdp-customers")) {
                    assertThat(
                                    count(
                                            database,
                                            "select count(*) from ledger where outcome ="
                                                    + " 'delivered' and destination = '"
                                                    + destination
                                                    + "'"))
                            .isEqualTo(submitted.size());
                }
            }
            long repeats = events(sandbox).values().stream().mapToLong(times -> times - 1).sum();
            System.out.println(submitted.size() + " leads, " + repeats + " events sent again");
            // only what was under way at a kill may go out a second time
            assertThat(repeats).isLessThan(KILLS * 100L);
        }
    }

    private static Set<String> submit(Sandbox sandbox, int burst) throws IOException {
        StringBuilder leads = new StringBuilder("[");
        for (int i = 0; i < BURST; i++) {
            leads.append(i == 0 ? "" : ",")
                    .append(
                            "{\"answers\":{\"name\":\"Lead %d\",\"phone_number\":\"+1202%07d\"}}"
                                    .formatted(i, burst * BURST + i));
        }
        Set<String> ids = new TreeSet<>();
        control(sandbox, "/forms/" + Sandbox.FORM_ID + "/leads", leads.append("]").toString())
                .path("lead_ids")
                .forEach(id -> ids.add(id.asText()));
        assertThat(ids).hasSize(BURST);
        return ids;
    }

    private static void awaitSubscription(Sandbox sandbox) {
        String subscriptions =
                sandbox.apiUrl()
                        + "/subscription/get/?subscribe_entity=LEAD&app_id="
                        + Sandbox.APP_ID
                        + "&secret="
                        + Sandbox.APP_SECRET;
        await().atMost(PATIENCE)
                .until(() -> !Web.get(subscriptions).at("/data/subscriptions/0").isMissingNode());
    }

    /** How often the event of each lead was received. */
    private static Map<String, Integer> events(Sandbox sandbox) throws IOException {
        Map<String, Integer> times = new TreeMap<>();
        for (JsonNode one :
                Web.get(sandbox.url() + "/_sandbox/received/cdp-events?limit=10000")
                        .path("events")) {
            times.merge(one.at("/event/items/0/id").asText(), 1, Integer::sum);
        }
        return times;
    }

    private static int customers(Sandbox sandbox) throws IOException {
        return Web.get(sandbox.url() + "/_sandbox/received/cdp-objects/customers?limit=1")
                .path("total")
                .asInt();
    }

    private static JsonNode control(Sandbox sandbox, String path, String body) throws IOException {
        var answer = Web.post(sandbox.url() + "/_sandbox" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static long count(Connection database, String query) throws Exception {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
