package io.tiktokroutes.cdp;

import static io.tiktokroutes.cdp.CdpBench.EVENT;
import static io.tiktokroutes.cdp.CdpBench.OBJECTS;
import static io.tiktokroutes.cdp.CdpBench.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.tiktok.Bench;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records against what the CDP declares: one that it would reject is not sent. */
class DeclaredRulesTest {

    private static CdpBench cdp;

    @BeforeAll
    static void open() throws Exception {
        cdp = new CdpBench();
    }

    @BeforeEach
    void define() throws Exception {
        cdp.reset();
        cdp.declared();
        define(
                "objects/booking",
                "{'attributes':[{'code':'seats','data_type':'number','required':true},"
                        + "{'code':'paid','data_type':'boolean'},{'code':'at','data_type':'datetime'},"
                        + "{'code':'tags','data_type':'array'},{'code':'place','data_type':'object'},"
                        + "{'code':'comment','data_type':'text'},"
                        + "{'code':'guest','pii':true}]}");
        define(
                "events/book_table",
                "{'ec':'table','ea':'book','main_object':'booking',"
                        + "'foreign_objects':['customers'],"
                        + "'attributes':[{'code':'party','data_type':'number','required':true}]}");
    }

    @AfterAll
    static void close() {
        cdp.close();
    }

