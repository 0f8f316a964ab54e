package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tiktokroutes.runtime.DatabaseProbe;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program with all its state on a MariaDB. */
class OnMariaDbTest {

    private static final String EVENT =
            """
            {"event_name":"purchase","id":"O-%1$s","value":84.6,"currency":"%3$s",
             "user":{"email":"lea.martin@example.com"},
             "context":{"event_id":"%2$s","event_timestamp":"1773480413412",
                        "page":{"url":"https://shop.example.com/"}}}""";

    @TempDir Path folder;

    @Test
    void eventsAndLeadsComeInAndAreDelivered() throws Exception {
        try (Running running = Running.on("MariaDB", folder, Map.of())) {
            ArrayNode leads = Running.JSON.createArrayNode();
            leads.addObject()
                    .put("region", "eu")
                    .putObject("answers")
                    // four bytes a character, too
                    .put("name", "Zoë Łoś \uD83D\uDE00")
                    .put("email", "zoe@example.com");
            running.control("POST", "/forms/" + Sandbox.FORM_ID + "/leads", leads);
            running.start();

            // as MariaDB compares by default, two of these keys would be one
            String body =
                    "{\"batch\":["
                            + String.join(
                                    ",",
                                    EVENT.formatted(1, "e-a", "EUR"),
                                    EVENT.formatted(2, "e-A", "EUR"),
                                    EVENT.formatted(3, "e-\u00e4", "EURO"))
                            + "]}";
            assertThat(running.post("/sources/commanders-act", body).body())
                    .isEqualTo("{\"accepted\":3,\"duplicates\":0}");
            assertThat(running.post("/sources/commanders-act", body).body())
                    .isEqualTo("{\"accepted\":0,\"duplicates\":3}");
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () ->
                                    running.count("select count(*) from ledger") == 5
                                            && running.count("select count(*) from inbox") == 0);

            assertThat(
                            running.rows(
                                    "select record_key, outcome, reason from ledger"
                                            + " where inbox = 'commanders-act' order by 1"))
                    .containsExactly(
                            List.of("e-A", "delivered", ""),
                            List.of("e-a", "delivered", ""),
                            List.of("e-\u00e4", "refused", "BAD_CURRENCY"));
            assertThat(running.received()).containsOnlyKeys("O-1", "O-2");
            assertThat(running.control("GET", "/received/cdp-objects/customers", null).toString())
                    .contains("Zoë Łoś \uD83D\uDE00");
            assertThat(running.rows("select payload from lead").toString())
                    .contains("Zoë Łoś \uD83D\uDE00");
            assertThat(running.scrape().ours("inbox_depth_records", "leads")).containsValue(0.0);
            assertThat(new DatabaseProbe(settings(running)).look())
                    .isEqualTo(DatabaseProbe.Found.REACHED);
        }
    }

    private Settings settings(Running running) throws Exception {
        return Settings.read(folder.resolve("none.properties"), Map.of(), new Properties())
                .with(Map.of("database.url", running.databaseUrl(), "database.user", "root"));
    }
}
