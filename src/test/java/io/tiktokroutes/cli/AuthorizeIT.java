package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.Seal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code authorize} as an operator uses it: before a start, and while the program runs. */
class AuthorizeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String DATABASE = "data/tiktok-routes";

    @TempDir private Path folder;
    private Sandbox sandbox;
    private Place place;

    @BeforeEach
    void settle() throws Exception {
        sandbox = Sandbox.start(0);
        place = new Place(folder).pointAt(sandbox).set("SECRETS_KEY", Seal.newKey());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void newToken(String token) throws Exception {
        Web.post(
                sandbox.url() + "/_sandbox/tokens",
                "{\"token\":\"%s\",\"advertiser_ids\":[\"%s\"]}"
                        .formatted(token, Sandbox.ADVERTISER_ID));
    }

    private String authorize(int code, String input, String... arguments) {
        try (Program program = place.startWith(input, arguments)) {
            assertThat(program.exitCode(PATIENCE))
                    .as(program.out() + program.err())
                    .isEqualTo(code);
            assertThat(program.out() + program.err())
                    .doesNotContain("Exception", "\tat ", "second-token");
            return code == 0 ? program.out() : program.err();
        }
    }

    private String stored() throws Exception {
        try (Connection database = place.database(DATABASE);
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select sealed from secret")) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    @Test
    @Tag("R-MP-62")
    void storesATokenThatTikTokKnowsAndForgetsIt() throws Exception {
        newToken("second-token");
        assertThat(authorize(0, "second-token\n", "authorize", "--token"))
                .contains(
                        "Granted ad accounts: " + Sandbox.ADVERTISER_ID,
                        "It is stored, encrypted",
                        "tiktok.access-token, which is set as well, is not used");
        assertThat(stored()).startsWith("gcm1:").doesNotContain("second-token");
        assertThat(authorize(0, "", "authorize", "--forget")).contains("is removed");
        assertThat(stored()).isEmpty();
    }

    @Test
    void checkUsesTheStoredToken() throws Exception {
        newToken("second-token");
        authorize(0, "second-token\n", "authorize", "--token");
        place.set("TIKTOK_ACCESS_TOKEN", "no-token-at-all");
        try (Program program = place.start("check")) {
            assertThat(program.exitCode(PATIENCE)).as(program.out()).isZero();
            assertThat(program.out())
                    .contains("ok           token: TikTok takes the stored one")
                    .doesNotContain("second-token");
        }
        authorize(0, "", "authorize", "--forget");
        try (Program program = place.start("check")) {
            assertThat(program.exitCode(PATIENCE)).as(program.out()).isEqualTo(1);
            assertThat(program.out())
                    .contains("failed       token: ", "this is the one in tiktok.access-token");
        }
    }

    @Test
    void aTokenThatTikTokDoesNotKnowIsStoredOnlyIfAskedTo() throws Exception {
        assertThat(authorize(2, "second-token", "authorize", "--token"))
                .startsWith("error: TikTok refuses the token (40105")
                .contains("not stored", "--unchecked");
        assertThat(Files.exists(folder.resolve(DATABASE + ".mv.db"))).isFalse();
        authorize(0, "second-token", "authorize", "--token", "--unchecked");
        assertThat(stored()).isNotEmpty();
    }

    @Test
    void whenTikTokCannotBeAskedItSaysSo() throws Exception {
        place.set("TIKTOK_API_URL", "http://127.0.0.1:1");
        assertThat(authorize(0, "second-token", "authorize", "--token"))
                .contains("TikTok could not be asked", "the first event will tell");
        assertThat(stored()).isNotEmpty();
    }

    @Test
    void mistakesAreToldInOneLine() {
        assertThat(authorize(2, " \n", "authorize", "--token"))
                .contains("there is no token on standard input");
        assertThat(authorize(2, "two words", "authorize", "--token"))
                .contains("is no access token");
        place.set("SECRETS_KEY", null);
        assertThat(authorize(2, "second-token", "authorize", "--token"))
                .contains("secrets.key is not set", "openssl rand -base64 32");
        place.set("SECRETS_KEY", "c2hvcnQ=");
        assertThat(authorize(2, "second-token", "authorize", "--token"))
                .contains("base64 of 32 bytes", "it is base64 of 5 bytes")
                .doesNotContain("c2hvcnQ=");
    }

    @Test
    void makesAKey() {
        assertThat(Seal.of(authorize(0, "", "authorize", "--new-key").strip())).isNotNull();
    }

    /** Revoked, killed, started, and given a new token while it runs on a database of its own. */
    @Test
    void aRunningProgramGoesOnWithTheNewTokenAndNothingIsLostOrSentTwice() throws Exception {
        try (Program program = place.start("run")) {
            program.awaitReady();
            Web.post(sandbox.url() + "/_sandbox/tokens/revoke", "");
            for (int i = 0; i < 20; i++) {
                assertThat(post(program, i)).isEqualTo(202);
            }
            awaitDown(program);
            program.kill();
        }
        newToken("second-token");
        // the kill may have left a batch claimed
        place.edit(
                "routes/commanders-act-to-tiktok.camel.yaml",
                "batchSize: 1000\n",
                "batchSize: 1000\n        lease: 5000\n");
        try (Program program = place.start("run")) {
            program.awaitOutput("started");
            awaitDown(program);
            assertThat(authorize(0, "second-token\n", "authorize", "--token"))
                    .contains("the running program has noticed");
            await().atMost(PATIENCE).until(() -> count("unique") == 20);
            await().atMost(PATIENCE)
                    .until(() -> Web.status(program.url() + "/observe/health") == 200);
            assertThat(program.out())
                    .contains(
                            "A new access token was stored by authorize",
                            "waiting records were brought forward")
                    .doesNotContain("second-token", Sandbox.ACCESS_TOKEN);
            program.terminate();
            program.exitCode(PATIENCE);
        }
        assertThat(count("duplicate")).isZero();
        assertThat(stored()).isNotEmpty();
        place.set("SECRETS_KEY", Seal.newKey());
        assertThat(authorize(2, "", "run"))
                .startsWith("error: the stored access token does not open with this secrets.key");
    }

    @Test
    void aTokenThatTheRunningProgramCannotOpenIsNotStored() throws Exception {
        newToken("second-token");
        try (Program program = place.start("run")) {
            program.awaitReady();
            assertThat(authorize(0, "second-token\n", "authorize", "--token"))
                    .contains("the running program has noticed");
            try (Program check = place.start("check")) {
                assertThat(check.exitCode(PATIENCE)).as(check.out()).isZero();
                assertThat(check.out()).contains("token: TikTok takes the stored one");
            }
            place.set("SECRETS_KEY", Seal.newKey());
            assertThat(authorize(2, "second-token\n", "authorize", "--token"))
                    .contains("cannot open the token, which was not stored", "secrets.key");
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    !Web.text(program.url() + "/observe/health")
                                            .contains("does not open"));
            assertThat(Web.status(program.url() + "/observe/health")).isEqualTo(200);
        }
    }

    private void awaitDown(Program program) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> {
                            String health = Web.text(program.url() + "/observe/health");
                            return health.contains("40105") && health.contains("tiktok-web");
                        });
    }

    private static int post(Program program, int number) throws Exception {
        return Web.post(
                        program.url() + "/sources/commanders-act",
                        """
                        {"event_name":"page_view","event_id":"halt-%d","user":{"email":"a@example.com"},
                         "page":{"url":"https://shop.example.com/"}}"""
                                .formatted(number))
                .statusCode();
    }

    private int count(String of) throws Exception {
        JsonNode events = Web.get(sandbox.url() + "/_sandbox/counts").path("events");
        return events.path(of).asInt();
    }
}
