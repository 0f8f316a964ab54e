package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountTest {

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

    private JsonNode exchange(String code, String secret) {
        return client.post(
                "/oauth2/access_token/",
                "{\"app_id\":\""
                        + Sandbox.APP_ID
                        + "\",\"secret\":\""
                        + secret
                        + "\",\"auth_code\":\""
                        + code
                        + "\"}");
    }

    @Test
    void consentLeadsToATokenThatWorks() {
        HttpResponse<String> consent =
                client.raw(
                        "GET",
                        "/portal/auth?app_id="
                                + Sandbox.APP_ID
                                + "&state=s%201&redirect_uri=http%3A%2F%2Flocalhost%3A1%2Fback",
                        null);
        assertThat(consent.statusCode()).isEqualTo(302);
        String location = consent.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .matches("http://localhost:1/back\\?auth_code=([0-9a-f]{40})&code=\\1&state=s\\+1");
        String code = location.replaceAll(".*auth_code=([0-9a-f]+).*", "$1");
        JsonNode answer = exchange(code, Sandbox.APP_SECRET);
        assertThat(answer.at("/data/advertiser_ids")).hasSize(2);
        assertThat(answer.at("/data/scope")).isNotEmpty();
        String token = answer.at("/data/access_token").asText();
        assertThat(token).matches("[0-9a-f]{40}");
        JsonNode mine =
                client.token(token)
                        .get(
                                "/oauth2/advertiser/get/",
                                "app_id",
                                Sandbox.APP_ID,
                                "secret",
                                Sandbox.APP_SECRET);
        assertThat(mine.at("/data/list/0/advertiser_name").asText()).isEqualTo("Acme EU");
        assertThat(exchange(code, Sandbox.APP_SECRET).path("code").asInt())
                .as("used")
                .isEqualTo(40110);
    }

    @Test
    void codesEndAfterAnHour() {
        String code =
                client.control("POST", "/auth-codes", "{\"advertiser_ids\":[]}")
                        .path("auth_code")
                        .asText();
        assertThat(exchange(code, "wrong").path("code").asInt()).isEqualTo(40101);
        clock.advance(Duration.ofMinutes(59));
        JsonNode answer = exchange(code, Sandbox.APP_SECRET);
        assertThat(answer.at("/data/advertiser_ids").isArray()).isTrue();
        assertThat(answer.at("/data/advertiser_ids")).isEmpty();
        String late = client.control("POST", "/auth-codes", null).path("auth_code").asText();
        clock.advance(Duration.ofMinutes(61));
        assertThat(exchange(late, Sandbox.APP_SECRET).path("code").asInt()).isEqualTo(40110);
    }

    @Test
    void consentAsksForAKnownAppAndAWayBack() {
        assertThat(
                        client.raw("GET", "/portal/auth?app_id=1&redirect_uri=http%3A%2F%2Fx", null)
                                .statusCode())
                .isEqualTo(400);
        assertThat(client.raw("GET", "/portal/auth?app_id=" + Sandbox.APP_ID, null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTokenOfAnotherAppDoesNotFit() {
        JsonNode answer =
                client.get(
                        "/oauth2/advertiser/get/",
                        "app_id",
                        "7100000000000000009",
                        "secret",
                        "sandbox-other-secret");
        assertThat(answer.path("code").asInt()).isEqualTo(40000);
        assertThat(answer.path("message").asText())
                .startsWith("The app_id is inconsistent with the token's app information.");
        assertThat(
                        client.get("/oauth2/advertiser/get/", "app_id", Sandbox.APP_ID)
                                .path("message")
                                .asText())
                .isEqualTo("Missing required field(s): secret.");
    }

    @Test
    void revokingEndsTheToken() {
        String body =
                "{\"app_id\":\""
                        + Sandbox.APP_ID
                        + "\",\"secret\":\""
                        + Sandbox.APP_SECRET
                        + "\",\"access_token\":\""
                        + Sandbox.ACCESS_TOKEN
                        + "\"}";
        JsonNode answer = client.post("/oauth2/revoke_token/", body);
        assertThat(answer.at("/data/advertiser_ids")).hasSize(2);
        assertThat(client.get("/user/info/").path("code").asInt()).isEqualTo(40105);
        assertThat(client.post("/oauth2/revoke_token/", body).path("code").asInt())
                .isEqualTo(40105);
    }

    @Test
    void tellsOfAdvertisers() {
        String ids = "[\"" + Sandbox.ADVERTISER_ID + "\",\"" + Sandbox.SECOND_ADVERTISER_ID + "\"]";
        JsonNode both = client.get("/advertiser/info/", "advertiser_ids", ids);
        assertThat(both.at("/data/list").findValuesAsText("timezone"))
                .containsExactly("Europe/Berlin", "America/Los_Angeles");
        assertThat(both.at("/data/list/0/create_time").isIntegralNumber()).isTrue();
        JsonNode some =
                client.get("/advertiser/info/", "advertiser_ids", ids, "fields", "[\"currency\"]");
        assertThat(some.at("/data/list/1").toString())
                .isEqualTo("{\"advertiser_id\":\"7200000000000000002\",\"currency\":\"USD\"}");
        assertThat(client.get("/advertiser/info/").path("code").asInt()).isEqualTo(40002);
        assertThat(client.get("/advertiser/info/", "advertiser_ids", "7").path("code").asInt())
                .isEqualTo(40002);
        assertThat(
                        client.get(
                                        "/advertiser/info/",
                                        "advertiser_ids",
                                        ids,
                                        "fields",
                                        "[\"nme\"]")
                                .path("code")
                                .asInt())
                .isEqualTo(40002);
        client.control("POST", "/tokens", "{\"advertiser_ids\":[\"7200000000000000001\"]}");
        assertThat(client.get("/advertiser/info/", "advertiser_ids", ids).path("message").asText())
                .isEqualTo("No permission to operate advertiser: 7200000000000000002");
        assertThat(client.get("/user/info/").at("/data/display_name").asText())
                .isEqualTo("Sandbox User");
    }

    @Test
    void tellsFixedOffsetsFromTheZoneShown() {
        client.control("POST", "/tokens", "{\"advertiser_ids\":[\"7200000000000000005\"]}");
        JsonNode west =
                client.get("/advertiser/info/", "advertiser_ids", "[\"7200000000000000005\"]")
                        .at("/data/list/0");
        assertThat(west.path("timezone").asText()).isEqualTo("Etc/GMT+8");
        assertThat(west.path("display_timezone").asText()).isEqualTo("America/Los_Angeles");
    }

    @Test
    void aPermissionCanBeMissing() {
        client.control("POST", "/tokens", "{\"refused_paths\":[\"/page/get/\",\"/event/track/\"]}");
        JsonNode refused = client.get("/page/get/", "advertiser_id", Sandbox.ADVERTISER_ID);
        assertThat(refused.path("code").asInt()).isEqualTo(40001);
        assertThat(refused.path("message").asText())
                .isEqualTo("advertiser does not grant you /page/get/:GET permission");
        assertThat(client.post("/event/track/", "{}").path("message").asText())
                .isEqualTo("advertiser does not grant you /event/track/:POST permission");
        assertThat(client.get("/user/info/").path("code").asInt()).isZero();
    }

    @Test
    void tellsAdministratorsFromOthers() {
        String[] asked = {"bc_id", "7090000000000000009", "asset_type", "ADVERTISER"};
        JsonNode assets = client.get("/bc/asset/get/", asked).get("data");
        assertThat(assets.path("list").findValuesAsText("advertiser_role"))
                .containsExactly("ADMIN", "ADMIN");
        assertThat(assets.at("/list/0/asset_id").asText()).isEqualTo(Sandbox.ADVERTISER_ID);
        client.control("POST", "/tokens", "{\"admin\":false}");
        assertThat(client.get("/bc/asset/get/", asked).at("/data/list/1/advertiser_role").asText())
                .isEqualTo("OPERATOR");
        asked[1] = "1";
        assertThat(client.get("/bc/asset/get/", asked).path("code").asInt()).isEqualTo(40001);
        asked[1] = "7090000000000000009";
        asked[3] = "PIXEL";
        assertThat(client.get("/bc/asset/get/", asked).path("code").asInt()).isEqualTo(40002);
    }

    @Test
    void nobodyRefreshesOrRevokesWhatIsNotTheirs() {
        String app = "{\"app_id\":\"%s\",\"secret\":\"%s\",\"access_token\":\"%s\"}";
        String other =
                app.formatted("7100000000000000009", "sandbox-other-secret", Sandbox.ACCESS_TOKEN);
        assertThat(client.post("/oauth2/revoke_token/", other).path("code").asInt())
                .isEqualTo(40000);
        assertThat(client.get("/user/info/").path("code").asInt()).as("it lives").isZero();
        assertThat(client.post("/oauth2/refresh_token/", other).path("code").asInt())
                .isEqualTo(40107);
        String wrong = app.formatted(Sandbox.APP_ID, "no", Sandbox.ACCESS_TOKEN);
        assertThat(client.post("/oauth2/revoke_token/", wrong).path("code").asInt())
                .isEqualTo(40101);
    }

    @Test
    void leavesOutTheAccountsWhenAsked() {
        String code = client.control("POST", "/auth-codes", null).path("auth_code").asText();
        JsonNode answer =
                client.post(
                        "/oauth2/access_token/",
                        "{\"app_id\":\"7100000000000000001\",\"secret\":\"sandbox-app-secret\","
                                + "\"return_advertiser_ids\":false,\"auth_code\":\""
                                + code
                                + "\"}");
        assertThat(answer.path("code").asInt()).isZero();
        assertThat(answer.get("data").has("advertiser_ids")).isFalse();
    }

    @Test
    void mistakesAtTheControlsGetOneSentence() {
        for (String[] bad :
                new String[][] {
                    {"/tokens", "{\"tokn\":\"x\"}", "a token has no field tokn; it has [token,"},
                    {"/tokens", "{\"admin\":\"no\"}", "admin is true or false, not \"no\""},
                    {"/tokens", "{\"advertiser_ids\":\"7\"}", "advertiser_ids is a list of texts"},
                    {"/tokens", "{\"app_id\":\"7\"}", "there is no app 7"},
                    {"/tokens", "[]", "a token is given as a JSON object"},
                    {"/tokens", "{\"token\":\" \"}", "a token needs token, a text"},
                    {"/tokens", "{\"refused_paths\":[\"/x/\"]}", "there is no endpoint /x/;"},
                    {"/auth-codes", "{\"advertisers\":[]}", "an authorization code has no field"},
                    {"/redirect-urls", "{\"urls\":[\"connector\"]}", "a redirect URL begins with"},
                    {
                        "/redirect-urls",
                        "{\"urls\":[%s\"http://a\"]}".formatted("\"http://a\",".repeat(10)),
                        "an app has at most 10 redirect URLs"
                    },
                }) {
            HttpResponse<String> response = client.raw("POST", "/_sandbox" + bad[0], bad[1]);
            assertThat(response.statusCode()).as(bad[1]).isEqualTo(400);
            assertThat(Client.json(response).path("error").asText()).startsWith(bad[2]);
        }
    }
}
