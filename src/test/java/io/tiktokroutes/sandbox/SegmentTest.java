package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segment's tracking API: what it refuses, what it drops in silence, what it knows again. */
class SegmentTest {

    private static final String BATCH = "/segment/v1/batch";
    private static final String TRACK =
            "{\"type\":\"track\",\"event\":\"Lead Submitted\",\"userId\":\"u1\",\"messageId\":\"%s\"}";

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-20T12:00:00Z"));
    private Client client;

    @BeforeEach
    void start() {
        client = new Client(clock).header("Authorization", basic(Sandbox.SEGMENT_WRITE_KEY + ":"));
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String... calls) {
        return client.raw("POST", BATCH, "{\"batch\":[" + String.join(",", calls) + "]}");
    }

    private JsonNode received() {
        return client.control("GET", "/received/segment", null);
    }

    @Test
    void keepsCallsAsTheyCameAndCountsAMessageIdOnceADay() {
        assertThat(post(TRACK.formatted("m1"), TRACK.formatted("m2")).body())
                .isEqualTo("{\"success\":true}");
        clock.advance(Duration.ofHours(23));
        assertThat(client.raw("POST", "/segment/v1/track", TRACK.formatted("m1")).statusCode())
                .isEqualTo(200);
        assertThat(received().at("/calls").findValuesAsText("duplicate"))
                .containsExactly("false", "false", "true");
        assertThat(received().at("/calls/0/call")).isEqualTo(Client.read(TRACK.formatted("m1")));
        clock.advance(Duration.ofHours(2));
        post(TRACK.formatted("m1"));
        assertThat(received().at("/calls/3/duplicate").asBoolean()).isFalse();
        assertThat(client.control("GET", "/counts", null).path("segment").toString())
                .isEqualTo("{\"received\":4,\"unique\":3,\"duplicate\":1,\"rejected\":0}");
        client.control("POST", "/reset", null);
        assertThat(received().path("received").asInt()).isZero();
    }

    @Test
    void dropsInSilenceWhatItDoesNotTake() {
        HttpResponse<String> answer =
                post(
                        TRACK.replace("\"userId\":\"u1\",", ""),
                        TRACK.replace("Lead Submitted", ""),
                        TRACK.replace("track", "trace"),
                        TRACK.formatted("m".repeat(101)),
                        "{\"type\":\"identify\",\"anonymousId\":\"a\"}");
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(received().at("/calls").findValuesAsText("reject_reason"))
                .containsExactly(
                        "no_user_anon_id",
                        "no_event",
                        "unknown_type",
                        "message_id_too_long",
                        "null");
        String[] many = Collections.nCopies(2501, TRACK.replace("%s", "")).toArray(String[]::new);
        assertThat(post(many).statusCode()).isEqualTo(200);
        assertThat(received().path("rejected").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{}", "{\"batch\":[]}", "{\"batch\":{}}"})
    void refusesWhatIsNoBatch(String body) {
        HttpResponse<String> answer = client.raw("POST", BATCH, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).path("success").asBoolean(true)).isFalse();
    }

    @Test
    void refusesWhatIsTooLarge() {
        String large = TRACK.replace("u1", "u".repeat(33_000));
        assertThat(post(TRACK, large).statusCode()).isEqualTo(400);
        assertThat(client.raw("POST", "/segment/v1/track", large).statusCode()).isEqualTo(400);
        String[] many =
                Collections.nCopies(20, TRACK.replace("u1", "u".repeat(30_000)))
                        .toArray(String[]::new);
        assertThat(post(many).statusCode()).isEqualTo(400);
        assertThat(received().path("received").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "wrong:", "sandbox-segment-write-key", ":sandbox-segment-write-key"})
    void asksForTheWriteKey(String user) {
        client.header("Authorization", user.isEmpty() ? null : basic(user));
        assertThat(post(TRACK).statusCode()).isEqualTo(401);
        assertThat(client.raw("POST", "/segment/v1/identify", "{}").statusCode()).isEqualTo(401);
    }
}
