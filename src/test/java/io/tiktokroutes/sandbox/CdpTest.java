package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CdpTest {

    private static final String RECORDS = "/cdp/v1/portals/33167/objects/lead/records";
    private static final String EVENT =
            "/cdp/event?portal_id=33167&prop_id=556301&resp_type=json&is_s2s=true";

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-20T12:00:00Z"));
    private Client client;
    private int keys;

    @BeforeEach
    void start() {
        client = new Client(clock).header("Authorization", "Bearer " + Sandbox.CDP_TOKEN);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private HttpResponse<String> write(String body) {
        return client.header("Idempotency-Key", "k" + keys++).raw("POST", RECORDS, body);
    }

    private static String records(String mode, String... records) {
        return "{\"write_mode\":\"" + mode + "\",\"records\":[" + String.join(",", records) + "]}";
    }

    private static String lead(String id, String name, String attributes) {
        return "{\"id\":\""
                + id
                + "\",\"name\":"
                + (name == null ? "null" : "\"" + name + "\"")
                + ",\"attributes\":{"
                + attributes
                + "}}";
    }

    private JsonNode stored() {
        return client.control("GET", "/received/cdp-objects/lead", null);
    }

    @Test
    void receivesEventsAndShowsTheVerdictElsewhere() {
        String body =
                "{\"uid\":\"u1\",\"ec\":\"lead_form\",\"ea\":\"submit\",\"items\":[{\"type\":\"lead\",\"id\":\"7\",\"name\":\"Mai\",\"email\":\"m@example.com\"}],"
                        + "\"dims\":{\"customers\":{\"customer_id\":\"c1\",\"name\":\"Mai\"}},\"extra\":{\"form_id\":\"1\"}}";
        client.header("Authorization", null);
        JsonNode answer = Client.json(client.raw("POST", EVENT, body));
        assertThat(answer.path("type").asText()).isEqualTo("event");
        assertThat(answer.path("client_id").asText()).isEqualTo("u1");
        assertThat(client.raw("POST", EVENT.replace("33167", "1"), body).statusCode())
                .as("received all the same")
                .isEqualTo(200);
        assertThat(client.raw("POST", EVENT, "{\"uid\":\"u1\"}").statusCode()).isEqualTo(200);
        JsonNode log = client.control("GET", "/received/cdp-events", null);
        assertThat(log.at("/events").findValuesAsText("accepted"))
                .containsExactly("true", "false", "false");
        assertThat(log.at("/events/0/event")).isEqualTo(Client.read(body));
        assertThat(log.at("/events/1/reject_message").asText()).isEqualTo("unknown portal 1");
        assertThat(stored().at("/records/0/email").asText()).isEqualTo("m@example.com");
        assertThat(
                        client.control("GET", "/received/cdp-objects/customers?id=c1", null)
                                .at("/records/0/name")
                                .asText())
                .isEqualTo("Mai");
        assertThat(client.raw("POST", "/cdp/event?portal_id=33167", body).statusCode())
                .isEqualTo(400);
        assertThat(client.raw("POST", EVENT, "{").statusCode()).isEqualTo(400);
        assertThat(client.raw("POST", EVENT.replace("resp_type=json", "a=b"), body).body())
                .startsWith("callback(");
    }

    @Test
    void writesModes() {
        assertThat(
                        write(
                                        records(
                                                "insert_all",
                                                lead(
                                                        "1",
                                                        "Ana",
                                                        "\"email\":\"a@example.com\",\"city\":\"Porto\"")))
                                .statusCode())
                .isEqualTo(200);
        write(records("insert_all", lead("1", "Ana B", "\"city\":null")));
        assertThat(stored().at("/records/0").toString())
                .isEqualTo("{\"id\":\"1\",\"name\":\"Ana B\",\"email\":\"a@example.com\"}");
        write(records("insert_new", lead("1", "Other", ""), lead("2", "Bo", "")));
        assertThat(stored().at("/records").findValuesAsText("name")).containsExactly("Ana B", "Bo");
        JsonNode missing = Client.json(write(records("update_only", lead("9", "Nobody", ""))));
        assertThat(missing.at("/data/rejected/0/reason").asText()).isEqualTo("NOT_FOUND");
        write(records("update_only", "{\"id\":\"2\",\"attributes\":{\"city\":\"Oslo\"}}"));
        write(records("remove", "{\"id\":\"1\"}"));
        assertThat(stored().at("/records").toString())
                .isEqualTo("[{\"id\":\"2\",\"name\":\"Bo\",\"city\":\"Oslo\"}]");
    }

    @Test
    void rejectsSingleRecordsWith207() {
        HttpResponse<String> response =
                write(
                        records(
                                "insert_all",
                                lead("1", "Ana", ""),
                                lead("2", null, ""),
                                lead("", "Bo", ""),
                                lead("4", "Cy", "\"lead_time\":\"yesterday\""),
                                lead("5", "Di", "\"email\":\"" + "x".repeat(256) + "\""),
                                lead(
                                        "6",
                                        "Ed",
                                        "\"lead_time\":\"2026-01-20 12:00:00\",\"is_tiktok\":1")));
        assertThat(response.statusCode()).isEqualTo(207);
        JsonNode body = Client.json(response);
        assertThat(body.path("code").asInt()).isEqualTo(207);
        assertThat(body.path("message").asText()).isEqualTo("2 accepted, 4 rejected");
        assertThat(body.at("/data/accepted").asInt()).isEqualTo(2);
        assertThat(body.at("/data/rejected/0").toString())
                .isEqualTo(
                        "{\"attribute\":\"name\",\"reason\":\"REQUIRED_ATTRIBUTE_MISSING\",\"index\":1,\"id\":\"2\"}");
        assertThat(body.at("/data/rejected").findValuesAsText("reason"))
                .containsExactly(
                        "REQUIRED_ATTRIBUTE_MISSING",
                        "REQUIRED_ATTRIBUTE_MISSING",
                        "WRONG_TYPE",
                        "TOO_LONG");
    }

    @Test
    void repeatsTheAnswerForTheSameKey() {
        String body = records("insert_all", lead("1", "Ana", ""));
        HttpResponse<String> first = write(body);
        keys--;
        HttpResponse<String> again = write(body);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        keys--;
        assertThat(write(records("remove", "{\"id\":\"1\"}")).statusCode()).isEqualTo(422);
        assertThat(client.header("Idempotency-Key", null).raw("POST", RECORDS, body).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/cdp/v1/portals/1/objects/lead/records | {} | 404",
                "/cdp/v1/portals/33167/objects/cars/records | {} | 404",
                "/cdp/v1/portals/33167/objects/lead/records | { | 400",
                "/cdp/v1/portals/33167/objects/lead/records | {\"records\":[]} | 400",
                "/cdp/v1/portals/33167/objects/lead/records | {\"write_mode\":\"upsert\",\"records\":[{\"id\":\"1\"}]} | 400",
                "/cdp/v1/portals/33167/objects/lead/records | {\"records\":[{\"id\":\"1\",\"name\":\"a\",\"attributes\":{\"shoe\":\"1\"}}]} | 422",
            })
    void refuses(String path, String body, int status) {
        HttpResponse<String> response =
                client.header("Idempotency-Key", "k").raw("POST", path, body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Client.json(response).path("code").asInt()).isEqualTo(status);
        assertThat(Client.json(response).path("message").asText()).isNotEmpty();
    }

    @Test
    void takesAtMostAHundredRecords() {
        String many =
                IntStream.range(0, 101)
                        .mapToObj(i -> lead("" + i, "n", ""))
                        .collect(Collectors.joining(","));
        assertThat(write(records("insert_all", many)).statusCode()).isEqualTo(413);
        client.set("cdp_unknown_attributes", "accept");
        assertThat(write(records("insert_all", lead("1", "n", "\"shoe\":\"44\""))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void asksForAToken() {
        String form =
                "grant_type=client_credentials&client_id=sandbox-cdp-client&client_secret=sandbox-cdp-secret&scope=";
        JsonNode grant = Client.json(client.raw("POST", "/cdp/oauth/token", form + "item"));
        assertThat(grant.path("accessTokenExpiresAt").asText()).isEqualTo("2026-01-20T13:00:00Z");
        client.header("Authorization", "Bearer " + grant.path("accessToken").asText());
        assertThat(write(records("insert_all", lead("1", "n", ""))).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(61));
        assertThat(write(records("insert_all", lead("1", "n", ""))).statusCode()).isEqualTo(401);
        client.header("Authorization", null);
        assertThat(write(records("insert_all", lead("1", "n", ""))).statusCode()).isEqualTo(401);
        HttpResponse<String> scope = client.raw("POST", "/cdp/oauth/token", form + "everything");
        assertThat(scope.statusCode()).isEqualTo(400);
        assertThat(Client.json(scope).path("name").asText()).isEqualTo("invalid_scope");
        assertThat(
                        client.raw(
                                        "POST",
                                        "/cdp/oauth/token",
                                        "{\"grant_type\":\"client_credentials\"}")
                                .statusCode())
                .isEqualTo(401);
        assertThat(client.raw("POST", "/cdp/oauth/token", "a=b").statusCode()).isEqualTo(400);
    }

    @Test
    void describesObjectsAndEvents() {
        JsonNode attributes =
                Client.json(
                        client.raw(
                                "GET", "/cdp/v1/portals/33167/objects/customers/attributes", null));
        assertThat(attributes.at("/data/entries/0").toString())
                .isEqualTo(
                        "{\"code\":\"id\",\"data_type\":\"string\",\"required\":true,\"pii\":false}");
        JsonNode events =
                Client.json(client.raw("GET", "/cdp/v1/portals/33167/sources/556301/events", null));
        assertThat(events.at("/data/entries/0/ec").asText()).isEqualTo("lead_form");
        assertThat(client.raw("GET", "/cdp/v1/portals/33167/sources/1/events", null).statusCode())
                .isEqualTo(404);
    }
}
