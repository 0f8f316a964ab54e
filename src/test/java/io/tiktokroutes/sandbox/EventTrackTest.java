package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventTrackTest {

    private static final String PATH = "/event/track/";
    private Client client;

    @BeforeAll
    void start() {
        client = new Client();
    }

    @AfterAll
    void stop() {
        client.close();
    }

    @BeforeEach
    void reset() {
        client.control("POST", "/reset", null);
    }

    static Stream<ObjectNode> good() {
        return Stream.of(
                Events.web("a", "b"),
                Events.offline("c"),
                Events.crm("d"),
                extras(Events.web("e")));
    }

    private static ObjectNode extras(ObjectNode body) {
        ObjectNode event = (ObjectNode) body.at("/data/0");
        ((ObjectNode) event.get("user")).putArray("email");
        ((ObjectNode) event.get("user")).put("city", "").put("external_id", "plain-42");
        ((ObjectNode) event.get("properties")).put("currency", "BGN").put("gtm_version", 7);
        return body.put("partner_name", "Acme").put("test_event_code", "TEST40271");
    }

    @ParameterizedTest
    @MethodSource("good")
    void takesWhatTikTokTakes(ObjectNode body) {
        JsonNode answer = client.post(PATH, body);
        assertThat(answer.path("code").asInt()).as(answer.toString()).isZero();
        assertThat(answer.path("message").asText()).isEqualTo("OK");
        assertThat(answer.path("request_id").asText()).matches("[0-9]{14}[0-9A-F]{20}");
        assertThat(answer.path("data")).isEmpty();
        assertThat(client.counts().at("/events/accepted").asInt())
                .isEqualTo(body.get("data").size());
    }

    /** Pointer into a good web request, what stands there instead ("-" removes it), the answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/event_source | - | 40002 | Missing required field(s): event_source.",
                "/event_source | \"Web\" | 40002 | Invalid value for event_source: must be one of web, app, offline, crm.",
                "/event_source_id | - | 40002 | Invalid value for event_source_id: not a valid string.",
                "/event_source_id | 7 | 40002 | Invalid value for event_source_id: not a valid string.",
                "/event_source_id | \"7301000000000000002\" | 40002 | Invalid value for event_source_id: not a valid string.",
                "/event_source_id | \"OTHERPIXEL0000000001\" | 40001 | No permission to operate pixel code: OTHERPIXEL0000000001. You must be an admin or operator of this advertiser account.",
                "/event_source | \"offline\" | 40002 | Invalid value for event_source_id: not a valid string.",
                "/data | - | 40002 | Missing required field(s): data.",
                "/data | {} | 40002 | Invalid value for data: not a valid list.",
                "/data | [] | 40002 | Invalid value for data: length must be between 1 and 1000.",
                "/test_event_code | 1 | 40002 | Invalid value for test_event_code: not a valid string.",
                "/data/1/event | - | 40002 | Missing required field(s): data.1.event.",
                "/data/1/event | 5 | 40002 | Invalid value for data.1.event: not a valid string.",
                "/data/1/event | \" \" | 40002 | Invalid value for data.1.event: must not be empty.",
                "/data/1/event_time | - | 40002 | Missing required field(s): data.1.event_time.",
                "/data/1/event_time | \"1772444467\" | 40002 | Invalid value for data.1.event_time: not a valid integer.",
                "/data/1/event_time | 1772444467000 | 40002 | Invalid value for data.1.event_time: not a valid Unix timestamp in seconds.",
                "/data/1/event_id | 12 | 40002 | Invalid value for data.1.event_id: not a valid string.",
                "/data/1/event_id | null | 40002 | Invalid value for data.1.event_id: not a valid string.",
                "/data/1/user | [] | 40002 | Invalid value for data.1.user: not a valid object.",
                "/data/1/user/email | \"bob@example.com\" | 40002 | Invalid value for data.1.user.email: not a valid SHA-256 string.",
                "/data/1/user/phone | [\"+491701234567\"] | 40002 | Invalid value for data.1.user.phone: not a valid SHA-256 string.",
                "/data/1/user/email | [3] | 40002 | Invalid value for data.1.user.email.0: not a valid string.",
                "/data/1/user/ip | 3 | 40002 | Invalid value for data.1.user.ip: not a valid string.",
                "/data/1/page | - | 40002 | Missing required field(s): data.1.page.",
                "/data/1/page/url | - | 40002 | Missing required field(s): data.1.page.url.",
                "/data/1/properties/value | \"12\" | 40002 | Invalid value for data.1.properties.value: not a valid number.",
                "/data/1/properties/currency | 978 | 40002 | Invalid value for data.1.properties.currency: not a valid string.",
                "/data/1/properties/content_ids | \"a\" | 40002 | Invalid value for data.1.properties.content_ids: not a valid list.",
                "/data/1/properties/contents/0/content_id | 5 | 40002 | Invalid value for data.1.properties.contents.0.content_id: not a valid string.",
                "/data/1/properties/contents/0/price | \"5\" | 40002 | Invalid value for data.1.properties.contents.0.price: not a valid number.",
                "/data/1/properties/contents/0/quantity | 1.5 | 40002 | Invalid value for data.1.properties.contents.0.quantity: not a valid integer.",
                "/data/1/limited_data_use | \"no\" | 40002 | Invalid value for data.1.limited_data_use: not a valid boolean.",
            })
    void refusesTheWholeRequest(String pointer, String value, int code, String message) {
        ObjectNode body = Events.web("a", "b");
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) body.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (value.equals("-")) {
            parent.remove(name);
        } else {
            parent.set(name, Client.read(value));
        }
        JsonNode answer = client.post(PATH, body);
        assertThat(answer.path("message").asText()).isEqualTo(message);
        assertThat(answer.path("code").asInt()).isEqualTo(code);
        assertThat(answer.has("data")).as("failures of events carry no data").isFalse();
        assertThat(client.counts().at("/events/accepted").asInt()).isZero();
        int listed = body.path("data").isArray() ? body.get("data").size() : 0;
        assertThat(client.counts().at("/events/refused").asInt()).isEqualTo(listed);
    }

    @Test
    void refusesWhatIsNoJson() {
        for (String body : new String[] {"", "{", "[]", "{} {}", "{\"data\":[{]}"}) {
            assertThat(client.post(PATH, body).path("code").asInt()).as(body).isEqualTo(40002);
        }
    }

    @Test
    void refusesMoreThanAThousand() {
        String[] ids =
                Stream.iterate(0, i -> i + 1).limit(1001).map(i -> "e" + i).toArray(String[]::new);
        assertThat(client.post(PATH, Events.web(ids)).path("code").asInt()).isEqualTo(40002);
        assertThat(client.counts().at("/events/refused").asInt()).isEqualTo(1001);
    }

    @Test
    void refusesSourcesOwnRules() {
        ObjectNode offline = Events.offline("a");
        ((ObjectNode) offline.at("/data/0")).put("event", "MyOwn");
        assertThat(client.post(PATH, offline).path("message").asText())
                .isEqualTo("Invalid value for data.0.event: must be a standard event.");
        ObjectNode crm = Events.crm("a");
        ((ObjectNode) crm.at("/data/0/lead")).remove("lead_id");
        assertThat(client.post(PATH, crm).path("message").asText())
                .isEqualTo("Missing required field(s): data.0.lead.lead_id.");
        assertThat(client.post(PATH, Events.app()).path("code").asInt()).isEqualTo(40118);
        client.set("events_app", true);
        assertThat(client.post(PATH, Events.app()).path("code").asInt()).isZero();
    }

    @Test
    void refusesTokensOfOtherAdvertisers() {
        client.control("POST", "/tokens", "{\"advertiser_ids\":[\"7200000000000000002\"]}");
        assertThat(client.post(PATH, Events.web("a")).path("code").asInt()).isEqualTo(40001);
        assertThat(client.post(PATH, Events.offline("a")).path("message").asText())
                .isEqualTo("No permission to operate event set: 7301000000000000002.");
    }

    @Test
    void partialModeKeepsTheGoodOnes() {
        client.set("events_mode", "partial");
        ObjectNode body = Events.web("a", "b", "c");
        ((ObjectNode) body.at("/data/1")).remove("event");
        JsonNode answer = client.post(PATH, body);
        assertThat(answer.path("code").asInt()).isEqualTo(20001);
        assertThat(answer.at("/data/partial_failure").asBoolean()).isTrue();
        assertThat(answer.at("/data/failed_events/0/order_in_batch").asInt()).isEqualTo(1);
        assertThat(client.counts().at("/events/accepted").asInt()).isEqualTo(2);
        assertThat(client.counts().at("/events/refused").asInt()).isEqualTo(1);
    }

    @Test
    void lenientModeNotesTheBadOnes() {
        client.set("events_mode", "lenient");
        ObjectNode body = Events.web("a", "b");
        ((ObjectNode) body.at("/data/1")).remove("event_time");
        assertThat(client.post(PATH, body).path("code").asInt()).isZero();
        assertThat(client.counts().at("/events/noted").asInt()).isEqualTo(1);
        JsonNode kept = client.control("GET", "/received/events", null);
        assertThat(kept.at("/events/1/problem").asText())
                .isEqualTo("Missing required field(s): data.1.event_time.");
    }
}
