package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.runtime.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route gives the sink for TikTok reaches its mapping. */
class SinkParametersTest {

    private static final String ROUTE =
            """
            - route:
                id: intake
                from:
                  uri: kamelet:event-webhook-source
                  parameters:
                    path: intake
                    keyPaths: %1$s
                  steps:
                    - to:
                        uri: inbox:events
            - route:
                id: send
                from:
                  uri: inbox:events
                  steps:
                    - to:
                        uri: kamelet:tiktok-event-sink
                        parameters:
                          destination: tiktok-web
                          mapping: %2$s
                          eventSourceId: "{{tiktok.pixel-code}}"
                          %3$s
            """;

    @TempDir Path folder;

    /** The outcomes, in the order of the keys. */
    private List<List<Object>> outcomes(Running running, String body, int records)
            throws Exception {
        assertThat(running.post("/sources/intake", body).statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> running.count("select count(*) from ledger") == records);
        return running.rows("select record_key, outcome, reason from ledger order by 1");
    }

    private Running running(String keyPaths, String mapping, String parameter) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("intake.camel.yaml"), ROUTE.formatted(keyPaths, mapping, parameter));
        return Running.on("H2", folder, Map.of(), routes).start();
    }

    @Test
    @Tag("R-HT-16")
    void theSinkNamesTheEventOfAllRows() throws Exception {
        try (Running running =
                running(
                        "event_key",
                        "warehouse-row-to-tiktok-web-event",
                        "eventName: CompletePayment")) {
            String row =
                    """
                    {"event_key":"O-1:paid","value":"84.60","currency":"USD",
                     "page_url":"https://shop.example.com/thanks"}""";
            assertThat(outcomes(running, row, 1))
                    .containsExactly(List.of("O-1:paid", "delivered", ""));
            JsonNode event =
                    running.control("GET", "/received/events", null)
                            .path("events")
                            .path(0)
                            .path("payload");
            assertThat(event.path("event").asText()).isEqualTo("CompletePayment");
            assertThat(event.path("event_id").asText()).isEqualTo("O-1:paid");
        }
    }

    /** TikTok knows the name, but it is none of the 14, and each row would be refused. */
    @ParameterizedTest
    @CsvSource({
        "warehouse-row-to-tiktok-web-event,Purchase,'write one of AddPaymentInfo, AddToCart, '",
        "warehouse-row-to-tiktok-offline-event,Lead,'SubmitForm, Subscribe, ViewContent, or add it'"
    })
    @Tag("R-HT-19")
    @Tag("R-HT-42")
    void aNameThatItsMappingDoesNotTakeIsToldAtTheStart(String mapping, String name, String words) {
        assertThatThrownBy(() -> running("event_key", mapping, "eventName: " + name).close())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("intake.camel.yaml:22:26: error: eventName is '" + name)
                .hasMessageContaining("of mapping " + mapping + " does not know, so every record")
                .hasMessageContaining(words);
    }

    @Test
    @Tag("RX-CA-4")
    void eventsOfPeopleWhoDidNotConsentAreSkipped() throws Exception {
        try (Running running =
                running("context.event_id", "commanders-act-to-tiktok-event", "consent: \"3\"")) {
            String event =
                    """
                    {"event_name":"page_view","user":{"consent_categories":[%2$s]},
                     "context":{"event_id":"%1$s","page":{"url":"https://shop.example.com/"}}}
                    """;
            assertThat(
                            outcomes(
                                    running,
                                    event.formatted("a", "1,3") + event.formatted("b", "1"),
                                    2))
                    .containsExactly(
                            List.of("a", "delivered", ""), List.of("b", "skipped", "CONSENT"));
        }
    }

    @Test
    @Tag("R-MP-23")
    void anAddressThatIsNoWebAddressIsRefusedBeforeItIsSent() throws Exception {
        try (Running running =
                running("event.data.source_message_id", "mparticle-to-tiktok-event", "")) {
            String event =
                    """
                    {"ip":"198.51.100.44","user_identities":{"customer_id":"CUST-77120"},
                     "device_info":{"platform":"web","http_header_user_agent":"Mozilla/5.0"},
                     "event":{"event_type":"commerce_event","data":{"source_message_id":"%1$s",
                       "timestamp_unixtime_ms":1773480413412,"product_action":{"action":"purchase"},
                       "custom_flags":{"TikTok.URL":"%2$s"}}}}
                    """;
            String body =
                    event.formatted("a", "https://store.example.com/")
                            + event.formatted("b", "store.example.com/");
            assertThat(outcomes(running, body, 2))
                    .containsExactly(
                            List.of("a", "delivered", ""), List.of("b", "refused", "INVALID_URL"));
        }
    }
}
