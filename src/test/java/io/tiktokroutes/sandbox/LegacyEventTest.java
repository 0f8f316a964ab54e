package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegacyEventTest {

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

    private static String[] ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "e" + i).toArray(String[]::new);
    }

    @Test
    void takesSinglesAndBatches() {
        ObjectNode single = Events.pixelEvent("a").put("pixel_code", Sandbox.PIXEL_CODE);
        assertThat(client.post("/pixel/track/", single).path("code").asInt()).isZero();
        ObjectNode probe = Client.JSON.createObjectNode().put("pixel_code", Sandbox.PIXEL_CODE);
        probe.put("event", "ViewContent").putObject("context");
        assertThat(client.post("/pixel/track/", probe).path("code").asInt()).isZero();
        assertThat(client.post("/pixel/batch/", Events.pixelBatch(ids(1000))).path("code").asInt())
                .isZero();
        ObjectNode offline = Events.offlineEvent("a").put("event_set_id", Sandbox.EVENT_SET_ID);
        assertThat(client.post("/offline/track/", offline).path("code").asInt()).isZero();
        assertThat(
                        client.post("/offline/batch/", Events.offlineBatch(ids(100)))
                                .path("code")
                                .asInt())
                .isZero();
        assertThat(client.counts().at("/events/accepted").asInt()).isEqualTo(1103);
    }

    @Test
    void limitsBatches() {
        assertThat(client.post("/pixel/batch/", Events.pixelBatch(ids(1001))).path("code").asInt())
                .isEqualTo(40002);
        assertThat(
                        client.post("/offline/batch/", Events.offlineBatch(ids(101)))
                                .path("code")
                                .asInt())
                .isEqualTo(40002);
        client.set("events_batch_code", 40061);
        client.set("events_pixel_batch", 50);
        assertThat(client.post("/pixel/batch/", Events.pixelBatch(ids(51))).path("code").asInt())
                .isEqualTo(40061);
        assertThat(client.post("/pixel/batch/", Events.pixelBatch(ids(50))).path("code").asInt())
                .isZero();
        assertThat(client.counts().at("/events/refused").asInt()).isEqualTo(1001 + 101 + 51);
    }

    @Test
    void aBadEventRefusesTheBatchOrInPartialModeOnlyItself() {
        ObjectNode body = Events.pixelBatch("a", "b");
        ((ObjectNode) body.at("/batch/1")).put("event", "");
        assertThat(client.post("/pixel/batch/", body).path("code").asInt()).isEqualTo(40002);
        client.set("events_mode", "partial");
        JsonNode answer = client.post("/pixel/batch/", body);
        assertThat(answer.path("code").asInt()).isEqualTo(20001);
        assertThat(answer.at("/data/failed_events/0/order_in_batch").asInt()).isEqualTo(1);
        assertThat(client.counts().at("/events/accepted").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/pixel_code | 4 | 40002 | Invalid value for pixel_code: not a valid string.",
                "/pixel_code | \"OTHERPIXEL0000000001\" | 40001 | No permission to operate pixel code: OTHERPIXEL0000000001. You must be an admin or operator of this advertiser account.",
                "/batch/0/type | \"identify\" | 40002 | Batch.0.type: Must be one of track",
                "/batch/0/event | - | 40002 | Batch.0.event: Missing data for required field",
                "/batch/0/event_id | 4 | 40002 | Batch.0.event_id: Not a valid string",
                "/batch/0/timestamp | \"yesterday\" | 40002 | Batch.0.timestamp: Not a valid ISO 8601 datetime",
                "/batch/0/context/page/url | \"shop.example.com\" | 40002 | Batch.0.context.page.url: Not a valid URL",
                "/batch/0/context/user/email | [\"a\"] | 40002 | Batch.0.context.user.email: Not a valid string",
                "/batch/0/context/user/phone_number | \"+49170\" | 40002 | Batch.0.context.user.phone_number: Not a valid SHA-256 string",
                "/batch/0/properties/contents | [{\"content_id\":5}] | 40002 | Batch.0.properties.contents.0.content_id: Not a valid string",
            })
    void refusesPixelBatches(String pointer, String value, int code, String message) {
        ObjectNode body = Events.pixelBatch("a", "b");
        spoil(body, pointer, value);
        JsonNode answer = client.post("/pixel/batch/", body);
        assertThat(answer.path("message").asText()).isEqualTo(message);
        assertThat(answer.path("code").asInt()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/event_set_id | \"SANDBOXPIXEL00000001\" | 40002 | Invalid value for event_set_id: not a valid string.",
                "/event_set_id | \"7301000000000000009\" | 40001 | No permission to operate event set: 7301000000000000009.",
                "/batch/0/event | \"Own\" | 40002 | Batch.0.event: Must be a standard event",
                "/batch/0/timestamp | - | 40002 | Batch.0.timestamp: Missing data for required field",
                "/batch/0/context/user/emails | [] | 40002 | Batch.0.context.user.emails or context.user.phone_numbers: Missing data for required field",
                "/batch/0/context/user/emails | \"x\" | 40002 | Batch.0.context.user.emails: Not a valid list",
                "/batch/0/properties/event_channel | \"shop\" | 40002 | Batch.0.properties.event_channel",
                "/batch/0/properties/value | - | 40002 | Batch.0.properties.value: Missing data for required field",
            })
    void refusesOfflineBatches(String pointer, String value, int code, String message) {
        ObjectNode body = Events.offlineBatch("a");
        spoil(body, pointer, value);
        JsonNode answer = client.post("/offline/batch/", body);
        assertThat(answer.path("message").asText()).startsWith(message);
        assertThat(answer.path("code").asInt()).isEqualTo(code);
    }

    @Test
    void singlesNameTheFieldAlone() {
        ObjectNode single =
                Events.pixelEvent("a").put("pixel_code", Sandbox.PIXEL_CODE).put("event_id", 5);
        assertThat(client.post("/pixel/track/", single).path("message").asText())
                .isEqualTo("Invalid value for event_id: not a valid string.");
    }

    private static void spoil(ObjectNode body, String pointer, String value) {
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) body.at(pointer.substring(0, slash));
        if (value.equals("-")) {
            parent.remove(pointer.substring(slash + 1));
        } else {
            parent.set(pointer.substring(slash + 1), Client.read(value));
        }
    }
}
