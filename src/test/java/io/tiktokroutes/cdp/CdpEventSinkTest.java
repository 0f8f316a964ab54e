package io.tiktokroutes.cdp;

import static io.tiktokroutes.cdp.CdpBench.EVENT;
import static io.tiktokroutes.cdp.CdpBench.event;
import static io.tiktokroutes.cdp.CdpBench.events;
import static io.tiktokroutes.cdp.CdpBench.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parameters of the sink for events, and many calls at once. */
class CdpEventSinkTest {

    private static CdpBench cdp;

    @BeforeAll
    static void open() throws Exception {
        cdp = new CdpBench();
    }

    @BeforeEach
    void reset() throws Exception {
        cdp.reset();
    }

    @AfterAll
    static void close() {
        cdp.close();
    }

    private Outcome send(Map<String, String> settings, ObjectNode event) {
        Delivery delivery = CdpBench.delivery(settings, List.of(event));
        return cdp.sendEvents(delivery).items().get(0).outcome();
    }

    private static ObjectNode unnamed() {
        ObjectNode event = event(0);
        event.remove(List.of("ec", "ea"));
        return event;
    }

    @ParameterizedTest
    @CsvSource({"submit_lead_form", "lead_form/submit"})
    @Tag("R-CDP-37")
    @Tag("R-CDP-38")
    void theSinkSaysWhichEventItIsAndWhereItHappened(String name) throws Exception {
        cdp.declared();
        Map<String, String> settings = Map.of("event", name, "eventSource", "556301");
        assertThat(send(settings, unnamed()).kind()).isEqualTo(Outcome.Kind.DELIVERED);
        JsonNode logged = cdp.logged().get(0);
        assertThat(logged.at("/event/ec").asText()).isEqualTo("lead_form");
        assertThat(logged.at("/event/ea").asText()).isEqualTo("submit");
        assertThat(logged.path("prop_id").asText()).isEqualTo("556301");
        assertThat(logged.path("accepted").asBoolean()).isTrue();
        assertThat(send(Map.of("eventSource", "42"), event(0)).detail())
                .isEqualTo("received; the tracker gives no verdict");
        assertThat(cdp.logged().get(1).path("prop_id").asText()).isEqualTo("42");
    }

