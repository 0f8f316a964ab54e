package io.tiktokroutes.events;

import static io.tiktokroutes.events.SenderBench.count;
import static io.tiktokroutes.events.SenderBench.records;
import static io.tiktokroutes.record.Outcome.Kind.DELIVERED;
import static io.tiktokroutes.record.Outcome.Kind.FAILED;
import static io.tiktokroutes.record.Outcome.Kind.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a setting, a permission or TikTok itself is to blame, no event is refused for it. */
class EventSettingsTest {

    private SenderBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new SenderBench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void allFailed(Delivery delivery, String reason) {
        assertThat(count(delivery, FAILED)).isEqualTo(delivery.items().size());
        for (Delivery.Item item : delivery.items()) {
            assertThat(item.outcome().reason()).isEqualTo(reason);
            assertThat(item.outcome().detail()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AAAAAAAAAAAAAAAAAAAA,TIKTOK_40001",
        "no-pixel,TIKTOK_40002",
        "'',TIKTOK_40002",
        "7301000000000000002,TIKTOK_40002"
    })
    void aWrongPixelRefusesNobody(String pixel, String reason) throws Exception {
        bench.settings.put("eventSourceId", pixel);
        allFailed(bench.send(records(1000, i -> false)), reason);
        assertThat(bench.calls()).isEqualTo(1);
    }

    @Test
    void aWrongSourceRefusesNobody() throws Exception {
        bench.settings.put("eventSource", "shop");
        bench.settings.put("pageUrl", "optional");
        allFailed(bench.send(records(1000, i -> false)), "TIKTOK_40002");
        assertThat(bench.calls()).isEqualTo(1);
    }

    @Test
    @Tag("R-HT-36")
    void whatIsNotAllowlistedIsReportedAsSuch() throws Exception {
        bench.bench.fault("{'path':'/event/track/','code':40118,'message':'Not on allowlist'}");
        Delivery delivery = bench.send(records(10, i -> false));
        allFailed(delivery, "TIKTOK_40118");
        assertThat(delivery.items().get(0).outcome().detail())
                .startsWith("Not on allowlist")
                .contains("TikTok must put you on its allowlist");
    }

    @Test
    void aRevokedTokenRefusesNobodyAndEndsTheOtherChunks() throws Exception {
        bench.bench.control("POST", "/tokens/revoke", "{}");
        allFailed(bench.send(records(2500, i -> false)), "TIKTOK_40105");
        assertThat(bench.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {40001, 40006, 40007, 40300, 41001})
    void aPermissionRefusesNobody(int code) throws Exception {
        bench.bench.fault("{'path':'/event/track/','times':-1,'code':" + code + "}");
        allFailed(bench.send(records(1000, i -> false)), "TIKTOK_" + code);
        assertThat(bench.calls()).isEqualTo(1);
    }

    @Test
    void serverTroubleRefusesNobody() throws Exception {
        bench.bench.fault("{'path':'/event/track/','times':-1,'code':50000}");
        allFailed(bench.send(records(1500, i -> false)), "TIKTOK_50000");
        assertThat(bench.calls()).as("the usual tries, once").isEqualTo(4);
    }

    @Test
    void aTokenThatDiesWhileABatchIsSiftedLeavesTheRestForLater() throws Exception {
        bench.bench.fault("{'path':'/event/track/','skip':3,'times':-1,'code':40105}");
        Delivery delivery = bench.send(records(100, i -> i == 3 || i == 99));
        assertThat(count(delivery, REFUSED)).isEqualTo(1);
        assertThat(count(delivery, DELIVERED)).isPositive();
        assertThat(count(delivery, FAILED)).isEqualTo(99 - count(delivery, DELIVERED));
        assertThat(bench.calls()).isEqualTo(4);
    }

    @Test
    void anEventWhoseOwnFieldSoundsLikeTheEnvelopeIsTheOneToRefuse() {
        assertThat(
                        EventEnvelope.isToBlame(
                                "Invalid value for event_source_id: not a valid string."))
                .isTrue();
        assertThat(EventEnvelope.isToBlame("Missing required field(s): event_source.")).isTrue();
        assertThat(EventEnvelope.isToBlame("Invalid value for test_event_code: too long."))
                .isTrue();
        assertThat(
                        EventEnvelope.isToBlame(
                                "Invalid value for data.3.properties.event_source_id: no"))
                .isFalse();
        assertThat(EventEnvelope.isToBlame("Batch.0.lead.lead_event_source: Not a valid string"))
                .isFalse();
        assertThat(EventEnvelope.isToBlame("Invalid value for lead_event_source: no")).isFalse();
    }

    @Test
    void anUnknownRefusalOfOneEventKeepsItsWords() throws Exception {
        bench.bench.fault("{'path':'/event/track/','code':40000,'message':'Invalid Price Field'}");
        Outcome outcome = bench.send(records(1, i -> false)).items().get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(REFUSED);
        assertThat(outcome.reason()).isEqualTo("TIKTOK_40000");
        assertThat(outcome.detail()).isEqualTo("Invalid Price Field");
    }
}
