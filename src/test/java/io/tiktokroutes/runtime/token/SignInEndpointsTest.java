package io.tiktokroutes.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.token.SignInEndpoints.Asked;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Secrets;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Backoff;
import io.tiktokroutes.tiktok.Bench;
import io.tiktokroutes.tiktok.OAuth;
import io.tiktokroutes.tiktok.RateLimits;
import io.tiktokroutes.tiktok.TikTokApi;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may begin a consent, where it may end, and what everybody else is told. */
class SignInEndpointsTest {

    private static final String HOST = "127.0.0.1";

    @TempDir private static Path folder;
    private static Bench bench;
    private static Database database;

    private final List<String> kept = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private Passes passes;

    @BeforeAll
    static void open() throws Exception {
        bench = new Bench();
        database = BothDatabases.open("H2", folder);
    }

    @AfterAll
    static void close() {
        database.close();
        bench.close();
    }

    @BeforeEach
    void clear() throws Exception {
        bench.control("POST", "/reset", "");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from secret");
        }
        passes = passes();
    }

    private Passes passes() {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Passes(new Secrets(new Sql(database.dataSource()), clock), clock);
    }

    private SignInSettings settings(String redirect) throws Exception {
        Map<String, String> fixed = new HashMap<>();
        fixed.put("tiktok.app-id", Sandbox.APP_ID);
        fixed.put("tiktok.app-secret", Sandbox.APP_SECRET);
        fixed.put("tiktok.auth-url", bench.sandbox.url() + "/portal/auth");
        fixed.put("tiktok.redirect-url", redirect);
        return SignInSettings.of(
                Settings.read(folder.resolve("none"), Map.of(), new Properties()).with(fixed));
    }

    private SignInEndpoints endpoints(String redirect, String secret) throws Exception {
        OAuth oauth =
                new OAuth(
                        token ->
                                new TikTokApi(
                                        bench.http,
                                        bench.sandbox.apiUrl(),
                                        () -> token,
                                        new RateLimits(1_000, Clock.systemUTC()),
                                        Backoff.ONCE),
                        Sandbox.APP_ID,
                        secret);
        return new SignInEndpoints(
                Optional.of(settings(redirect)), "", new SignIn(oauth, kept::add), passes);
    }

    private SignInEndpoints endpoints() throws Exception {
        return endpoints("", Sandbox.APP_SECRET);
    }

    private static Asked start(String ticket, boolean fromHere) {
        return new Asked(ticket, "", "", "", HOST, fromHere);
    }

    private static Asked callback(String state, String code, String cookies) {
        return new Asked("", state, code, cookies, HOST, false);
    }

    private String code(String body) throws Exception {
        return bench.control("POST", "/auth-codes", body).path("auth_code").asText();
    }

    /** A browser that was sent to TikTok: its state and its cookie. */
    private record Begun(String state, String cookie) {
        private static Begun of(SignInPage page) {
            assertThat(page.status()).isEqualTo(302);
            return new Begun(
                    page.headers().get("Location").replaceAll(".*[?&]state=([^&]+).*", "$1"),
                    page.headers().get("Set-Cookie").split(";")[0]);
        }
    }

    @Test
    @Tag("R-CDP-16")
    @Tag("R-HT-8")
    void aConsentBegunHereEndsWithAStoredTokenAndSaysWhatWasGranted() throws Exception {
        SignInEndpoints endpoints = endpoints();
        SignInPage sent = endpoints.start(start("", true));
        assertThat(sent.headers().get("Location"))
                .startsWith(bench.sandbox.url() + "/portal/auth?app_id=" + Sandbox.APP_ID)
                .endsWith("redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Foauth%2Ftiktok%2Fcallback");
        assertThat(sent.headers().get("Set-Cookie"))
                .endsWith("; Path=/oauth/tiktok/; Max-Age=600; HttpOnly; SameSite=Lax");
        Begun begun = Begun.of(sent);
        SignInPage page =
                endpoints.callback(
                        callback(begun.state(), code(null), "other=1; " + begun.cookie()));
        assertThat(page.status()).as(page.html()).isEqualTo(200);
        assertThat(kept).hasSize(1);
        assertThat(page.html())
                .contains("Signed in to TikTok", Sandbox.ADVERTISER_ID, "Acme EU, Europe/Berlin")
                .doesNotContain(kept.get(0), begun.state(), "src=", "href=");
        assertThat(page.headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Referrer-Policy", "no-referrer")
                .hasEntrySatisfying(
                        "Content-Security-Policy",
                        policy ->
                                assertThat(policy)
                                        .startsWith(
                                                "default-src 'none'; style-src 'unsafe-inline'"))
                .hasEntrySatisfying(
                        "Set-Cookie", cookie -> assertThat(cookie).contains("Max-Age=0"));
        SignInPage replayed =
                endpoints.callback(callback(begun.state(), code(null), begun.cookie()));
        assertThat(replayed.status()).isEqualTo(400);
        assertThat(kept).hasSize(1);
    }

    @Test
    void aStateOfNobodyIsRefusedWhateverComesWithIt() throws Exception {
        SignInEndpoints endpoints = endpoints();
        Begun begun = Begun.of(endpoints.start(start("", true)));
        for (String state : List.of("", "x", Passes.random(), begun.state() + "x")) {
            SignInPage page = endpoints.callback(callback(state, code(null), begun.cookie()));
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.html()).contains("not begun here").doesNotContain(begun.state());
        }
        assertThat(bench.calls("/oauth2/access_token/")).isZero();
        assertThat(kept).isEmpty();
    }

    @Test
    void anotherBrowserMayNotEndItAndNobodyAfterwards() throws Exception {
        SignInEndpoints endpoints = endpoints();
        Begun begun = Begun.of(endpoints.start(start("", true)));
        Begun stranger = Begun.of(endpoints.start(start("", true)));
        assertThat(endpoints.callback(callback(begun.state(), code(null), "")).status())
                .isEqualTo(403);
        assertThat(endpoints.callback(callback(begun.state(), code(null), begun.cookie())).status())
                .as("used up")
                .isEqualTo(400);
        Begun next = Begun.of(endpoints.start(start("", true)));
        SignInPage mixed =
                endpoints.callback(callback(next.state(), code(null), stranger.cookie()));
        assertThat(mixed.status()).isEqualTo(403);
        assertThat(mixed.html()).contains("http://127.0.0.1:8080/oauth/tiktok/start");
        assertThat(kept).isEmpty();
    }

    @Test
    void aStateEndsAfterTenMinutes() throws Exception {
        Begun begun = Begun.of(endpoints().start(start("", true)));
        now = now.plus(Duration.ofMinutes(10));
        passes = passes();
        assertThat(
                        endpoints()
                                .callback(callback(begun.state(), code(null), begun.cookie()))
                                .status())
                .isEqualTo(400);
        assertThat(kept).isEmpty();
    }

    @Test
    void onlySomebodyHereOrWithATicketMayBegin() throws Exception {
        SignInEndpoints endpoints = endpoints();
        assertThat(endpoints.start(start("", false)).status()).isEqualTo(403);
        assertThat(endpoints.start(start("made-up", true)).status()).isEqualTo(403);
        Asked otherHost = new Asked("", "", "", "", "routes.example.com", true);
        assertThat(endpoints.start(otherHost).status()).as("a silent proxy").isEqualTo(403);
        String ticket = passes.issue(Passes.Kind.TICKET, "authorize");
        assertThat(endpoints.start(start(ticket, false)).status()).isEqualTo(302);
        assertThat(endpoints.start(start(ticket, false)).status()).as("again").isEqualTo(403);
        String late = passes.issue(Passes.Kind.TICKET, "authorize");
        now = now.plus(Duration.ofMinutes(11));
        passes = passes();
        assertThat(endpoints().start(start(late, false)).status()).isEqualTo(403);
    }

    @Test
    void behindAProxyATicketIsNeededAndTheCookieIsSecure() throws Exception {
        SignInEndpoints endpoints =
                endpoints("https://r.example.com/ads/oauth/tiktok/callback", Sandbox.APP_SECRET);
        assertThat(endpoints.start(start("", true)).status()).isEqualTo(403);
        String ticket = passes.issue(Passes.Kind.TICKET, "authorize");
        assertThat(endpoints.start(start(ticket, false)).headers().get("Set-Cookie"))
                .contains("; Path=/ads/oauth/tiktok/;")
                .endsWith("; Secure");
    }

    @Test
    void aConsentThatGrantsNothingIsStoredAndSaysSo() throws Exception {
        SignInPage page = end(endpoints(), code("{\"advertiser_ids\":[]}"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains(
                        "granted no ad account: choose at least one on TikTok&#39;s page; run"
                                + " authorize again");
        assertThat(kept).hasSize(1);
    }

    @Test
    @Tag("RX-CDP-16")
    void whatWentWrongIsToldWithWhatToDo() throws Exception {
        assertThat(end(endpoints(), "").html()).contains("was not confirmed", "authorize again");
        assertThat(end(endpoints(), "no-code").html())
                .contains("40110", "used before", "authorize again: run the command authorize")
                .doesNotContain("no-code");
        SignInPage app = end(endpoints("", "not-the-secret"), code(null));
        assertThat(app.status()).isEqualTo(400);
        assertThat(app.html())
                .contains("40101", "tiktok.app-id and tiktok.app-secret", "authorize again")
                .doesNotContain("not-the-secret");
        bench.fault("{'path':'/oauth2/access_token/','code':40113}");
        assertThat(end(endpoints(), code(null)).html()).contains("40113", "approved");
        bench.fault("{'path':'/oauth2/access_token/','cut':'after'}");
        assertThat(end(endpoints(), code(null)).html()).contains("tiktok.api-url");
        assertThat(kept).isEmpty();
    }

    @Test
    void theCommandBehindATicketIsToldHowItEnded() throws Exception {
        SignInEndpoints endpoints = endpoints();
        String ticket = passes.issue(Passes.Kind.TICKET, "authorize");
        Begun begun = Begun.of(endpoints.start(start(ticket, false)));
        assertThat(passes.told(Passes.digest(ticket))).isEmpty();
        endpoints.callback(callback(begun.state(), "no-code", begun.cookie()));
        assertThat(passes.told(Passes.digest(ticket)).orElseThrow())
                .startsWith("-")
                .contains("40110");
        assertThat(passes.told(Passes.digest(ticket))).as("once").isEmpty();
    }

    @Test
    void withoutKeyOrAppItSaysWhatToSet() throws Exception {
        SignInEndpoints unset =
                new SignInEndpoints(Optional.empty(), "secrets.key is not set", null, passes);
        String ticket = passes.issue(Passes.Kind.TICKET, "authorize");
        for (SignInPage page :
                List.of(
                        unset.start(start(ticket, false)),
                        unset.start(start("", true)),
                        unset.callback(callback("x", "y", "")))) {
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.html()).contains("secrets.key is not set");
        }
        assertThat(passes.told(Passes.digest(ticket)).orElseThrow())
                .startsWith("-")
                .contains("secrets.key is not set");
    }

    @Test
    void whatTikTokCallsAnAccountIsNoHtml() throws Exception {
        bench.fault(
                "{'path':'/oauth2/advertiser/get/','code':0,'data':{'list':[{'advertiser_id':'7',"
                        + "'advertiser_name':'<script>alert(1)</script>'}]}}");
        assertThat(end(endpoints(), code(null)).html())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    private SignInPage end(SignInEndpoints endpoints, String code) {
        Begun begun = Begun.of(endpoints.start(start("", true)));
        return endpoints.callback(callback(begun.state(), code, begun.cookie()));
    }
}