    @Test
    void aMappingThatSaysAnotherEventIsRefused() throws Exception {
        ObjectNode other = event(0).put("ea", "create");
        Outcome outcome = send(Map.of("event", "lead_form/submit"), other);
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.reason()).isEqualTo("OTHER_EVENT");
        assertThat(cdp.bench.calls(EVENT)).isZero();
    }

    @Test
    void aTrackingNameThatNobodyKnowsWaitsForTheCdpUnlessTheMappingKnows() throws Exception {
        Map<String, String> settings = Map.of("event", "submit_lead_form");
        Outcome outcome = send(settings, unnamed());
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.reason()).isEqualTo("NO_DEFINITION");
        assertThat(send(settings, event(0)).kind()).isEqualTo(Outcome.Kind.DELIVERED);
        cdp.declared();
        assertThat(send(Map.of("event", "no_such_event"), unnamed()).reason())
                .isEqualTo("UNKNOWN_EVENT_NAME");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false"})
    @Tag("RX-CDP-10")
    void theSwitchTriggerJourneyIsSent(String written, boolean sent) throws Exception {
        cdp.declared();
        send(Map.of("triggerJourney", written), event(0));
        assertThat(cdp.logged().at("/0/event/extra/trigger_journey").asBoolean()).isEqualTo(sent);
        assertThat(cdp.logged().at("/0/accepted").asBoolean()).isTrue();
        ObjectNode own = event(1);
        ((ObjectNode) own.path("extra")).put("trigger_journey", !sent);
        send(Map.of("triggerJourney", written), own);
        assertThat(cdp.logged().at("/1/event/extra/trigger_journey").asBoolean())
                .as("what the mapping says stands")
                .isEqualTo(!sent);
    }

    private Delivery sendSlowly(Map<String, String> settings, int count) throws Exception {
        cdp.bench.fault("{'path':'/cdp/event','times':-1,'delay_ms':100}");
        List<ObjectNode> payloads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            payloads.add(event(i));
        }
        return cdp.sendEvents(CdpBench.delivery(settings, payloads));
    }

    /** From the times at which the sandbox took the calls: how many came within one answer. */
    private int mostAtOnce() throws Exception {
        List<Instant> at = new ArrayList<>();
        cdp.logged().forEach(each -> at.add(Instant.parse(each.path("logged_at").asText())));
        at.sort(null);
        int most = 0;
        for (Instant from : at) {
            Instant end = from.plusMillis(50);
            most =
                    Math.max(
                            most,
                            (int)
                                    at.stream()
                                            .filter(i -> !i.isBefore(from) && i.isBefore(end))
                                            .count());
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "4,4"})
    void soManyCallsAreMadeAtOnceAndNoMore(int parallel, int most) throws Exception {
        Delivery delivery = sendSlowly(Map.of("parallel", "" + parallel), 9);
        assertThat(kinds(delivery)).isEqualTo("D".repeat(9));
        assertThat(mostAtOnce()).isLessThanOrEqualTo(most);
        if (parallel > 1) {
            assertThat(mostAtOnce()).isGreaterThan(1);
        }
    }

    @Test
    void whatOnePersonDidIsSentInItsOrder() throws Exception {
        List<ObjectNode> payloads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ObjectNode event = event(i).put("uid", "u" + i % 2);
            ((ObjectNode) event.path("extra")).put("ad_id", "" + (100 + i));
            payloads.add(event);
        }
        cdp.sendEvents(CdpBench.delivery(Map.of(), payloads));
        for (int person = 0; person < 2; person++) {
            List<String> order = new ArrayList<>();
            for (JsonNode each : cdp.logged()) {
                if (each.at("/event/uid").asText().equals("u" + person)) {
                    order.add(each.at("/event/extra/ad_id").asText());
                }
            }
            assertThat(order).hasSize(20).isSorted();
        }
    }

    @Test
    void eachEventHasItsOwnOutcomeWhenManyAreSentAtOnce() throws Exception {
        cdp.bench.fault("{'path':'/cdp/event','skip':5,'status':400,'body':'no'}");
        cdp.bench.fault("{'path':'/cdp/event','skip':11,'status':500,'body':'no'}");
        String kinds = kinds(cdp.sendEvents(events(40)));
        assertThat(kinds.chars().filter(c -> c == 'R').count()).isEqualTo(1);
        assertThat(kinds.chars().filter(c -> c == 'F').count()).isEqualTo(1);
        assertThat(cdp.logged()).hasSize(38);
    }

    @ParameterizedTest
    @CsvSource({"500,3", "401,1", "429,1"})
    void aCdpThatGoesAwayWhileManyAreSentIsLeftAlone(int status, int first) throws Exception {
        cdp.bench.fault("{'path':'/cdp/event','times':-1,'skip':20,'status':%d}".formatted(status));
        Delivery delivery = cdp.sendEvents(events(1000));
        assertThat(kinds(delivery)).containsPattern("F{900}");
        // those under way; and an answer of before may come between two failures
        assertThat(cdp.bench.calls(EVENT)).isBetween(20 + first, 20 + first + 20);
        assertThat(cdp.logged()).hasSize(20);
    }

    @Test
    void aCdpThatAsksToWaitIsNotCalledBefore() throws Exception {
        Instant now = Instant.parse("2026-03-14T09:00:00Z");
        cdp.clock = Clock.fixed(now, ZoneOffset.UTC);
        cdp.bench.fault(
                "{'path':'/cdp/event','status':429,'headers':{'Retry-After':'90'},'body':'slow'}");
        CdpEventSender sender = cdp.events();
        Delivery first = events(3);
        sender.send(first);
        assertThat(kinds(first)).isEqualTo("FFF");
        Delivery second = events(3);
        sender.send(second);
        assertThat(kinds(second)).isEqualTo("FFF");
        assertThat(second.items().get(0).outcome())
                .isEqualTo(
                        Outcome.failed(
                                "CDP_429",
                                "the CDP asked not to be called before 2026-03-14T09:01:30Z"));
        assertThat(cdp.bench.calls(EVENT)).isEqualTo(1);
        sender.stop();
        cdp.clock = Clock.offset(cdp.clock, Duration.ofSeconds(90));
        assertThat(kinds(cdp.sendEvents(events(3)))).isEqualTo("DDD");
    }
}
