package io.tiktokroutes.segment;

import static io.tiktokroutes.segment.SegmentBench.BATCH;
import static io.tiktokroutes.segment.SegmentBench.kinds;
import static io.tiktokroutes.segment.SegmentBench.lead;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.tiktok.Bench;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People and events into the sandbox's Segment. */
class SegmentSenderTest {

    private static SegmentBench segment;

    @BeforeAll
    static void open() throws Exception {
        segment = new SegmentBench();
    }

    @AfterAll
    static void close() {
        segment.close();
    }

    @BeforeEach
    void reset() throws Exception {
        segment.reset();
    }

    private static Outcome only(Delivery delivery) {
        assertThat(delivery.items()).hasSize(1);
        return delivery.items().get(0).outcome();
    }

    @Test
    void aRecordArrivesAsAnIdentifyAndATrackCallInThisOrder() throws Exception {
        ObjectNode lead = lead(1);
        lead.putObject("integrations").put("All", false).put("Amplitude", true);
        assertThat(only(segment.send(segment.delivery(List.of(lead)))))
                .isEqualTo(
                        new Outcome(
                                Outcome.Kind.DELIVERED,
                                "",
                                "received; no verdict on single calls is given",
                                ""));
        JsonNode calls = segment.received().path("calls");
        assertThat(calls).hasSize(2);
        ObjectNode identify = (ObjectNode) calls.get(0).path("call");
        ObjectNode track = (ObjectNode) calls.get(1).path("call");
        assertThat(identify.remove("messageId").asText()).matches("identify-[0-9a-f]{32}");
        assertThat(track.remove("messageId").asText()).matches("track-[0-9a-f]{32}");
        String shared =
                """
                "anonymousId":"a1","timestamp":"2026-03-14T02:26:50Z",
                "integrations":{"All":false,"Amplitude":true},
                "context":{"library":{"name":"tiktok-routes","version":"0"},
                           "campaign":{"source":"tiktok"}}""";
        assertThat((JsonNode) identify)
                .isEqualTo(
                        Bench.JSON.readTree(
                                "{\"type\":\"identify\",\"traits\":{\"name\":\"Mai Trần 1\"},"
                                        + shared
                                        + "}"));
        assertThat((JsonNode) track)
                .isEqualTo(
                        Bench.JSON.readTree(
                                "{\"type\":\"track\",\"event\":\"Lead Submitted\","
                                        + "\"properties\":{\"lead_id\":\"7391004512208831001\"},"
                                        + shared
                                        + "}"));
        String body = segment.bench.received(BATCH).get(0).path("body").asText();
        assertThat(body).endsWith("\"sentAt\":\"2026-03-14T09:27:00.123Z\"}");
    }

    @Test
    void withoutTraitsThereIsNoIdentifyCallAndWithoutATimeItIsThatOfTheReceipt() throws Exception {
        ObjectNode lead = lead(1).put("userId", "U-1");
        lead.remove(List.of("traits", "timestamp", "properties", "context", "anonymousId"));
        Delivery delivery = segment.send(segment.delivery(List.of(lead)));
        assertThat(kinds(delivery)).isEqualTo("D");
        JsonNode calls = segment.received().path("calls");
        assertThat(calls).hasSize(1);
        assertThat(calls.at("/0/call/userId").asText()).isEqualTo("U-1");
        assertThat(calls.at("/0/call/timestamp").asText())
                .isEqualTo(CallMaker.ISO.format(delivery.items().get(0).record().receivedAt()));
    }

    @Test
    void aRepeatAfterAnUnclearAnswerCountsOnce() throws Exception {
        segment.bench.fault("{'path':'" + BATCH + "','cut':'after'}");
        assertThat(only(segment.send(segment.delivery(1))))
                .isEqualTo(
                        Outcome.failed(
                                "NO_ANSWER", "nobody answered at the address of the tracking API"));
        assertThat(kinds(segment.send(segment.delivery(1)))).isEqualTo("D");
        JsonNode received = segment.received();
        assertThat(received.path("unique").asInt()).isEqualTo(2);
        assertThat(received.path("duplicate").asInt()).isEqualTo(2);
    }

    /** It is sent again on purpose, and must not be taken for the first one. */
    @Test
    void whatAMendedMappingMakesOfARecordIsAnotherCall() throws Exception {
        segment.send(segment.delivery(List.of(lead(0))));
        ObjectNode mended = lead(0);
        mended.withObjectProperty("properties").put("lead_id", "mended");
        segment.send(segment.delivery(List.of(mended)));
        JsonNode received = segment.received();
        assertThat(received.path("duplicate").asInt()).isZero();
        assertThat(received.path("unique").asInt()).isEqualTo(4);
    }

