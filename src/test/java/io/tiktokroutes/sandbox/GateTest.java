package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {

    private static final String TRACK = "/open_api/v1.3/event/track/";
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
        client.token(Sandbox.ACCESS_TOKEN).control("POST", "/reset", null);
    }

    private void fault(String json) {
        client.control("POST", "/faults", json);
    }

    private JsonNode track(String id) {
        return client.post("/event/track/", Events.web(id));
    }

    @Test
    void unknownPathsAndMissingSlashesAreNotFound() {
        for (String path :
                new String[] {"/open_api/v1.3/event/track", "/open_api/v1.2/event/track/", "/"}) {
            HttpResponse<String> response = client.raw("POST", path, "{}");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("404 page not found");
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
        }
        HttpResponse<String> user = client.raw("GET", "/open_api/v1.3/user/info", null);
        assertThat(user.statusCode()).isEqualTo(200);
        assertThat(user.headers().firstValue("X-TT-LOGID"))
                .hasValue(Client.json(user).path("request_id").asText());
    }

    @Test
    void wrongMethodsAreRefused() {
        assertThat(client.raw("GET", TRACK, null).statusCode()).isEqualTo(405);
        assertThat(client.raw("POST", "/open_api/v1.3/page/get/", "{}").statusCode())
                .isEqualTo(405);
    }

    @Test
    void asksForAToken() {
        JsonNode none =
                client.token(null).get("/page/get/", "advertiser_id", Sandbox.ADVERTISER_ID);
        assertThat(none.path("code").asInt()).isEqualTo(40104);
        assertThat(none.path("message").asText())
                .isEqualTo(
                        "Access token is null, you should set it in http header with key Access-Token.");
        assertThat(none.get("data")).isEmpty();
        JsonNode wrong = client.token("nonsense").get("/page/get/");
        assertThat(wrong.path("code").asInt()).isEqualTo(40105);
        assertThat(wrong.path("message").asText())
                .isEqualTo("Access token is incorrect or has been revoked.");
        client.control("POST", "/tokens", "{\"token\":\"old\",\"expired\":true}");
        assertThat(client.token("old").get("/user/info/").path("code").asInt()).isEqualTo(40102);
    }

    @Test
    void canAskForParametersFirst() {
        client.set("parameters_first", true);
        JsonNode bare = client.token(null).get("/page/get/");
        assertThat(bare.path("message").asText())
                .isEqualTo("Missing required field(s): advertiser_id.");
        assertThat(client.get("/page/get/", "page", "1").path("code").asInt()).isEqualTo(40104);
    }

    @Test
    void aRevokedTokenIsIncorrectUntilItIsGrantedAgain() {
        client.control("POST", "/tokens/revoke", null);
        assertThat(track("a").path("code").asInt()).isEqualTo(40105);
        client.control("POST", "/tokens", "{}");
        assertThat(track("a").path("code").asInt()).isZero();
    }

    @Test
    void limitsCallsPerSecondAndMinute() {
        client.set("qps", 2);
        JsonNode last = null;
        for (int i = 0; i < 12 && (last == null || last.path("code").asInt() == 0); i++) {
            last = client.get("/user/info/");
        }
        assertThat(last.path("code").asInt()).isEqualTo(40100);
        assertThat(last.path("message").asText())
                .isEqualTo("App 7100000000000000001 reaches the QPS limit 2, current QPS is 3.");
        assertThat(
                        client.get("/page/get/", "advertiser_id", Sandbox.ADVERTISER_ID)
                                .path("code")
                                .asInt())
                .as("each endpoint for itself")
                .isZero();
        assertThat(client.counts().at("/calls/~1user~1info~1/40100").asInt()).isEqualTo(1);

        client.set("events_qpm", 3);
        for (int i = 0; i < 3; i++) {
            assertThat(track("m" + i).path("code").asInt()).isZero();
        }
        assertThat(track("m4").path("code").asInt()).isEqualTo(40100);
        assertThat(track("m5").path("message").asText()).contains("temporarily restricted");
    }

    @Test
    void faultsStrikeAsOftenAsOrdered() {
        fault("{\"path\":\"/event/track/\",\"times\":2,\"code\":40132}");
        assertThat(track("a").path("message").asText())
                .isEqualTo("The request QPS is limited by pixel_code's value.");
        assertThat(client.control("GET", "/faults", null).at("/0/left").asInt()).isEqualTo(1);
        assertThat(track("a").path("code").asInt()).isEqualTo(40132);
        assertThat(track("a").path("code").asInt()).isZero();
        fault("{\"path\":\"*\",\"times\":-1,\"code\":50000,\"message\":\"x\",\"skip\":1}");
        assertThat(track("b").path("code").asInt()).isZero();
        assertThat(track("b").path("message").asText()).isEqualTo("x");
        client.control("DELETE", "/faults", null);
        assertThat(track("b").path("code").asInt()).isZero();
    }

    @Test
    void faultsCanBePagesRedirectsAndHeaders() {
        fault(
                "{\"path\":\"/event/track/\",\"status\":502,\"body\":\"<html>502 Bad Gateway</html>\",\"headers\":{\"Retry-After\":\"3\"}}");
        HttpResponse<String> bad = client.raw("POST", TRACK, "{}");
        assertThat(bad.statusCode()).isEqualTo(502);
        assertThat(bad.body()).isEqualTo("<html>502 Bad Gateway</html>");
        assertThat(bad.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(bad.headers().firstValue("Retry-After")).hasValue("3");
        fault("{\"path\":\"/event/track/\",\"redirect\":307}");
        HttpResponse<String> redirect = client.raw("POST", TRACK + "?a=1", "{}");
        assertThat(redirect.statusCode()).isEqualTo(307);
        assertThat(redirect.headers().firstValue("Location"))
                .hasValue(client.sandbox.url() + TRACK + "?a=1");
    }

    @Test
    void faultsCutConnections() {
        fault("{\"path\":\"/event/track/\",\"cut\":true}");
        assertThatThrownBy(
                        () ->
                                client.exchange(
                                        "POST",
                                        client.sandbox.url() + TRACK,
                                        Events.web("a").toString()))
                .isInstanceOf(IOException.class);
        assertThat(client.counts().at("/events/accepted").asInt()).isZero();
        fault("{\"path\":\"/event/track/\",\"cut\":\"after\"}");
        assertThatThrownBy(
                        () ->
                                client.exchange(
                                        "POST",
                                        client.sandbox.url() + TRACK,
                                        Events.web("a").toString()))
                .isInstanceOf(IOException.class);
        assertThat(client.counts().at("/events/accepted").asInt())
                .as("it was carried out")
                .isEqualTo(1);
        fault("{\"path\":\"/event/track/\",\"cut\":\"body\"}");
        assertThatThrownBy(
                        () ->
                                client.exchange(
                                        "POST",
                                        client.sandbox.url() + TRACK,
                                        Events.web("b").toString()))
                .isInstanceOf(IOException.class);
        assertThat(client.counts().at("/calls/~1event~1track~1/cut").asInt()).isEqualTo(3);
        assertThat(track("c").path("code").asInt()).isZero();
    }

    @Test
    void faultsDelay() {
        fault("{\"path\":\"/event/track/\",\"delay_ms\":150}");
        long start = System.nanoTime();
        assertThat(track("a").path("code").asInt()).isZero();
        assertThat(System.nanoTime() - start).isGreaterThan(150_000_000L);
    }

    @Test
    void faultsStrikeTheCdpToo() {
        fault(
                "{\"path\":\"/cdp/event\",\"status\":429,\"body\":\"\",\"headers\":{\"Retry-After\":\"1\"}}");
        assertThat(
                        client.raw("POST", "/cdp/event?portal_id=33167&prop_id=556301", "{}")
                                .statusCode())
                .isEqualTo(429);
    }

    @Test
    void faultsKnowEndpointsByEachOfTheirNames() {
        fault(
                "[{\"path\":\"/open_api/v1.3/event/track/\",\"code\":1},{\"path\":\"/event/*\",\"code\":2},"
                        + "{\"path\":\"/cdp/v1/portals/{portal}/objects/{object}/attributes\",\"status\":503},"
                        + "{\"path\":\"/cdp/v1/portals/1/objects/lead/attributes\",\"status\":504}]");
        assertThat(track("a").path("code").asInt()).isEqualTo(1);
        assertThat(track("a").path("code").asInt()).isEqualTo(2);
        String attributes = "/cdp/v1/portals/1/objects/lead/attributes";
        assertThat(client.raw("GET", attributes, null).statusCode()).isEqualTo(503);
        assertThat(client.raw("GET", attributes, null).statusCode()).isEqualTo(504);
    }

    @Test
    void mistakesAtTheControlsGetOneSentence() {
        for (String[] bad :
                new String[][] {
                    {"POST", "/_sandbox/faults", "{\"code\":1}", "a fault needs a path"},
                    {
                        "POST",
                        "/_sandbox/faults",
                        "{\"path\":\"/x/\",\"tmies\":3}",
                        "a fault has no field [tmies]"
                    },
                    {
                        "POST",
                        "/_sandbox/faults",
                        "{\"path\":\"/event/track\"}",
                        "there is no endpoint /event/track;"
                    },
                    {"POST", "/_sandbox/settings", "{\"qqps\":3}", "there is no switch qqps"},
                    {
                        "POST",
                        "/_sandbox/settings",
                        "{\"events_mode\":\"odd\"}",
                        "events_mode is one of [strict, partial, lenient]"
                    },
                    {"POST", "/_sandbox/settings", "{\"qps\":\"3\"}", "qps is a number from 0 up"},
                    {"POST", "/_sandbox/forms/1/leads", "{}", "there is no form 1"},
                    {"PUT", "/_sandbox/report/rows", "{}", "the body is a list of rows"},
                    {"GET", "/_sandbox/received/events?limit=x", null, "Invalid value for limit"},
                }) {
            HttpResponse<String> response = client.raw(bad[0], bad[1], bad[2]);
            assertThat(response.statusCode()).as(bad[1]).isEqualTo(400);
            assertThat(Client.json(response).path("error").asText()).startsWith(bad[3]);
        }
    }

    @Test
    void refusesBodiesOverTenMegabytes() {
        assertThat(client.raw("POST", TRACK, " ".repeat(15 << 20)).statusCode()).isEqualTo(413);
        assertThat(track("a").path("code").asInt()).isZero();
    }

    @Test
    void describesTheWorldAndShowsCallsWithoutSecrets() {
        JsonNode world = client.control("GET", "/", null);
        assertThat(world.at("/urls/tiktok").asText()).isEqualTo(client.sandbox.apiUrl());
        assertThat(world.at("/tiktok/access_token").asText()).isEqualTo(Sandbox.ACCESS_TOKEN);
        assertThat(world.at("/control")).hasSizeGreaterThan(15);
        track("a");
        client.get(
                "/oauth2/advertiser/get/", "app_id", Sandbox.APP_ID, "secret", Sandbox.APP_SECRET);
        client.post(
                "/oauth2/access_token/",
                "{\"app_id\":\"1\",\"secret\":\"hush\",\"auth_code\":\"psst\"}");
        String calls = client.control("GET", "/received/calls", null).toString();
        assertThat(calls)
                .contains("/event/track/", "SANDBOXPIXEL00000001", "\"code\":\"40101\"")
                .doesNotContain(Sandbox.ACCESS_TOKEN, Sandbox.APP_SECRET, "hush", "psst");
        JsonNode some = client.control("GET", "/received/calls?path=/event/track/", null);
        assertThat(some.at("/calls")).hasSize(1);
    }
}
