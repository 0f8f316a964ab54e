package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code authorize} without options, with a browser before it and TikTok's consent behind. */
class SignInIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String DATABASE = "data/tiktok-routes";

    @TempDir private Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();
    private final String key = Seal.newKey();
    private Sandbox sandbox;
    private Place place;

    @BeforeEach
    void settle() throws Exception {
        sandbox = Sandbox.start(0);
        place =
                new Place(folder)
                        .pointAt(sandbox)
                        .set("TIKTOK_ACCESS_TOKEN", null)
                        .set("TIKTOK_AUTH_URL", sandbox.url() + "/portal/auth")
                        .set("SECRETS_KEY", key);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<String> open(String url, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        return browser.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** The address that stands alone on a line, as terminals make a link of it. */
    private static String address(Program program) {
        await().atMost(PATIENCE)
                .until(() -> program.out().contains("Waiting for that.") || !program.isAlive());
        return program.out()
                .lines()
                .filter(line -> line.startsWith("http"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(program.out() + program.err()));
    }

    /** Signs in with the address that a program, which runs already, gave to the command. */
    private HttpResponse<String> signIn(String url) throws Exception {
        HttpResponse<String> start = open(url);
        assertThat(start.statusCode()).as(start.body()).isEqualTo(302);
        String back = header(open(header(start, "Location")), "Location");
        return open(back, "Cookie", header(start, "Set-Cookie").split(";")[0]);
    }

    private static String ended(Program program, int code) {
        assertThat(program.exitCode(PATIENCE)).as(program.out() + program.err()).isEqualTo(code);
        assertThat(program.out() + program.err()).doesNotContain("Exception", "\tat ");
        return code == 0 ? program.out() : program.err();
    }

    private String mistake(String... arguments) {
        try (Program program = place.start(arguments)) {
            return ended(program, 2);
        }
    }

    private String token() throws Exception {
        try (Connection database = place.database(DATABASE);
                Statement statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select sealed from secret where name = 'tiktok.access-token'")) {
            return rows.next() ? Seal.of(key).open("tiktok.access-token", rows.getString(1)) : "";
        }
    }

    /** No program runs: the command takes TikTok's answer, and nobody else's. */
    @Test
    @Tag("R-WIT-2")
    @Tag("R-WIT-42")
    @Tag("R-CDP-16")
    @Tag("R-HT-7")
    @Tag("R-HT-8")
    void aloneItListensByItselfAndAStolenDatabaseTellsNoToken() throws Exception {
        try (Program program = place.start("authorize", "--wait", "2m")) {
            String url = address(program);
            assertThat(url).startsWith(sandbox.url() + "/portal/auth?app_id=");
            assertThat(folder.resolve(DATABASE + ".mv.db")).exists();
            String back = header(open(url), "Location");
            String callback = "http://127.0.0.1:" + place.port() + "/oauth/tiktok/callback";
            assertThat(back).startsWith(callback + "?auth_code=");
            String forged = back.replaceFirst("state=[^&]+", "state=forged");
            assertThat(open(forged).statusCode()).isEqualTo(400);
            assertThat(open(callback).statusCode()).isEqualTo(400);
            assertThat(open(callback + "/more").statusCode()).isEqualTo(404);
            HttpResponse<String> page = open(back);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.body()).contains("Signed in to TikTok", "Acme EU");
            assertThat(header(page, "Content-Security-Policy")).startsWith("default-src 'none'");
            assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
            assertThat(ended(program, 0))
                    .contains(
                            "7200000000000000001  Acme EU, Europe/Berlin, EUR",
                            "The token is stored, encrypted.");
            String token = token();
            assertThat(token).matches("[0-9a-f]{40}");
            String code = back.replaceAll(".*auth_code=([0-9a-f]+).*", "$1");
            assertThat(program.out() + program.err()).doesNotContain(token, code);
            assertThat(files()).isNotEmpty().noneMatch(bytes -> bytes.contains(token));
        }
        try (Program check = place.start("check")) {
            assertThat(ended(check, 0)).contains("token: TikTok takes the stored one");
        }
        try (Program revoke = place.start("authorize", "--revoke")) {
            assertThat(ended(revoke, 0)).contains("TikTok ended the token, and it is removed");
        }
        assertThat(token()).isEmpty();
        assertThat(mistake("authorize", "--revoke")).contains("no token is stored");
    }

    /** Every file beside the database, byte by byte. */
    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            return files.map(SignInIT::bytes).toList();
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Tag("RX-CDP-16")
    void aConsentThatCameToNothingEndsTheCommandWithOneLine() throws Exception {
        try (Program program = place.start("authorize")) {
            String back = header(open(address(program)), "Location");
            String used = back.replaceFirst("auth_code=[^&]+&code=[^&]+", "auth_code=used");
            assertThat(open(used).body()).contains("40110");
            assertThat(ended(program, 2).lines())
                    .singleElement()
                    .asString()
                    .startsWith("error: the auth_code is too old, or was used before (40110")
                    .endsWith("authorize again: run the command authorize");
        }
        assertThat(mistake("authorize", "--wait", "1s"))
                .contains("no consent came", "tiktok.redirect-url");
        assertThat(token()).isEmpty();
    }

    @Test
    void mistakesAreToldBeforeAnybodyIsSentAnywhere() {
        assertThat(mistake("authorize", "--wait", "long")).contains("--wait is 'long'; write");
        place.set("TIKTOK_REDIRECT_URL", "https://r.example.com/back");
        assertThat(mistake("authorize"))
                .contains("tiktok.redirect-url is", "/oauth/tiktok/callback");
        place.set("HTTP_PORT", "" + sandbox.port()).set("TIKTOK_REDIRECT_URL", null);
        assertThat(mistake("authorize")).contains("something else answers at http://127.0.0.1:");
        place.set("TIKTOK_APP_ID", null).set("TIKTOK_APP_SECRET", null);
        assertThat(mistake("authorize").lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("error: tiktok.app-"));
        place.set("SECRETS_KEY", null);
        assertThat(mistake("authorize"))
                .startsWith("error: secrets.key is not set")
                .doesNotContain("app-id");
    }

    /** The running program has the H2 file and the port; and it may die at any moment. */
    @Test
    @Tag("RX-CDP-16")
    void besideARunningProgramWhichMayBeKilledInBetween() throws Exception {
        String begun;
        String cookie;
        try (Program program = place.start("run")) {
            program.awaitOutput("started");
            try (Program first = place.start("authorize")) {
                String url = address(first);
                assertThat(url).startsWith(program.url() + "/oauth/tiktok/start?ticket=");
                assertThat(signIn(url).statusCode()).isEqualTo(200);
                assertThat(ended(first, 0)).contains("Acme EU", "the running program uses it");
            }
            program.awaitReady();
            assertThat(program.out()).contains("Somebody signed in to TikTok");

            HttpResponse<String> start = open(program.url() + "/oauth/tiktok/start");
            begun = header(open(header(start, "Location")), "Location");
            cookie = header(start, "Set-Cookie").split(";")[0];
            try (Program second = place.start("authorize")) {
                address(second);
                program.kill();
                assertThat(ended(second, 2)).contains("has stopped; start it");
            }
        }
        String before = token();
        try (Program again = place.start("run")) {
            again.awaitReady();
            HttpResponse<String> page = open(begun, "Cookie", cookie);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            again.terminate();
            again.exitCode(PATIENCE);
        }
        assertThat(token()).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void aDryRunTakesNobodysConsent() throws Exception {
        place.set("TIKTOK_ACCESS_TOKEN", Sandbox.ACCESS_TOKEN);
        try (Program program = place.start("run", "--dry-run")) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> Web.status(program.url() + "/observe/health") == 200);
            assertThat(Web.status(program.url() + "/oauth/tiktok/start")).isEqualTo(404);
            assertThat(mistake("authorize")).contains("it is a dry run, or of another version");
        }
    }
}
