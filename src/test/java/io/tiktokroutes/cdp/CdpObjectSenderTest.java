package io.tiktokroutes.cdp;

import static io.tiktokroutes.cdp.CdpBench.OBJECTS;
import static io.tiktokroutes.cdp.CdpBench.kinds;
import static io.tiktokroutes.cdp.CdpBench.lead;
import static io.tiktokroutes.cdp.CdpBench.leads;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Business objects into the sandbox's CDP, and what each of its answers means. */
class CdpObjectSenderTest {

    private static final String ANY = "/cdp/v1/*";

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
    void eachFieldArrivesAsItIs() throws Exception {
        Delivery delivery = cdp.sendObjects(leads(1));
        Outcome outcome = delivery.items().get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.DELIVERED);
        assertThat(outcome.requestId()).isNotEmpty();
        JsonNode stored = cdp.stored("lead").path("records").get(0);
        assertThat(stored.path("id").asText()).isEqualTo("7391004512208831000");
        assertThat(stored.path("name").asText()).isEqualTo("Mai Trần 0");
        assertThat(stored.path("email").asText()).isEqualTo("mai@example.com");
        assertThat(stored.path("lead_source").asText()).isEqualTo("TikTok");
    }

    @Test
    void noRequestHoldsMoreThanAHundred() throws Exception {
        Delivery delivery = cdp.sendObjects(leads(250));
        assertThat(kinds(delivery)).isEqualTo("D".repeat(250));
        assertThat(cdp.bench.calls(OBJECTS)).isEqualTo(3);
        assertThat(cdp.stored("lead").path("total").asInt()).isEqualTo(250);
    }

    @Test
    @Tag("R-CDP-49")
    void aRejectedRecordIsRefusedWithItsReasonTheOthersArrive() throws Exception {
        List<ObjectNode> payloads = new ArrayList<>(List.of(lead(0), lead(1), lead(2)));
        ((ObjectNode) payloads.get(1).get("attributes")).put("lead_time", "soon");
        Delivery delivery = cdp.sendObjects(CdpBench.delivery(payloads));
        assertThat(kinds(delivery)).isEqualTo("DRD");
        Outcome refused = delivery.items().get(1).outcome();
        assertThat(refused.reason()).isEqualTo("WRONG_TYPE");
        assertThat(refused.detail()).isEqualTo("attribute lead_time");
        assertThat(cdp.stored("lead").path("total").asInt()).isEqualTo(2);
    }

    @Test
    void aRecordThatIsMendedIsTakenUnderTheSameKey() throws Exception {
        ObjectNode spoiled = lead(0);
        ((ObjectNode) spoiled.get("attributes")).put("lead_time", "soon");
        assertThat(kinds(cdp.sendObjects(CdpBench.delivery(List.of(spoiled))))).isEqualTo("R");
        assertThat(kinds(cdp.sendObjects(CdpBench.delivery(List.of(lead(0)))))).isEqualTo("D");
        assertThat(cdp.stored("lead").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void oneRecordForWhichAllAreRefusedIsFound() throws Exception {
        List<ObjectNode> payloads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            payloads.add(lead(i));
        }
        ((ObjectNode) payloads.get(63).get("attributes")).put("shoe_size", 43);
        Delivery delivery = cdp.sendObjects(CdpBench.delivery(payloads));
        assertThat(kinds(delivery)).isEqualTo("D".repeat(63) + "R" + "D".repeat(36));
        assertThat(delivery.items().get(63).outcome().reason()).isEqualTo("CDP_422");
        assertThat(delivery.items().get(63).outcome().detail()).contains("shoe_size");
        assertThat(cdp.bench.calls(OBJECTS)).isLessThanOrEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({
        "400,R,CDP_400",
        "404,R,CDP_404",
        "413,R,CDP_413",
        "422,R,CDP_422",
        "401,F,CDP_401",
        "403,F,CDP_403",
        "429,F,CDP_429",
        "500,F,CDP_500",
        "502,F,CDP_502",
        "503,F,CDP_503",
        "504,F,CDP_504",
        "302,F,CDP_302"
    })
    void anAnswerDecidesWhatBecomesOfARecord(int status, String kind, String reason)
            throws Exception {
        cdp.bench.fault(
                "{'path':'/cdp/v1/*','status':%d,'body':{'message':'so it is'}}".formatted(status));
        Delivery delivery = cdp.sendObjects(leads(1));
        assertThat(kinds(delivery)).isEqualTo(kind);
        assertThat(delivery.items().get(0).outcome().reason()).isEqualTo(reason);
        if (status != 401 && status != 403) {
            assertThat(delivery.items().get(0).outcome().detail()).contains("so it is");
        }
        assertThat(cdp.bench.calls(OBJECTS)).as("sent once").isEqualTo(1);
        assertThat(cdp.stored("lead").path("total").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"401,1", "403,1", "429,1", "503,1", "500,3"})
    void whatConcernsEveryRecordEndsTheRun(int status, int calls) throws Exception {
        cdp.bench.fault("{'path':'/cdp/v1/*','times':-1,'status':%d}".formatted(status));
        assertThat(kinds(cdp.sendObjects(leads(300)))).isEqualTo("F".repeat(300));
        assertThat(cdp.bench.calls(OBJECTS)).isEqualTo(calls);
    }

    @Test
    void aRequestThatFailsDoesNotHoldUpTheOnesBehindIt() throws Exception {
        cdp.bench.fault("{'path':'" + ANY + "','cut':true}");
        assertThat(kinds(cdp.sendObjects(leads(250)))).isEqualTo("F".repeat(100) + "D".repeat(150));
    }

    @Test
    void aWrongTokenOrObjectSaysWhatToDo() throws Exception {
        Delivery delivery = leads(1);
        cdp.sendObjects(delivery, CdpToken.fixed("wrong-token"));
        Outcome outcome = delivery.items().get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(outcome.detail()).contains("cdp.token").doesNotContain("wrong-token");
        Delivery unknown =
                new Delivery(
                        "d",
                        Map.of("object", "cars"),
                        null,
                        List.of(leads(1).items().get(0).record()));
        cdp.sendObjects(unknown);
        assertThat(unknown.items().get(0).outcome().detail()).contains("there is no object cars");
    }

    @Test
    void tooLargeIsHalved() throws Exception {
        cdp.bench.fault("{'path':'" + ANY + "','status':413,'body':'large','times':3}");
        assertThat(kinds(cdp.sendObjects(leads(100)))).isEqualTo("D".repeat(100));
        assertThat(cdp.stored("lead").path("total").asInt()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"true,0", "after,10", "body,10"})
    void aRepeatAfterAnUnclearAnswerChangesNothing(String cut, int written) throws Exception {
        cdp.bench.fault("{'path':'" + ANY + "','cut':'" + cut + "'}");
        Delivery first = cdp.sendObjects(leads(10));
        assertThat(kinds(first)).isEqualTo("F".repeat(10));
        assertThat(first.items().get(0).outcome().reason()).isEqualTo("NO_ANSWER");
        assertThat(cdp.stored("lead").path("total").asInt()).isEqualTo(written);
        assertThat(kinds(cdp.sendObjects(leads(10)))).isEqualTo("D".repeat(10));
        JsonNode calls = cdp.bench.received("/cdp/v1/portals/33167/objects/lead/records");
        JsonNode headers = calls.get(0).path("headers");
        assertThat(headers.path("Idempotency-key").asText()).startsWith("leads:cdp:");
        assertThat(calls.get(1).path("headers").path("Idempotency-key"))
                .isEqualTo(headers.path("Idempotency-key"));
        assertThat(cdp.stored("lead").path("total").asInt()).isEqualTo(10);
    }

    @Test
    void anAccountPrintsNoToken() {
        assertThat(new CdpAccount("http://cdp//", "1", "2").url()).isEqualTo("http://cdp");
        assertThat(cdp.account().toString())
                .isEqualTo("CdpAccount[%s, portal 33167]", cdp.bench.sandbox.cdpUrl());
    }
}
