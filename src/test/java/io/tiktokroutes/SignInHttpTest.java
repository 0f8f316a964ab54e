package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.token.RunningProgram;
import io.tiktokroutes.runtime.token.SignInSettings;
import io.tiktokroutes.runtime.token.TicketedSignIn;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Seal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signing in at the running program, with a browser and over its own server. */
class SignInHttpTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String ROUTES =
            """
            - route:
                id: intake
                description: keeps events
                from:
                  uri: kamelet:event-webhook-source
                  parameters:
                    path: shop
                    keyPaths: event_id
                  steps:
                    - to:
                        uri: inbox:shop
            - route:
                id: shop
                description: an event goes to TikTok
                from:
                  uri: inbox:shop
                  parameters:
                    backoff: 3600000
                    maxBackoff: 3600000
                  steps:
                    - to:
                        uri: kamelet:tiktok-event-sink
                        parameters:
                          destination: tiktok-web
                          mapping: commanders-act-to-tiktok-event
                          eventSourceId: "{{tiktok.pixel-code}}"
            """;

    @TempDir Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();

    /** A browser that keeps the one cookie, and is led on by hand. */
    private HttpResponse<String> open(String url, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        return browser.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** Consents, and gives the address that TikTok leads back to. */
    private String consent(HttpResponse<String> start) throws Exception {
        assertThat(start.statusCode()).as(start.body()).isEqualTo(302);
        return header(open(header(start, "Location")), "Location");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-CDP-16")
    @Tag("R-HT-7")
    @Tag("R-WIT-2")
    @Tag("R-WIT-42")
    @Tag("RX-CDP-16")
    void whatWaitedGoesOnWithTheAccountThatSignedIn(String kind) throws Exception {
        Map<String, String> more = new HashMap<>();
        more.put(
                "database.url",
                kind.equals("H2") ? BothDatabases.h2(folder) : BothDatabases.postgres());
        more.put("secrets.key", Seal.newKey());
        more.put("tiktok.app-id", Sandbox.APP_ID);
        more.put("tiktok.app-secret", Sandbox.APP_SECRET);
        more.put("http.port", "" + Ports.free());
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("shop.camel.yaml"), ROUTES);
        try (Running running = Running.on(kind, folder, more, routes).start()) {
            running.control("POST", "/tokens/revoke", null);
            assertThat(post(running, 1)).isEqualTo(202);
            await().atMost(SOON).until(() -> outcomes(running, "failed") == 1);
            assertThat(running.get("/observe/health").body())
                    .contains("authorize again: run the command authorize");

            String here = "http://127.0.0.1:" + more.get("http.port");
            HttpResponse<String> start = open(here + "/oauth/tiktok/start");
            String back = consent(start);
            assertThat(back).startsWith(here + "/oauth/tiktok/callback?auth_code=");
            String cookie = header(start, "Set-Cookie").split(";")[0];
            HttpResponse<String> page = open(back, "Cookie", cookie);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.body()).contains("Signed in to TikTok", "Acme EU");
            assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
            assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(header(page, "Content-Security-Policy"))
                    .startsWith("default-src 'none'; style-src 'unsafe-inline'");
            assertThat(page.headers().map())
                    .doesNotContainKeys("auth_code", "code", "state", "cookie", "user-agent");

            await().atMost(SOON).until(() -> outcomes(running, "delivered") == 1);
            await().atMost(SOON).until(() -> running.get("/observe/health").statusCode() == 200);
            assertThat(open(back, "Cookie", cookie).statusCode()).as("replayed").isEqualTo(400);

            strangersAreSentAway(here);
            aCommandBesideItIsToldHowItEnded(more, running);
            assertThat(running.rows("select name from secret where name not like 'oauth-state:%'"))
                    .as("tickets and results are used up")
                    .containsExactly(List.of("tiktok.access-token"));
        }
    }

    private void strangersAreSentAway(String here) throws Exception {
        String start = here + "/oauth/tiktok/start";
        for (String proxy : List.of("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via")) {
            assertThat(open(start, proxy, "1.2.3.4").statusCode()).as(proxy).isEqualTo(403);
        }
        HttpResponse<String> sent = open(start);
        assertThat(open(consent(sent)).statusCode()).as("no cookie").isEqualTo(403);
        assertThat(open(here + "/oauth/tiktok/callback").statusCode()).isEqualTo(400);
        HttpResponse<String> posted =
                browser.send(
                        HttpRequest.newBuilder(URI.create(start))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(405);
    }

    private void aCommandBesideItIsToldHowItEnded(Map<String, String> more, Running running)
            throws Exception {
        Settings settings =
                Settings.read(folder.resolve("none.properties"), Map.of(), new Properties())
                        .with(more);
        assertThat(new RunningProgram(settings).presence())
                .isEqualTo(RunningProgram.Presence.WITH_SIGN_IN);
        String before = running.rows("select sealed from secret where name like 'tiktok.%'") + "";
        try (TicketedSignIn signIn = TicketedSignIn.begin(settings, SignInSettings.of(settings))) {
            HttpResponse<String> start = open(signIn.url(), "X-Forwarded-For", "1.2.3.4");
            assertThat(open(signIn.url()).statusCode()).as("the ticket again").isEqualTo(403);
            open(consent(start), "Cookie", header(start, "Set-Cookie").split(";")[0]);
            assertThat(signIn.await(SOON).orElseThrow())
                    .containsExactly(
                            "Granted ad accounts:",
                            "  7200000000000000001  Acme EU, Europe/Berlin, EUR",
                            "  7200000000000000002  Acme US, America/Los_Angeles, USD");
        }
        assertThat(running.rows("select sealed from secret where name like 'tiktok.%'") + "")
                .isNotEqualTo(before);
        try (TicketedSignIn nobody = TicketedSignIn.begin(settings, SignInSettings.of(settings))) {
            assertThat(nobody.await(Duration.ofMillis(1))).isEmpty();
            assertThat(open(nobody.url()).statusCode()).isEqualTo(302);
        }
    }

    private static long outcomes(Running running, String outcome) throws Exception {
        return running.count("select count(*) from ledger where outcome = '" + outcome + "'");
    }

    private static int post(Running running, int number) throws Exception {
        return running.post(
                        "/sources/shop",
                        """
                        {"event_name":"page_view","event_id":"e%d",
                         "page":{"url":"https://shop.example/"},"user":{"email":"a@example.com"}}"""
                                .formatted(number))
                .statusCode();
    }
}