    @Test
    void theSameKeyOfAnotherAccountOrDestinationIsAnotherCall() throws Exception {
        segment.send(segment.delivery(2));
        ObjectNode other = lead(0);
        Delivery elsewhere =
                new Delivery(
                        "second",
                        segment.parameters,
                        null,
                        segment.delivery(List.of(other)).items().stream()
                                .map(Delivery.Item::record)
                                .toList());
        segment.send(elsewhere);
        JsonNode received = segment.received();
        assertThat(received.path("duplicate").asInt()).isZero();
        Set<String> ids = new TreeSet<>(received.path("calls").findValuesAsText("messageId"));
        assertThat(ids).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anonymousId|NO_IDENTIFIER|must have userId or anonymousId",
                "event|UNKNOWN_EVENT_NAME|event is missing",
            })
    void whatTheyWouldDropInSilenceIsRefused(String column, String reason, String words)
            throws Exception {
        ObjectNode bad = lead(1);
        bad.remove(column);
        Delivery delivery = segment.send(segment.delivery(List.of(lead(0), bad, lead(2))));
        assertThat(kinds(delivery)).isEqualTo("DRD");
        Outcome refused = delivery.items().get(1).outcome();
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.detail()).contains(words);
        assertThat(segment.received().path("rejected").asInt()).isZero();
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        Outcome refused =
                only(segment.send(segment.delivery(List.of(lead(1).put("timestamp", "soon")))));
        assertThat(refused.reason()).isEqualTo("BAD_TIMESTAMP");
        assertThat(refused.detail()).contains("as: iso-datetime").doesNotContain("soon");
    }

    @Test
    void aCallOverTheLimitIsRefusedByItselfAndOneBelowIsTaken() throws Exception {
        ObjectNode large = lead(1);
        large.withObject("/properties").put("text", "ạ".repeat(11_000)); // three bytes each
        ObjectNode fits = lead(2);
        fits.withObject("/properties").put("text", "ạ".repeat(10_700));
        Delivery delivery = segment.send(segment.delivery(List.of(lead(0), large, fits)));
        assertThat(kinds(delivery)).isEqualTo("DRD");
        Outcome refused = delivery.items().get(1).outcome();
        assertThat(refused.reason()).isEqualTo("TOO_LARGE");
        assertThat(refused.detail())
                .startsWith("the track call has 33")
                .endsWith("at most 32768 are taken");
        assertThat(segment.received().path("unique").asInt()).isEqualTo(4);
    }

    @Test
    void requestsKeepBothBounds() throws Exception {
        segment.parameters.put("batchSize", "40");
        assertThat(kinds(segment.send(segment.delivery(100)))).isEqualTo("D".repeat(100));
        assertThat(segment.bench.calls(BATCH)).isEqualTo(3);

        segment.parameters.put("batchSize", "1250");
        List<ObjectNode> large = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            large.add(lead(i));
            large.get(i).withObject("/properties").put("text", "x".repeat(31_000));
        }
        assertThat(kinds(segment.send(segment.delivery(large)))).isEqualTo("D".repeat(40));
        List<Integer> sizes = new ArrayList<>();
        segment.bench.received(BATCH).forEach(call -> sizes.add(call.path("body_bytes").asInt()));
        assertThat(sizes.subList(3, sizes.size()))
                .hasSize(3)
                .allMatch(bytes -> bytes <= SegmentSender.MOST_BYTES);
    }

    @Test
    void aRequestThatIsRefusedIsHalvedUntilTheBadRecordsStandAlone() throws Exception {
        // the whole, the second half, its first half, and the third record alone
        segment.bench.fault("{'path':'" + BATCH + "','status':400,'body':'no'}");
        segment.bench.fault("{'path':'" + BATCH + "','skip':1,'status':413,'body':'no','times':2}");
        Delivery delivery = segment.send(segment.delivery(4));
        assertThat(kinds(delivery)).isEqualTo("DDRD");
        Outcome refused = delivery.items().get(2).outcome();
        assertThat(refused.reason()).isEqualTo("SEGMENT_413");
        assertThat(refused.detail()).isEqualTo("answered HTTP 413 to this record alone");
        assertThat(arrived()).containsExactly("a0", "a1", "a3");
        assertThat(segment.received().path("duplicate").asInt()).isZero();
    }

    private Set<String> arrived() throws Exception {
        return segment.received().path("calls").findValuesAsText("anonymousId").stream()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|1|: the write key opens nothing; check segment.sink-write-key",
                "403|1|: the write key opens nothing; check segment.sink-write-key",
                "404|1|: there is no tracking API at this address; check segment.api-url",
                "429|1|' and asks to wait 30 seconds'",
                "503|1|' and asks to wait 30 seconds'",
                "500|3|' and asks to wait 30 seconds'",
            })
    void whatIsNotAboutTheRecordsIsTriedAgain(int status, int calls, String words)
            throws Exception {
        segment.parameters.put("batchSize", "10");
        segment.bench.fault(
                "{'path':'%s','times':-1,'status':%d,'body':'no','headers':{'Retry-After':'30'}}"
                        .formatted(BATCH, status));
        Delivery delivery = segment.send(segment.delivery(100));
        assertThat(kinds(delivery)).isEqualTo("F".repeat(100));
        Outcome failed = delivery.items().get(99).outcome();
        assertThat(failed.reason()).isEqualTo("SEGMENT_" + status);
        assertThat(failed.detail()).startsWith("answered HTTP " + status + words);
        assertThat(segment.bench.calls(BATCH)).isEqualTo(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'cut':true", "'status':500", "'cut':'body'"})
    void aRequestThatFailsDoesNotHoldUpTheOnesBehindIt(String fault) throws Exception {
        segment.parameters.put("batchSize", "1");
        segment.bench.fault("{'path':'" + BATCH + "'," + fault + "}");
        assertThat(kinds(segment.send(segment.delivery(4)))).isEqualTo("FDDD");
    }

    @Test
    void aWrongWriteKeyIsToldWithoutTheKey() {
        segment.parameters.put("writeKey", "not-the-key");
        Outcome failed = only(segment.send(segment.delivery(1)));
        assertThat(failed.reason()).isEqualTo("SEGMENT_401");
        assertThat(failed.detail()).doesNotContain("not-the-key");
        assertThat(SegmentParameters.of(segment.parameters).toString())
                .doesNotContain("not-the-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1", "/v1/", "/v1/batch"})
    void theAddressMayBeWrittenAsTheVendorShowsIt(String end) {
        segment.parameters.put("url", segment.bench.sandbox.segmentUrl() + end);
        assertThat(kinds(segment.send(segment.delivery(1)))).isEqualTo("D");
    }
}
