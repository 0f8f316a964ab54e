package io.tiktokroutes.cdp;

import static io.tiktokroutes.cdp.CdpBench.OBJECTS;
import static io.tiktokroutes.cdp.CdpBench.kinds;
import static io.tiktokroutes.cdp.CdpBench.lead;
import static io.tiktokroutes.cdp.CdpBench.leads;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.tiktok.Bench;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parameters of the sink for objects, and what the CDP asks of its callers. */
class CdpObjectSinkTest {

    private static final String ANY = "/cdp/v1/*";
    private static final String TOKEN = "/cdp/oauth/token";

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

    private Outcome send(String json, String... settings) throws Exception {
        Map<String, String> all = new HashMap<>(CdpBench.LEAD);
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        ObjectNode record = (ObjectNode) Bench.JSON.readTree(json.replace('\'', '"'));
        return cdp.sendObjects(CdpBench.delivery(all, List.of(record))).items().get(0).outcome();
    }

    private String stored() throws Exception {
        return cdp.stored("lead").path("records").toString().replace('"', '\'');
    }

    @Test
    @Tag("R-CDP-2")
    @Tag("R-CDP-41")
    @Tag("R-CDP-42")
    void anExistingRecordIsEnriched() throws Exception {
        send("{'id':'1','name':'Mai','attributes':{'email':'mai@example.com','city':'Hue'}}");
        send("{'id':'1','name':'Mai Tran','attributes':{'phone':'+1 202 555 0143','city':''}}");
        assertThat(stored())
                .isEqualTo(
                        "[{'id':'1','name':'Mai Tran','email':'mai@example.com','city':'Hue',"
                                + "'phone':'+1 202 555 0143'}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "city|{'id':'1','name':'Mai','email':'mai@example.com'}",
                "true|{'id':'1','name':'Mai','email':'mai@example.com'}",
                "'email, city'|{'id':'1','name':'Mai'}",
                "''|{'id':'1','name':'Mai','email':'mai@example.com','city':'Hue'}",
            })
    void anAttributeIsClearedWhereNullIsAllowed(String allowNull, String after) throws Exception {
        cdp.declared();
        send("{'id':'1','name':'Mai','attributes':{'email':'mai@example.com','city':'Hue'}}");
        send("{'id':'1','name':'Mai','attributes':{}}", "allowNull", allowNull);
        assertThat(stored()).isEqualTo("[" + after + "]");
        assertThat(send("{'id':'2','name':''}", "allowNull", "name,city").kind())
                .as("what the object requires cannot be cleared")
                .isEqualTo(Outcome.Kind.REFUSED);
    }

    @Test
    @Tag("R-CDP-42")
    void theWriteModesDoWhatTheySay() throws Exception {
        send("{'id':'1','name':'Mai','attributes':{'city':'Hue'}}");
        send("{'id':'1','name':'Other'}", "writeMode", "insert_new");
        assertThat(send("{'id':'2','attributes':{'city':'Oslo'}}", "writeMode", "update_only"))
                .satisfies(outcome -> assertThat(outcome.reason()).isEqualTo("NOT_FOUND"));
        assertThat(stored()).isEqualTo("[{'id':'1','name':'Mai','city':'Hue'}]");
        send("{'id':'1','attributes':{'city':'Oslo'}}", "writeMode", "update_only");
        assertThat(stored()).isEqualTo("[{'id':'1','name':'Mai','city':'Oslo'}]");
        send("{'id':'1','name':'Mai','attributes':{'city':'Oslo'}}", "writeMode", "remove");
        assertThat(stored()).isEqualTo("[]");
        JsonNode calls = cdp.bench.received("/cdp/v1/portals/33167/objects/lead/records");
        assertThat(calls.toString().replace("\\\"", "'"))
                .as("a removal sends the id and nothing about the person")
                .contains("{'write_mode':'remove','records':[{'id':'1'}]}");
    }

    @Test
    void aBatchIsAsLargeAsTheSinkSays() throws Exception {
        Map<String, String> settings = Map.of("object", "lead", "batchSize", "30");
        Delivery delivery =
                CdpBench.delivery(
                        settings,
                        leads(100).items().stream()
                                .map(item -> (ObjectNode) item.payload())
                                .toList());
        assertThat(kinds(cdp.sendObjects(delivery))).isEqualTo("D".repeat(100));
        assertThat(cdp.bench.calls(OBJECTS)).isEqualTo(4);
    }

    @Test
    void aKeyThatIsInUseIsAskedAboutAgain() throws Exception {
        String busy = "{'path':'%s','times':%d,'status':409,'body':{'message':'in use'}}";
        cdp.bench.fault(busy.formatted(ANY, 2));
        assertThat(kinds(cdp.sendObjects(leads(1)))).isEqualTo("D");
        assertThat(cdp.bench.calls(OBJECTS)).isEqualTo(3);
        cdp.bench.fault(busy.formatted(ANY, -1));
        Delivery delivery = cdp.sendObjects(leads(1));
        assertThat(delivery.items().get(0).outcome().reason()).isEqualTo("CDP_409");
        assertThat(kinds(delivery)).isEqualTo("F");
        assertThat(cdp.bench.calls(OBJECTS)).isEqualTo(7);
    }

