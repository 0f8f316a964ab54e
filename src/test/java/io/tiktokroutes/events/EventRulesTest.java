package io.tiktokroutes.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.schema.RecordSchemas;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
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

    private static EventRules rules(String source, boolean pageRequired) {
        return rules("eventSource", source, "pageUrl", pageRequired ? "required" : "optional");
    }

    private static EventRules rules(String... settings) {
        Map<String, String> set = new TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            set.put(settings[i], settings[i + 1]);
        }
        return new EventRules(RecordSchemas.shipped(), SinkSettings.of(set), RECEIVED);
    }

    private static ObjectNode completed(ObjectNode event) {
        return new Completion(new EventNames("web", false, false)).of(event, "key-1", RECEIVED);
    }

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
        return rules(source, source.equals("web"))
                .check(event)
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
                "{'event_time':1772444467.0}|BAD_TIMESTAMP",
                "{'event_id':7}|MALFORMED",
                "{'user':{'email':[]}}|BAD_EMAIL",
                "{'user':{'external_id':'CUST-77120'}}|MALFORMED",
                "{'user':{'emial':'x'}}|MALFORMED",
                "{'user':[]}|MALFORMED",
                "{'properties':{'contents':[{'content_id':7}]}}|MALFORMED",
                "{'properties':{'contents':[{'price':'7'}]}}|MALFORMED",
                "{'properties':{'contents':[{'quantity':1.5}]}}|MALFORMED",
                "{'properties':{'contents':{'content_id':'7'}}}|MALFORMED",
                "{'coupon':'CHRISTMAS'}|MALFORMED",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AddPaymentInfo",
                "AddToCart",
                "AddToWishlist",
                "ClickButton",
                "CompletePayment",
                "CompleteRegistration",
                "Contact",
                "Download",
                "InitiateCheckout",
                "PlaceAnOrder",
                "Search",
                "SubmitForm",
                "Subscribe",
                "ViewContent"
            })
    @Tag("R-HT-18")
    @Tag("R-HT-42")
    void theFourteenNamesAreEventsOfWebAndOffline(String name) throws Exception {
        assertThat(reason("{'event':'" + name + "'}", "web")).isEmpty();
        assertThat(reason("{'event':'" + name + "'}", "offline")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Buy", "addtocart", "Add To Cart", "CompletePayment ", "PageView"})
    @Tag("R-HT-19")
    @Tag("R-HT-42")
    void anyOtherNameIsRefused(String name) throws Exception {
        assertThat(reason("{'event':'" + name + "'}", "web")).isEqualTo("UNKNOWN_EVENT_NAME");
        assertThat(reason("{'event':'" + name + "'}", "offline")).isEqualTo("UNKNOWN_EVENT_NAME");
    }

    @Test
    @Tag("R-HT-82")
    void whatIsRefusedSaysWhatIsExpected() {
        ObjectNode event = good();
        ((ObjectNode) event.get("user")).put("phone", "0170 1234567");
        assertThat(rules("web", true).check(event).orElseThrow().detail())
                .contains("E.164 such as +12025550143")
                .doesNotContain("0170");
        ((ObjectNode) event.get("user")).remove("phone");
        ((ObjectNode) event.get("properties")).put("currency", "EURO");
        assertThat(rules("web", true).check(event).orElseThrow().detail())
                .isEqualTo(
                        "properties.currency must be one of TikTok's currency codes, such as EUR"
                                + " or USD");
    }

    @ParameterizedTest
    @CsvSource({"product,''", "product_group,''", "Product,MALFORMED", "gadget,MALFORMED"})
    @Tag("R-CA-53")
    @Tag("R-MP-68")
    void contentTypeIsProductOrGroup(String type, String reason) throws Exception {
        assertThat(reason("{'properties':{'content_type':'" + type + "'}}", "web"))
                .isEqualTo(reason);
        assertThat(reason("{'properties':{'contents':[{'content_type':'" + type + "'}]}}", "web"))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "https://store.example.com/a,''",
        "http://store.example.com,''",
        "store.example.com/a,INVALID_URL",
        "HTTPS://store.example.com,INVALID_URL",
        "app://store,INVALID_URL"
    })
    @Tag("R-MP-23")
    void anAddressBeginsWithItsScheme(String url, String reason) throws Exception {
        assertThat(reason("{'page':{'url':'" + url + "'}}", "web")).isEqualTo(reason);
    }

    @Test
    @Tag("R-HT-44")
    @Tag("R-HT-45")
    void aListOfIdentifiersHasOneOrMore() throws Exception {
        assertThat(reason("{'user':{'email':['" + HASH + "']}}", "offline")).isEmpty();
        assertThat(reason("{'user':{'phone':['" + HASH + "','" + HASH + "']}}", "offline"))
                .isEmpty();
        assertThat(reason("{'user':{'email':[]}}", "offline")).isEqualTo("BAD_EMAIL");
        ObjectNode event = good();
        ((ObjectNode) event.get("user")).putArray("phone");
        assertThat(rules("offline", false).check(event).orElseThrow().reason())
                .isEqualTo("BAD_PHONE");
    }

    @Test
    @Tag("R-MP-9")
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
        assertThat(rules("web", true).check(event).orElseThrow().detail()).doesNotContain("ana");
    }

    @Test
    void onlyAWebEventNeedsAPage() throws Exception {
        ObjectNode event = good();
        event.remove("page");
        assertThat(rules("web", true).check(event)).isPresent();
        assertThat(rules("web", false).check(event)).isEmpty();
        assertThat(rules("offline", false).check(event)).isEmpty();
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
        ObjectNode completed = completed(event);
        assertThat(completed.path("event_id").asText()).isEqualTo("key-1");
        assertThat(completed.path("event_time").isIntegralNumber()).isTrue();
        assertThat(completed.path("event_time").longValue()).isEqualTo(RECEIVED.getEpochSecond());
        assertThat(event.has("event_id")).as("the payload itself stays as it was").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyIdIsNone(String id) {
        ObjectNode event = good().put("event_id", id);
        assertThat(completed(event).path("event_id").asText()).isEqualTo("key-1");
    }

    @Test
    void whatTheMappingGaveStays() {
        ObjectNode event = good();
        assertThat(completed(event)).isSameAs(event);
    }
}
