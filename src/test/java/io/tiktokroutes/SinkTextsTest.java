package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.routefile.KameletFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The texts that an integrator reads where the sink for events is set up. */
class SinkTextsTest {

    private static final Path FILE =
            Path.of("src/main/resources/kamelets/tiktok-event-sink.kamelet.yaml");

    private KameletFile kamelet;

    @BeforeEach
    void read() throws Exception {
        kamelet = KameletFile.parse(FILE.toString(), Files.readString(FILE));
    }

    private String text(String parameter) {
        return kamelet.parameters().get(parameter).description();
    }

    @Test
    @Tag("R-HT-15")
    @Tag("R-MP-4")
    void whereThePixelIsFound() {
        assertThat(text("eventSourceId"))
                .contains(
                        "Ads Manager, Tools, Events, Events Manager, Datasets overview, the pixel");
        assertThat(kamelet.parameters().get("eventSourceId").required()).isTrue();
        assertThat(kamelet.parameters().get("eventSourceId").fallback()).isNull();
    }

    @Test
    @Tag("R-MP-5")
    @Tag("R-CA-7")
    void whereTheTokenIsGenerated() {
        assertThat(kamelet.description())
                .contains("tiktok.access-token")
                .contains("TikTok Ads Manager")
                .contains("Events Manager, the pixel, Settings, Events API, Generate Access Token");
    }

    @Test
    @Tag("R-CA-13")
    @Tag("R-HT-29")
    @Tag("R-HT-30")
    void whereTheTestEventCodeIsFoundAndWhatItDoes() {
        assertThat(text("testEventCode"))
                .contains("Assets, Events, Manage Web Events, the pixel, Test Events")
                .contains("web events")
                .contains("For test environments only")
                .contains("keeps no data")
                .contains("leave it out in production");
        assertThat(kamelet.parameters().get("testEventCode").fallback()).isEmpty();
    }

    @Test
    @Tag("R-HT-23")
    void asMuchContextAsThereIs() {
        assertThat(text("mapping")).contains("as much about the person as there is");
        assertThat(text("identities")).contains("more identifiers mean more matches");
    }

    @Test
    @Tag("R-HT-27")
    @Tag("R-HT-50")
    @Tag("X-2")
    void whatABatchSizeCosts() {
        assertThat(text("batchSize"))
                .contains("at most 1000, for offline events of api 1.0 at most 100")
                .contains("fails a whole request for one erroneous row")
                .contains("advise small batches for rows that may be erroneous")
                .contains("costs nothing but calls");
        assertThat(kamelet.parameters().get("batchSize").fallback()).isEqualTo("1000");
    }

    @Test
    @Tag("R-HT-35")
    @Tag("R-HT-36")
    @Tag("R-HT-40")
    void whatOfflineAndAppEventsAre() {
        assertThat(text("eventSource"))
                .contains("after they saw an ad is measured")
                .contains("allowlist")
                .contains("40118");
        assertThat(text("eventSourceId"))
                .contains("a new one is created in the offline events manager");
    }
}