    @Test
    void aCdpThatAsksToWaitIsNotCalledBefore() throws Exception {
        cdp.bench.fault(
                "{'path':'%s','status':429,'headers':{'Retry-After':'60'},'body':'slow'}"
                        .formatted(ANY));
        CdpObjectSender sender = cdp.objects(CdpToken.fixed(Sandbox.CDP_TOKEN));
        for (int i = 0; i < 3; i++) {
            Delivery delivery = leads(250);
            sender.send(delivery);
            assertThat(kinds(delivery)).isEqualTo("F".repeat(250));
        }
        assertThat(cdp.bench.calls(OBJECTS)).isEqualTo(1);
    }

    private GrantedToken granted(String secret) {
        return new GrantedToken(
                cdp.bench.http,
                Metrics.unread(),
                Clock.systemUTC(),
                cdp.bench.sandbox.cdpUrl() + "/oauth/token",
                Sandbox.CDP_CLIENT_ID,
                secret);
    }

    @Test
    void aClientIsGrantedATokenAndKeepsIt() throws Exception {
        GrantedToken token = granted(Sandbox.CDP_CLIENT_SECRET);
        for (int i = 0; i < 3; i++) {
            assertThat(kinds(cdp.sendObjects(leads(2), token))).isEqualTo("DD");
        }
        assertThat(cdp.bench.calls(TOKEN)).isEqualTo(1);
        assertThat(token.toString()).doesNotContain(Sandbox.CDP_CLIENT_SECRET);
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnce() throws Exception {
        GrantedToken token = granted(Sandbox.CDP_CLIENT_SECRET);
        cdp.bench.fault("{'path':'%s','status':401,'body':'expired'}".formatted(ANY));
        assertThat(kinds(cdp.sendObjects(leads(2), token))).isEqualTo("DD");
        assertThat(cdp.bench.calls(TOKEN)).isEqualTo(2);
        cdp.bench.fault("{'path':'%s','times':-1,'status':401,'body':'no'}".formatted(ANY));
        Delivery delivery = cdp.sendObjects(leads(300), token);
        assertThat(kinds(delivery)).isEqualTo("F".repeat(300));
        assertThat(delivery.items().get(0).outcome().reason()).isEqualTo("CDP_401");
        assertThat(cdp.bench.calls(TOKEN)).isEqualTo(3);
    }

    @Test
    void aClientThatIsRefusedSaysWhatToMend() throws Exception {
        Delivery delivery = cdp.sendObjects(leads(300), granted("wrong-secret"));
        assertThat(kinds(delivery)).isEqualTo("F".repeat(300));
        assertThat(delivery.items().get(0).outcome())
                .isEqualTo(
                        Outcome.failed(
                                "CDP_401",
                                "the CDP gives no token (HTTP 401): check cdp.client-id,"
                                        + " cdp.client-secret and cdp.auth-url"));
        assertThat(cdp.bench.calls(TOKEN)).isEqualTo(1);
        cdp.bench.fault("{'path':'%s','status':503,'body':'later'}".formatted(TOKEN));
        assertThat(
                        cdp.sendObjects(leads(1), granted(Sandbox.CDP_CLIENT_SECRET))
                                .items()
                                .get(0)
                                .outcome()
                                .reason())
                .isEqualTo("NO_ANSWER");
    }

    @Test
    void whatTheCdpRepeatsOfAPersonIsInNoLedger() throws Exception {
        cdp.bench.fault(
                "{'path':'%s','status':422,'body':{'message':'mai@example.com of Mai Trần 0 is taken by +1 202'}}"
                        .formatted(ANY));
        Outcome outcome = cdp.sendObjects(leads(1)).items().get(0).outcome();
        assertThat(outcome.detail())
                .isEqualTo("the CDP answered HTTP 422: … of … is taken by +1 202");
        cdp.bench.fault(
                "{'path':'%s','status':207,'body':{'data':{'rejected':[{'index':0,'attribute':'mai@example.com','reason':'mai@example.com is taken'}]}}}"
                        .formatted(ANY));
        Outcome rejected = cdp.sendObjects(leads(1)).items().get(0).outcome();
        assertThat(rejected.reason()).isEqualTo("REJECTED");
        assertThat(rejected.detail()).isEqualTo("attribute unknown");
    }

    @Test
    void noPersonalDataIsLogged() throws Exception {
        cdp.declared();
        try (LogLines log = new LogLines()) {
            ObjectNode spoiled = lead(0);
            ((ObjectNode) spoiled.get("attributes"))
                    .put("email", "mai@example.com" + "x".repeat(255));
            assertThat(kinds(cdp.sendObjects(CdpBench.delivery(List.of(spoiled, lead(1))))))
                    .isEqualTo("RD");
            cdp.bench.fault(
                    "{'path':'%s','times':-1,'status':422,'body':{'message':'mai@example.com'}}"
                            .formatted(ANY));
            cdp.sendObjects(leads(2));
            assertThat(log.all()).noneMatch(line -> line.contains("mai@example"));
        }
    }

    @Test
    void parametersAreBounded() {
        assertThat(CdpObjectSender.batchSize("9999")).isEqualTo(100);
        assertThat(CdpEventSender.lanes("999")).isEqualTo(32);
        assertThat(CdpEventSender.lanes("")).isEqualTo(8);
    }
}