    private void define(String path, String json) throws Exception {
        cdp.bench.control("POST", "/cdp/" + path, json.replace('\'', '"'));
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) Bench.JSON.readTree(text.replace('\'', '"'));
    }

    private Outcome object(String mode, String attributes) throws Exception {
        ObjectNode record = json("{'id':'1','name':'Table 4','attributes':" + attributes + "}");
        Delivery delivery =
                CdpBench.delivery(Map.of("object", "booking", "writeMode", mode), List.of(record));
        return cdp.sendObjects(delivery).items().get(0).outcome();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|REQUIRED_ATTRIBUTE_MISSING|seats is missing; the object booking requires it",
                "{'seats':''}|REQUIRED_ATTRIBUTE_MISSING|seats is missing",
                "{'seats':null}|REQUIRED_ATTRIBUTE_MISSING|seats is missing",
                "{'seats':'many'}|BAD_TYPE|seats must be a number",
                "{'seats':true}|BAD_TYPE|seats must be a number",
                "{'seats':2,'paid':'yes'}|BAD_TYPE|paid must be true or false",
                "{'seats':2,'at':'2026-03-14T09:26:53Z'}|BAD_TIMESTAMP|at must look like 2026-03-14",
                "{'seats':2,'at':'2026-02-30 09:26:53'}|BAD_TIMESTAMP|at must look like",
                "{'seats':2,'tags':'a'}|BAD_TYPE|tags must be a list",
                "{'seats':2,'place':'a'}|BAD_TYPE|place must be an object",
                "{'seats':2,'guest':7}|BAD_TYPE|guest must be a text",
                "{'seats':2,'colour':'red'}|UNKNOWN_ATTRIBUTE|colour is no attribute of the object",
            })
    @Tag("R-CDP-47")
    @Tag("R-CDP-49")
    void aRecordThatTheObjectDoesNotTakeIsNotSent(String attributes, String reason, String words)
            throws Exception {
        Outcome outcome = object("insert_all", attributes);
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.detail()).startsWith(words);
        assertThat(cdp.bench.calls(OBJECTS)).isZero();
    }

    @Test
    void whatFitsArrives() throws Exception {
        String all =
                "{'seats':'4.5','paid':true,'at':'2026-03-14 09:26:53','tags':['a'],"
                        + "'place':{'room':'1'},'guest':'"
                        + "x".repeat(255)
                        + "','comment':'"
                        + "x".repeat(30_000)
                        + "'}";
        assertThat(object("insert_all", all).kind()).isEqualTo(Outcome.Kind.DELIVERED);
        assertThat(object("update_only", "{'paid':false}").kind())
                .as("an update may leave out what it does not change")
                .isEqualTo(Outcome.Kind.DELIVERED);
        Outcome longer = object("insert_all", "{'seats':1,'guest':'" + "x".repeat(256) + "'}");
        assertThat(longer.reason()).isEqualTo("TOO_LONG");
        assertThat(longer.detail()).isEqualTo("guest has more than 255 characters");
    }

    private static final String BOOKING =
            "{'uid':'u','ec':'table','ea':'book','extra':{'party':2},"
                    + "'items':[{'type':'booking','id':'1','name':'Table 4','seats':4}]}";

    private Delivery event(String changes) throws Exception {
        ObjectNode event = json(BOOKING);
        event.setAll(json(changes));
        return cdp.sendEvents(CdpBench.delivery(Map.of("eventSource", "556301"), List.of(event)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'extra':{}}|REQUIRED_ATTRIBUTE_MISSING|extra.party is missing; the event book_table requires it",
                "{'extra':{'party':'few'}}|BAD_TYPE|extra.party must be a number",
                "{'extra':{'party':1,'x':1}}|UNKNOWN_ATTRIBUTE|extra.x is no attribute of the event",
                "{'items':[{'type':'booking','id':'1','name':'n'}]}|REQUIRED_ATTRIBUTE_MISSING|items[0].seats is missing",
                "{'items':[{'type':'lead','id':'1','name':'n'}]}|UNKNOWN_OBJECT|items[0].type must be the main object of book_table, booking",
                "{'dims':{'visitor':{'id':'1'}}}|UNKNOWN_OBJECT|dims.visitor is no object of book_table",
                "{'dims':{'customers':{'id':'1','name':'n','is_tiktok':'yes'}}}|BAD_TYPE|dims.customers.is_tiktok must be a number",
                "{'ea':'cancel'}|UNKNOWN_EVENT_NAME|the event source has no event of this category",
            })
    @Tag("R-CDP-47")
    @Tag("R-CDP-49")
    void anEventThatTheTrackerWouldDropIsNotSent(String changes, String reason, String words)
            throws Exception {
        Outcome outcome = event(changes).items().get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.detail()).startsWith(words);
        assertThat(cdp.bench.calls(EVENT)).isZero();
    }

    @Test
    @Tag("R-CDP-49")
    void anObjectThatLacksSomethingIsLeftOutOfTheEventAndTheLedgerSaysSo() throws Exception {
        Delivery delivery = event("{'dims':{'customers':{'email':'mai@example.com'}}}");
        Outcome outcome = delivery.items().get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.DELIVERED);
        assertThat(outcome.detail())
                .isEqualTo(
                        "received; the tracker gives no verdict; left out: dims.customers.id is"
                                + " missing; the object customers requires it");
        assertThat(cdp.logged().at("/0/accepted").asBoolean()).isTrue();
        assertThat(cdp.logged().at("/0/event/dims")).isEmpty();
        assertThat(cdp.stored("customers").path("total").asInt()).isZero();
        assertThat(cdp.stored("booking").path("total").asInt()).isEqualTo(1);
        assertThat(kinds(event("{'dims':{'customers':{'customer_id':'c','name':'Mai'}}}")))
                .isEqualTo("D");
        assertThat(cdp.stored("customers").at("/records/0/id").asText()).isEqualTo("c");
    }

    @Test
    void aCdpThatCannotBeAskedHoldsNothingBack() throws Exception {
        cdp.definitions.stop();
        cdp.definitions = new CdpDefinitions(cdp.calls("no-token"), cdp.clock);
        try (LogLines log = new LogLines()) {
            assertThat(kinds(event("{}"))).isEqualTo("D");
            assertThat(kinds(event("{'extra':{'party':3}}"))).isEqualTo("D");
            assertThat(log.starting("WARN The CDP's definitions")).hasSize(1);
        }
    }
}
