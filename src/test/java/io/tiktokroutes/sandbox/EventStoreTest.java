package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStoreTest {

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-03-02T10:00:00Z"));
    private Client client;

    @BeforeEach
    void start() {
        client = new Client(clock);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private int count(String name) {
        return client.counts().at("/events/" + name).asInt();
    }

    private void send(ObjectNode body) {
        assertThat(client.post("/event/track/", body).path("code").asInt()).isZero();
    }

    @Test
    void countsTheSameKeyOnceWithinFortyEightHours() {
        send(Events.web("a", "a", "b"));
        assertThat(count("accepted")).isEqualTo(3);
        assertThat(count("unique")).isEqualTo(2);
        clock.advance(Duration.ofHours(47));
        send(Events.web("a"));
        assertThat(count("duplicate")).isEqualTo(2);
        clock.advance(Duration.ofHours(2));
        send(Events.web("a"));
        assertThat(count("duplicate")).as("the first one was 49 hours ago").isEqualTo(2);
    }

    @Test
    void anotherEventSourceOrTestIsAnotherKey() {
        send(Events.web("a"));
        ObjectNode other = Events.web("a");
        ((ObjectNode) other.at("/data/0")).put("event", "AddToCart");
        send(other);
        send(Events.offline("a"));
        send(Events.web("a").put("test_event_code", "TEST12345"));
        ObjectNode without = Events.web("a", "b");
        without.get("data").forEach(event -> ((ObjectNode) event).remove("event_id"));
        send(without);
        assertThat(count("duplicate")).isZero();
        assertThat(count("test")).isEqualTo(1);
        assertThat(count("without_id")).isEqualTo(2);
        assertThat(count("unique")).isEqualTo(6);
    }

    @Test
    void showsEventsAsTheyCame() {
        send(Events.web("a", "ü-ö").put("test_event_code", "TEST1"));
        send(Events.offline("a"));
        JsonNode all = client.control("GET", "/received/events?event_id=a", null);
        assertThat(all.path("total").asInt()).isEqualTo(2);
        JsonNode first = all.at("/events/0");
        assertThat(first.get("payload")).isEqualTo(Events.web("a").at("/data/0"));
        assertThat(first.path("path").asText()).isEqualTo("/event/track/");
        assertThat(first.path("event_source").asText()).isEqualTo("web");
        assertThat(first.path("event_source_id").asText()).isEqualTo(Sandbox.PIXEL_CODE);
        assertThat(first.path("test_event_code").asText()).isEqualTo("TEST1");
        assertThat(first.path("received_at").asText()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(
                        client.control("GET", "/received/events?limit=1&offset=2", null)
                                .at("/events/0/event_source")
                                .asText())
                .isEqualTo("offline");
        assertThat(client.raw("GET", "/_sandbox/received/event-ids", null).body())
                .isEqualTo("\"a\"\n\"ü-ö\"\n\"a\"\n");
        assertThat(
                        client.raw(
                                        "GET",
                                        "/_sandbox/received/event-ids?event_source_id="
                                                + Sandbox.EVENT_SET_ID,
                                        null)
                                .body())
                .isEqualTo("\"a\"\n");
    }

    @Test
    void refusesOldEventsWhenAskedTo() {
        client.set("events_age", true);
        ObjectNode body = Events.web("a"); // 2 March 2026, 09:41
        send(body);
        clock.advance(Duration.ofDays(29));
        assertThat(client.post("/event/track/", body).path("message").asText())
                .isEqualTo("Invalid value for data.0.event_time: must be within the last 28 days.");
    }

    @Test
    void switchesDecideWhatIsUnverified() {
        ObjectNode body = Events.web("a");
        ((ObjectNode) body.at("/data/0/user")).put("email", "a@example.com");
        ((ObjectNode) body.at("/data/0")).remove("page");
        assertThat(client.post("/event/track/", body).path("code").asInt()).isEqualTo(40002);
        client.set("events_unhashed", "accept");
        client.set("events_page_url", false);
        send(body);
        client.set("events_unknown_currency", "refuse");
        ((ObjectNode) body.at("/data/0/properties")).put("currency", "BGN");
        assertThat(client.post("/event/track/", body).path("message").asText())
                .isEqualTo(
                        "Invalid value for data.0.properties.currency: not a supported currency.");
        client.set("events_any_source", true);
        send(Events.web("b").put("event_source_id", "OTHERPIXEL0000000001"));
        client.set("events_crm_names", "standard");
        assertThat(client.post("/event/track/", Events.crm("c")).path("code").asInt())
                .isEqualTo(40002);
        client.set("events_null_is_absent", true);
        ObjectNode nulls = Events.web("d");
        ((ObjectNode) nulls.at("/data/0/user")).putNull("ip");
        send(nulls);
    }
}
