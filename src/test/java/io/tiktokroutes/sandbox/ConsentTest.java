package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The consent page: whom it sends back where, and with what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentTest {

    private static final String BACK = "http://localhost:1/back";
    private static final Pattern INPUT =
            Pattern.compile(
                    "<input type=\"(hidden|checkbox)\" name=\"([^\"]+)\"(?: value=\"([^\"]*)\")?");
    private final Client client =
            new Client(new SteppingClock(Instant.parse("2026-01-20T12:00:00Z")));

    @AfterAll
    void stop() {
        client.close();
    }

    @BeforeEach
    void reset() {
        client.token(Sandbox.ACCESS_TOKEN);
        client.control("POST", "/reset", null);
    }

    private HttpResponse<String> visit(String app, String back, String state) {
        return client.raw(
                "GET",
                "/portal/auth"
                        + (state == null
                                ? Client.query("app_id", app, "redirect_uri", back)
                                : Client.query(
                                        "app_id", app, "redirect_uri", back, "state", state)),
                null);
    }

    private String location(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private JsonNode exchange(String app, String secret, String location) {
        Matcher code = Pattern.compile("[?&]auth_code=([0-9a-f]{40})(?:&|$)").matcher(location);
        assertThat(code.find()).as(location).isTrue();
        var body = Client.JSON.createObjectNode();
        body.put("app_id", app).put("secret", secret).put("auth_code", code.group(1));
        return client.post("/oauth2/access_token/", body);
    }

    private JsonNode exchange(String location) {
        return exchange(Sandbox.APP_ID, Sandbox.APP_SECRET, location);
    }

    @Test
    void keepsTheQueryOfTheAddressAndEchoesTheState() {
        String location = location(visit(Sandbox.APP_ID, "http://127.0.0.1:9/a?b=c", "ü&x=1"), 302);
        assertThat(location)
                .matches(
                        "http://127\\.0\\.0\\.1:9/a\\?b=c&auth_code=(\\w{40})&code=\\1&state=%C3%BC%26x%3D1");
        assertThat(location(visit(Sandbox.APP_ID, BACK, null), 302)).doesNotContain("state");
    }

    @Test
    void goesOnlyToRegisteredAddresses() {
        for (String bad :
                new String[] {
                    "https://connector.example/oauth",
                    "http://localhost.example/x",
                    "http://localhost:1/x#fragment",
                    "ftp://localhost/x",
                    "//localhost/x",
                    "javascript:alert(1)",
                    "http://localhost:1/x\r\nSet-Cookie: a=b",
                    ""
                }) {
            HttpResponse<String> answer = visit(Sandbox.APP_ID, bad, "s");
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
        assertThat(visit("1", BACK, "s").body()).isEqualTo("The app_id is wrong.");
        assertThat(visit(Sandbox.APP_ID, "http://[::1]:5/x", "s").statusCode()).isEqualTo(302);

        client.control(
                "POST", "/redirect-urls", "{\"urls\":[\"https://connector.example/oauth\"]}");
        assertThat(visit(Sandbox.APP_ID, "https://connector.example/oauth", "s").statusCode())
                .isEqualTo(302);
        assertThat(visit(Sandbox.APP_ID, "https://connector.example/oauth/", "s").body())
                .isEqualTo("The redirect_uri is not one of those registered for the app.");
        assertThat(visit(Sandbox.APP_ID, BACK, "s").statusCode()).isEqualTo(400);
        assertThat(visit("7100000000000000009", BACK, "s").statusCode())
                .as("another app's list is its own")
                .isEqualTo(302);
        assertThat(client.control("GET", "/redirect-urls", null).toString())
                .isEqualTo(
                        "{\"7100000000000000001\":[\"https://connector.example/oauth\"],"
                                + "\"7100000000000000009\":[]}");
    }

    @Test
    void canGrantNothingOrBeDenied() {
        client.set("consent", "nothing");
        JsonNode none = exchange(location(visit(Sandbox.APP_ID, BACK, "s"), 302));
        assertThat(none.path("code").asInt()).isZero();
        assertThat(none.at("/data/advertiser_ids").toString()).isEqualTo("[]");
        client.set("consent", "denied");
        assertThat(location(visit(Sandbox.APP_ID, BACK, "s"), 302)).isEqualTo(BACK + "?state=s");
        assertThat(location(visit(Sandbox.APP_ID, BACK, null), 302)).isEqualTo(BACK);
    }

    @Test
    void aCodeIsForOneApp() {
        String location = location(visit(Sandbox.APP_ID, BACK, "s"), 302);
        assertThat(
                        exchange("7100000000000000009", "sandbox-other-secret", location)
                                .path("code")
                                .asInt())
                .isEqualTo(40110);
        assertThat(exchange(location).path("code").asInt()).as("it is not used up").isZero();
    }

    @Test
    void whoConsentsCanBeNoAdministrator() {
        client.set("consent_admin", false);
        JsonNode token = exchange(location(visit(Sandbox.APP_ID, BACK, "s"), 302));
        client.token(token.at("/data/access_token").asText());
        String[] form = {"advertiser_id", Sandbox.ADVERTISER_ID, "page_id", Sandbox.FORM_ID};
        assertThat(client.get("/lead/get/", form).path("message").asText())
                .isEqualTo("No permission to operate advertiser: 7200000000000000001");
        assertThat(client.get("/lead/field/get/", form).path("code").asInt()).isEqualTo(40001);
        assertThat(client.get("/page/field/get/", form).path("code").asInt()).isZero();
    }

    /** What a browser would send after this person unticked an account and pressed a button. */
    private HttpResponse<String> press(String html, String unticked, String decision) {
        Map<String, String> sent = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(html);
        while (input.find()) {
            boolean box = input.group(1).equals("checkbox");
            if (!box || !input.group(2).endsWith(unticked)) {
                sent.put(input.group(2), box ? "on" : unescape(input.group(3)));
            }
        }
        sent.put("decision", decision);
        String[] pairs =
                sent.entrySet().stream()
                        .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                        .toArray(String[]::new);
        return client.raw("POST", "/portal/auth", Client.query(pairs).substring(1));
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @Test
    void thePageAsksThePerson() {
        client.set("consent", "page");
        String state = "\"><script>alert('x')</script>&amp;";
        HttpResponse<String> page = visit(Sandbox.APP_ID, BACK + "?a='\"<b>", state);
        assertThat(page.statusCode()).as("a quote is no part of a URL").isEqualTo(400);
        page = visit(Sandbox.APP_ID, BACK + "?a='&b=c", state);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(page.body())
                .doesNotContain("<script", "a='&b")
                .contains("Acme EU", "Acme US", "7200000000000000002", "a=&#39;&amp;b=c")
                .containsOnlyOnce("value=\"deny\"")
                .containsOnlyOnce("value=\"confirm\"");

        String back = location(press(page.body(), "7200000000000000002", "confirm"), 303);
        assertThat(back).startsWith(BACK + "?a='&b=c&auth_code=");
        assertThat(back).endsWith("&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
        assertThat(exchange(back).at("/data/advertiser_ids").toString())
                .isEqualTo("[\"7200000000000000001\"]");
        assertThat(
                        exchange(location(press(page.body(), "none", "confirm"), 303))
                                .at("/data/advertiser_ids"))
                .hasSize(2);
        assertThat(location(press(page.body(), "none", "deny"), 303)).doesNotContain("code=");
        assertThat(press(page.body(), "none", "perhaps").statusCode()).isEqualTo(400);
        assertThat(client.raw("POST", "/portal/auth", "decision=confirm").statusCode())
                .isEqualTo(400);
    }
}
