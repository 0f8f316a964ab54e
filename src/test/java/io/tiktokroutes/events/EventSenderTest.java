package io.tiktokroutes.events;

import static io.tiktokroutes.events.SenderBench.PATH;
import static io.tiktokroutes.events.SenderBench.count;
import static io.tiktokroutes.events.SenderBench.offlineRecords;
import static io.tiktokroutes.events.SenderBench.record;
import static io.tiktokroutes.events.SenderBench.records;
import static io.tiktokroutes.record.Outcome.Kind.DELIVERED;
import static io.tiktokroutes.record.Outcome.Kind.FAILED;
import static io.tiktokroutes.record.Outcome.Kind.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.tiktok.Bench;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad event never costs its batch: batches against the sandbox's strict events endpoint. */
class EventSenderTest {

    private SenderBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new SenderBench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Tag("R-HT-24")
    void aThousandGoodEventsAreOneCall() throws Exception {
        Delivery delivery = bench.send(records(1000, i -> false));
        assertThat(count(delivery, DELIVERED)).isEqualTo(1000);
        assertThat(bench.calls()).isEqualTo(1);
        assertThat(bench.counted().path("unique").asInt()).isEqualTo(1000);
        String requestId = delivery.items().get(0).outcome().requestId();
        assertThat(requestId).matches("20\\d{12}[0-9A-F]+");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 737, 999})
    @Tag("R-HT-26")
    @Tag("RX-HT-3")
    void oneBadEventOfAThousandIsRefusedAloneInOnePass(int bad) throws Exception {
        Delivery delivery = bench.send(records(1000, i -> i == bad));
        Outcome outcome = delivery.items().get(bad).outcome();
        assertThat(outcome.kind()).isEqualTo(REFUSED);
        assertThat(outcome.reason()).isEqualTo("TIKTOK_40002");
        assertThat(outcome.detail()).contains("event_time");
        assertThat(outcome.requestId()).isNotEmpty();
        assertThat(count(delivery, DELIVERED)).isEqualTo(999);
        assertThat((double) bench.calls())
                .isLessThanOrEqualTo(2 * Math.log(1000) / Math.log(2) + 1);
        JsonNode counted = bench.counted();
        assertThat(counted.path("unique").asInt()).isEqualTo(999);
        assertThat(counted.path("duplicate").asInt()).as("none is sent twice").isZero();
    }

    @Test
    @Tag("RX-HT-3")
    void oneInAHundredMayBeBad() throws Exception {
        Delivery delivery = bench.send(records(1000, i -> i % 100 == 42));
        assertThat(count(delivery, REFUSED)).isEqualTo(10);
        assertThat(count(delivery, DELIVERED)).isEqualTo(990);
        assertThat(bench.calls()).isLessThan(10 * 20);
        assertThat(bench.counted().path("unique").asInt()).isEqualTo(990);
        assertThat(bench.counted().path("duplicate").asInt()).isZero();
    }

    @Test
    void halfMayBeBad() throws Exception {
        Delivery delivery = bench.send(records(200, i -> i % 2 == 1));
        assertThat(count(delivery, REFUSED)).isEqualTo(100);
        assertThat(count(delivery, DELIVERED)).isEqualTo(100);
        assertThat(bench.counted().path("unique").asInt()).isEqualTo(100);
        assertThat(bench.counted().path("duplicate").asInt()).isZero();
    }

    @Test
    @Tag("R-HT-49")
    void oneBadOfflineEventDoesNotCostTheOthersEither() throws Exception {
        bench.settings.put("eventSource", "offline");
        bench.settings.put("eventSourceId", Sandbox.EVENT_SET_ID);
        bench.settings.put("batchSize", "100");
        Delivery delivery = bench.send(offlineRecords(250, i -> i == 120));
        assertThat(delivery.items().get(120).outcome().kind()).isEqualTo(REFUSED);
        assertThat(count(delivery, DELIVERED)).isEqualTo(249);
        assertThat(bench.calls()).isLessThanOrEqualTo(3 + 14);
    }

    @Test
    @Tag("R-HT-78")
    @Tag("R-HT-80")
    void anInvalidCurrencyConcernsItsRowAndNoRequest() throws Exception {
        Delivery delivery = new Delivery("d", bench.settings, null, records(3, i -> false));
        ObjectNode spoiled = delivery.items().get(1).payload().deepCopy();
        ((ObjectNode) spoiled.get("properties")).put("currency", "EURO");
        delivery.items().get(1).payload(spoiled);
        bench.send(delivery);
        assertThat(delivery.items())
                .extracting(i -> i.outcome().reason())
                .containsExactly("", "BAD_CURRENCY", "");
        assertThat(delivery.items().get(1).outcome().detail()).contains("EUR or USD");
        assertThat(bench.calls()).isEqualTo(1);
        assertThat(bench.counted().path("refused").asInt()).isZero();
    }

    @Test
    void whatOurRulesRefuseIsNotSentAtAll() throws Exception {
        List<Record> records = new ArrayList<>(records(10, i -> false));
        records.add(Record.of("in", "text", JsonNodeFactory.instance.textNode("hello")));
        Delivery delivery = new Delivery("d", bench.settings, null, records);
        var spoiled = (ObjectNode) records.get(3).payload();
        delivery.items().get(3).payload(spoiled.deepCopy().put("event", "nonsense"));
        delivery.items().get(5).outcome(Outcome.skipped("CONSENT", "no consent"));
        bench.send(delivery);
        assertThat(delivery.items().get(3).outcome().reason()).isEqualTo("UNKNOWN_EVENT_NAME");
        assertThat(delivery.items().get(5).outcome().reason()).isEqualTo("CONSENT");
        assertThat(delivery.items().get(10).outcome().reason()).isEqualTo("MALFORMED");
        assertThat(count(delivery, DELIVERED)).isEqualTo(8);
        assertThat(bench.calls()).isEqualTo(1);
        assertThat(bench.counted().path("accepted").asInt()).isEqualTo(8);
    }

    @Test
    void partialSuccessNamesTheBadOnes() throws Exception {
        bench.bench.set("events_mode", "partial");
        Delivery delivery = bench.send(records(300, i -> i == 7 || i == 299));
        assertThat(bench.calls()).isEqualTo(1);
        assertThat(count(delivery, DELIVERED)).isEqualTo(298);
        for (int bad : new int[] {7, 299}) {
            Outcome outcome = delivery.items().get(bad).outcome();
            assertThat(outcome.kind()).isEqualTo(REFUSED);
            assertThat(outcome.reason()).isEqualTo("TIKTOK_PARTIAL");
            assertThat(outcome.detail()).contains("event_time");
        }
    }

    @Test
    void partialSuccessThatNamesNobodyIsNotTakenForSuccess() throws Exception {
        // the shape of the list is not documented: what we cannot read must not count as delivered
        bench.bench.fault("{'path':'/event/track/','code':20001,'data':{'errors':['?']}}");
        Delivery delivery = bench.send(records(1, i -> false));
        assertThat(delivery.items().get(0).outcome().kind()).isEqualTo(REFUSED);
        bench.bench.fault("{'path':'/event/track/','code':20001,'data':{}}");
        Delivery two = bench.send(records(2, i -> false));
        assertThat(count(two, DELIVERED)).isEqualTo(2);
        assertThat(bench.calls()).isEqualTo(4);
    }

    @Test
    void aBatchOverTikToksBoundIsSplit() throws Exception {
        Delivery delivery = bench.send(records(2300, i -> false));
        assertThat(count(delivery, DELIVERED)).isEqualTo(2300);
        assertThat(bench.calls()).isEqualTo(3);
        bench.settings.put("batchSize", "5000");
        bench.send(List.of(record(1, false)));
        bench.settings.put("batchSize", "10");
        bench.send(records(25, i -> false));
        assertThat(bench.calls()).isEqualTo(3 + 1 + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'status':413,'body':'too large'", "'code':40061", "'code':40011"})
    void aRequestThatIsTooLargeIsHalved(String fault) throws Exception {
        bench.bench.fault("{'path':'/event/track/'," + fault + "}");
        Delivery delivery = bench.send(records(100, i -> false));
        assertThat(count(delivery, DELIVERED)).isEqualTo(100);
        assertThat(bench.counted().path("duplicate").asInt()).isZero();
    }

    @Test
    void oneEventThatIsTooLargeByItselfIsRefusedForThat() throws Exception {
        bench.bench.fault("{'path':'/event/track/','status':413,'body':'too large'}");
        Outcome outcome = bench.send(records(1, i -> false)).items().get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(REFUSED);
        assertThat(outcome.reason()).isEqualTo("TOO_LARGE");
    }

    @Test
    @Tag("R-CA-6")
    @Tag("R-CA-38")
    @Tag("R-CA-39")
    @Tag("R-HT-28")
    void theTestEventCodeStandsInTheEnvelopeOnlyWhenThereIsOne() throws Exception {
        bench.send(List.of(record(1, false)));
        bench.settings.put("testEventCode", "TEST12345");
        bench.send(List.of(record(2, false)));
        JsonNode calls = bench.bench.received(PATH);
        JsonNode without = body(calls.get(0));
        JsonNode with = body(calls.get(1));
        assertThat(without.has("test_event_code")).isFalse();
        assertThat(without.path("partner_name").asText()).isEqualTo("tiktok-routes");
        assertThat(without.path("event_source").asText()).isEqualTo("web");
        assertThat(without.path("event_source_id").asText()).isEqualTo(Sandbox.PIXEL_CODE);
        assertThat(with.path("test_event_code").asText()).isEqualTo("TEST12345");
        assertThat(with.path("data").get(0).path("event_id").asText()).isEqualTo("k2");
        assertThat(bench.counted().path("test").asInt()).isEqualTo(1);
    }

    @Test
    void aRepeatAfterALostAnswerIsADuplicateAtTikTok() throws Exception {
        // every try is carried out, and none answered
        bench.bench.fault("{'path':'/event/track/','cut':'after','times':4}");
        List<Record> records = records(50, i -> false);
        Delivery first = bench.send(records);
        assertThat(count(first, FAILED)).isEqualTo(50);
        assertThat(first.items().get(0).outcome().reason()).isEqualTo("NO_ANSWER");
        Delivery second = bench.send(records);
        assertThat(count(second, DELIVERED)).isEqualTo(50);
        assertThat(bench.counted().path("unique").asInt()).isEqualTo(50);
        assertThat(bench.counted().path("duplicate").asInt()).isEqualTo(200);
    }

    private static JsonNode body(JsonNode call) throws Exception {
        return Bench.JSON.readTree(call.path("body").asText());
    }
}
