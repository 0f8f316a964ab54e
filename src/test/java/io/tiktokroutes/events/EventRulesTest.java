package io.tiktokroutes.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before it could spoil a batch, and why. */
class EventRulesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant RECEIVED = Instant.parse("2026-11-21T10:00:00.900Z");
    private static final String HASH =
            "dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679db";

    private static ObjectNode good() {
        ObjectNode event = JSON.createObjectNode();
        event.put("event", "Purchase").put("event_time", 1772444467).put("event_id", "e");
        event.putObject("user").put("email", HASH).putArray("phone").add(HASH).add(HASH);
        event.putObject("page").put("url", "https://shop.example.com/done");
        event.putObject("properties").put("currency", "EUR").put("value", 119.5);
        return event;
    }

    /** The reason for an event that was merged with this JSON; empty when it may go. */
    private static String reason(String spoiled, String source) throws Exception {
        ObjectNode event = JSON.readerForUpdating(good()).readValue(spoiled.replace('\'', '"'));
        return EventRules.check(event, source, source.equals("web"))
                .map(
                        outcome -> {
                            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
                            assertThat(outcome.detail()).isNotBlank();
                            return outcome.reason();
                        })
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{'event':'purchase'}|UNKNOWN_EVENT_NAME",
                "{'event':''}|UNKNOWN_EVENT_NAME",
                "{'event':7}|UNKNOWN_EVENT_NAME",
                "{'event':null}|UNKNOWN_EVENT_NAME",
                "{'event_time':1772444467000}|BAD_TIMESTAMP",
                "{'event_time':177244446}|BAD_TIMESTAMP",
                "{'event_time':1772444467.5}|BAD_TIMESTAMP",
                "{'event_time':'1772444467'}|BAD_TIMESTAMP",
                "{'event_time':null}|BAD_TIMESTAMP",
                "{'event_time':99999999999999999999}|BAD_TIMESTAMP",
                "{'event_id':7}|MALFORMED",
                "{'user':{'email':'ana@example.com'}}|BAD_EMAIL",
                "{'user':{'email':''}}|BAD_EMAIL",
                "{'user':{'email':null}}|BAD_EMAIL",
                "{'user':{'email':['ana@example.com']}}|BAD_EMAIL",
                "{'user':{'phone':'+491701234567'}}|BAD_PHONE",
                "{'user':{'phone':491701234567}}|BAD_PHONE",
                "{'page':7}|MISSING_URL",
                "{'page':{'url':''}}|MISSING_URL",
                "{'page':{'url':'shop.example.com'}}|INVALID_URL",
                "{'page':{'url':'ftp://shop.example.com'}}|INVALID_URL",
                "{'properties':{'currency':'EURO'}}|BAD_CURRENCY",
                "{'properties':{'currency':'eur'}}|BAD_CURRENCY",
                "{'properties':{'currency':null}}|BAD_CURRENCY",
                "{'properties':{'value':'119,50'}}|MALFORMED",
                "{'properties':{'value':null}}|MALFORMED",
            })
    void refuses(String spoiled, String reason) throws Exception {
        assertThat(reason(spoiled, "web")).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'event':'CompletePayment'}",
                "{'event':'SubmitForm'}",
                "{'properties':{'value':0}}",
                "{'properties':{}}",
                "{'page':{'url':'http://x'}}"
            })
    void letsGo(String changed) throws Exception {
        assertThat(reason(changed, "web")).isEmpty();
    }

    @Test
    void aPlainAddressOrNumberNeverLeaves() throws Exception {
        assertThat(
                        reason(
                                "{'user':{'email':'"
                                        + HASH.toUpperCase(java.util.Locale.ROOT)
                                        + "'}}",
                                "web"))
                .as("upper case is not what TikTok matches")
                .isEqualTo("BAD_EMAIL");
        assertThat(reason("{'user':{'email':'" + HASH + "0'}}", "web")).isEqualTo("BAD_EMAIL");
    }

    @Test
    void theDetailNamesNoPersonalData() throws Exception {
        ObjectNode event = good();
        ((ObjectNode) event.get("user")).put("email", "ana@example.com");
        assertThat(EventRules.check(event, "web", true).orElseThrow().detail())
                .doesNotContain("ana");
    }

    @Test
    void onlyAWebEventNeedsAPage() throws Exception {
        ObjectNode event = good();
        event.remove("page");
        assertThat(EventRules.check(event, "web", true)).isPresent();
        assertThat(EventRules.check(event, "web", false)).isEmpty();
        assertThat(EventRules.check(event, "offline", false)).isEmpty();
    }

    @Test
    void aCrmEventHasANameOfItsOwnAndALead() throws Exception {
        String lead = "'lead':{'lead_id':'7300000000000000009'}";
        assertThat(reason("{'event':'QualifiedLead'," + lead + "}", "crm")).isEmpty();
        assertThat(reason("{'event':'QualifiedLead'," + lead + "}", "offline"))
                .isEqualTo("UNKNOWN_EVENT_NAME");
        assertThat(reason("{'event':' '," + lead + "}", "crm")).isEqualTo("UNKNOWN_EVENT_NAME");
        assertThat(reason("{'event':'QualifiedLead'}", "crm")).isEqualTo("NO_IDENTIFIER");
    }

    @Test
    void theKeyBecomesTheEventIdAndTheTimeOfReceiptTheTime() {
        ObjectNode event = good();
        event.remove("event_id");
        event.remove("event_time");
        ObjectNode completed = EventRules.completed(event, "key-1", RECEIVED);
        assertThat(completed.path("event_id").asText()).isEqualTo("key-1");
        assertThat(completed.path("event_time").isIntegralNumber()).isTrue();
        assertThat(completed.path("event_time").longValue()).isEqualTo(RECEIVED.getEpochSecond());
        assertThat(event.has("event_id")).as("the payload itself stays as it was").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyIdIsNone(String id) {
        ObjectNode event = good().put("event_id", id);
        assertThat(EventRules.completed(event, "key-1", RECEIVED).path("event_id").asText())
                .isEqualTo("key-1");
    }

    @Test
    void whatTheMappingGaveStays() {
        ObjectNode event = good();
        assertThat(EventRules.completed(event, "key-1", RECEIVED)).isSameAs(event);
    }
}
