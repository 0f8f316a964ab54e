package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the CDP's console shows of events and objects, and what a test may define there. */
class CdpConsoleTest {

    private static final String EVENT =
            "/cdp/event?portal_id=33167&prop_id=556301&resp_type=json&is_s2s=true";
    private static final String LEAD =
            "{'uid':'u1','ec':'lead_form','ea':'submit','et':'2026-03-14 09:26:50',"
                    + "'items':[{'type':'lead','id':'7','name':'Mai'}],'extra':{'form_id':'1'}}";

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-20T12:00:00Z"));
    private Client client;

    @BeforeEach
    void start() {
        client = new Client(clock);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private void send(String event) {
        assertThat(client.raw("POST", EVENT, event.replace('\'', '"')).statusCode()).isEqualTo(200);
    }

    private JsonNode control(String method, String path, String body) {
        return client.control(method, path, body == null ? null : body.replace('\'', '"'));
    }

    private String rejected() {
        return control("GET", "/cdp/event-log?tab=rejected", null)
                .at("/rows/0/reject_message")
                .asText();
    }

    @Test
    @Tag("RX-CDP-13")
    void theEventLogHasTwoTabsAndAChart() {
        send(LEAD);
        clock.advance(Duration.ofMinutes(1));
        send(LEAD.replace("'submit'", "'sumbit'"));
        send(LEAD);
        JsonNode received = control("GET", "/cdp/event-log", null);
        assertThat(received.path("tab").asText()).isEqualTo("received");
        assertThat(received.path("total").asInt()).isEqualTo(2);
        JsonNode row = received.at("/rows/0");
        assertThat(row.path("log_id").asText()).isNotEmpty();
        assertThat(row.path("logged_date").asText()).isEqualTo("2026-01-20T12:01:00Z");
        assertThat(row.path("raw_log")).isEqualTo(Client.read(LEAD.replace('\'', '"')));
        assertThat(row.path("tracked_time").asText()).isEqualTo("2026-03-14 09:26:50");
        assertThat(row.path("event_id").asLong()).isEqualTo(900_001);
        assertThat(row.path("event_tracking_name").asText()).isEqualTo("submit_lead_form");
        assertThat(received.path("minutes").toString().replace('"', '\''))
                .isEqualTo(
                        "[{'minute':'2026-01-20T12:00:00Z','received':1,'rejected':0},"
                                + "{'minute':'2026-01-20T12:01:00Z','received':1,'rejected':1}]");
        assertThat(rejected()).isEqualTo("unknown event lead_form/sumbit");
        assertThat(control("GET", "/cdp/event-log?minutes=1&event=create_lead", null).at("/rows"))
                .isEmpty();
        clock.advance(Duration.ofHours(7));
        send(LEAD);
        assertThat(control("GET", "/cdp/event-log", null).path("minutes"))
                .as("the chart goes back six hours")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'name':'Mai'|'name':''|items[0].name REQUIRED_ATTRIBUTE_MISSING",
                "'name':'Mai'|'name':'Mai','shoe':'1'|items[0].shoe UNKNOWN_ATTRIBUTE",
                "'name':'Mai'|'name':'Mai','is_tiktok':'yes'|items[0].is_tiktok WRONG_TYPE",
                "'type':'lead'|'type':'product'|items[0].type is no object of submit_lead_form",
                "'form_id':'1'|'form_id':1|extra.form_id WRONG_TYPE",
                "'form_id':'1'|'shoe':'1'|extra.shoe UNKNOWN_ATTRIBUTE",
                "'extra'|'dims':{'product':{'id':'1'}},'extra'|dims.product is no object of submit_lead_form",
                "'extra'|'dims':{'customers':{'name':'n'}},'extra'|dims.customers.id REQUIRED_ATTRIBUTE_MISSING",
                "2026-03-14 09:26:50|2026-03-14T09:26:50Z|et is no time such as 2026-03-14 09:26:53",
                "'uid'|'user'|unknown field user",
            })
    void theTrackerTakesEverythingAndTheLogTellsWhatIsWrong(
            String before, String after, String reject) {
        send(LEAD.replace(before, after));
        assertThat(rejected()).isEqualTo(reject);
        assertThat(control("GET", "/cdp/data-tables/lead", null).path("total").asInt()).isZero();
    }

    @Test
    @Tag("R-CDP-7")
    void objectsAndEventsOfOnesOwnAndNewAttributes() {
        control(
                "POST",
                "/cdp/objects/lead",
                "{'attributes':[{'code':'shoe','data_type':'number'}]}");
        send(LEAD.replace("'name':'Mai'", "'name':'Mai','shoe':38"));
        JsonNode table = control("GET", "/cdp/data-tables/lead?id=7", null);
        assertThat(table.at("/rows/0/shoe").asInt()).isEqualTo(38);
        assertThat(table.path("columns").toString()).contains("\"code\":\"shoe\"");
        control("POST", "/cdp/objects/car", "{'attributes':[{'code':'wheels','required':true}]}");
        control(
                "POST",
                "/cdp/events/test_drive",
                "{'ec':'car','ea':'drive','main_object':'car','attributes':[]}");
        String drive = "{'ec':'car','ea':'drive','items':[{'type':'car','id':'1','name':'c'%s}]}";
        send(drive.formatted(""));
        assertThat(rejected()).isEqualTo("items[0].wheels REQUIRED_ATTRIBUTE_MISSING");
        send(drive.formatted(",'wheels':'4'"));
        assertThat(control("GET", "/cdp/data-tables/car", null).path("total").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/cdp/objects/Car|{}",
                "/cdp/objects/car|{}",
                "/cdp/objects/car|{'attributes':[{'code':'aud_x'}]}",
                "/cdp/objects/car|{'attributes':[{'code':'x','data_type':'colour'}]}",
                "/cdp/events/one|{'ec':'lead_form','ea':'submit'}",
                "/cdp/events/one|{}",
            })
    void whatMakesNoSenseIsRefused(String path, String body) {
        assertThat(client.raw("POST", "/_sandbox" + path, body.replace('\'', '"')).statusCode())
                .isEqualTo(400);
    }
}
