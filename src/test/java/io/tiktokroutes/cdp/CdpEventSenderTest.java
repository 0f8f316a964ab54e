package io.tiktokroutes.cdp;

import static io.tiktokroutes.cdp.CdpBench.EVENT;
import static io.tiktokroutes.cdp.CdpBench.event;
import static io.tiktokroutes.cdp.CdpBench.events;
import static io.tiktokroutes.cdp.CdpBench.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events into the sandbox's tracker: one request each, and no verdict. */
class CdpEventSenderTest {

    private CdpBench cdp;

    @BeforeEach
    void open() throws Exception {
        cdp = new CdpBench();
    }

    @AfterEach
    void close() {
        cdp.close();
    }

    @Test
    void eachEventArrivesFieldForField() throws Exception {
        assertThat(kinds(cdp.sendEvents(events(3)))).isEqualTo("DDD");
        JsonNode logged = cdp.logged();
        assertThat(logged).hasSize(3);
        Map<String, JsonNode> byPerson = new TreeMap<>();
        logged.forEach(each -> byPerson.put(each.at("/event/uid").asText(), each.path("event")));
        for (int i = 0; i < 3; i++) {
            assertThat(byPerson.get("u" + i)).isEqualTo(event(i));
            assertThat(logged.get(i).path("accepted").asBoolean()).isTrue();
            assertThat(logged.get(i).path("portal_id").asText()).isEqualTo("33167");
            assertThat(logged.get(i).path("prop_id").asText()).isEqualTo("556301");
            assertThat(logged.get(i).path("is_s2s").asBoolean()).isTrue();
        }
        assertThat(cdp.bench.received(EVENT).get(0).path("query").asText())
                .contains("resp_type=json");
        assertThat(cdp.stored("lead").path("total").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "400,R", "404,R", "413,R", "422,R", "401,F", "403,F", "429,F", "500,F", "502,F", "503,F"
    })
    void anAnswerDecidesWhatBecomesOfAnEvent(int status, String kind) throws Exception {
        cdp.bench.fault("{'path':'/cdp/event','status':%d,'body':'no'}".formatted(status));
        Delivery delivery = cdp.sendEvents(events(1));
        assertThat(kinds(delivery)).isEqualTo(kind);
        assertThat(delivery.items().get(0).outcome().reason()).isEqualTo("CDP_" + status);
        assertThat(cdp.bench.calls(EVENT)).isEqualTo(1);
    }

    @Test
    void anEventThatIsRefusedDoesNotStopTheOthers() throws Exception {
        cdp.bench.fault("{'path':'/cdp/event','status':400,'body':'no'}");
        assertThat(kinds(cdp.sendEvents(events(4)))).isEqualTo("RDDD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'cut':true", "'cut':'after'", "'status':500", "'status':502"})
    void anEventThatFailsDoesNotHoldUpTheOnesBehindIt(String fault) throws Exception {
        cdp.bench.fault("{'path':'/cdp/event'," + fault + "}");
        assertThat(kinds(cdp.sendEvents(events(5)))).isEqualTo("FDDDD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'cut':true|3", "'status':500|3", "'status':401|1", "'status':429|1"})
    void aCdpThatIsAwayIsNotAskedAThousandTimes(String fault, int calls) throws Exception {
        cdp.bench.fault("{'path':'/cdp/event','times':-1," + fault + "}");
        assertThat(kinds(cdp.sendEvents(events(1000)))).isEqualTo("F".repeat(1000));
        assertThat(cdp.bench.calls(EVENT)).isEqualTo(calls);
    }

    @Test
    void aRepeatAfterAnUnclearAnswerWritesTheSameRecordOnce() throws Exception {
        cdp.bench.fault("{'path':'/cdp/event','cut':'after'}");
        Delivery first = cdp.sendEvents(events(1));
        assertThat(first.items().get(0).outcome())
                .isEqualTo(Outcome.failed("NO_ANSWER", "the CDP did not answer"));
        assertThat(kinds(cdp.sendEvents(events(1)))).isEqualTo("D");
        assertThat(cdp.stored("lead").path("total").asInt()).isEqualTo(1);
    }
}
