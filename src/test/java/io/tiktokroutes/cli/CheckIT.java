package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} finds, as a process of its own against a sandbox. */
class CheckIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path folder;
    private Sandbox sandbox;
    private Place place;

    @BeforeEach
    void open() throws Exception {
        sandbox = Sandbox.start(0);
        place = new Place(folder).pointAt(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private String check(int code) {
        try (Program program = place.start("check")) {
            assertThat(program.exitCode(PATIENCE))
                    .as(program.out() + program.err())
                    .isEqualTo(code);
            if (code < 2) {
                assertThat(program.err()).isEmpty();
                assertThat(program.out().lines())
                        .allMatch(l -> l.matches("(ok|not checked|failed) +[^:]+: .+"));
            }
            return program.out() + program.err();
        }
    }

    @Test
    void allIsGood() {
        // each form is another test's; here it is one line for each thing that is looked at
        assertThat(check(0).lines().filter(l -> !l.matches("(ok|not checked) +(form|librar).*")))
                .containsExactly(
                        "ok           token: TikTok takes the one in tiktok.access-token",
                        "ok           advertiser 7200000000000000001: Acme EU, Europe/Berlin, EUR",
                        "ok           advertiser 7200000000000000002: Acme US,"
                                + " America/Los_Angeles, USD",
                        "ok           pixel: SANDBOXPIXEL00000001 (Acme Shop) of"
                                + " 7200000000000000001",
                        "not checked  event set: TikTok is asked when the first offline event is"
                                + " sent",
                        "not checked  regions: row, us, eu; check --leads has TikTok make an"
                                + " export of one form in each",
                        "not checked  subscription: leads.webhook-url is not set; without it leads"
                                + " come by export alone",
                        "ok           database: jdbc:h2:file:./data/tiktok-routes is made at the"
                                + " first start",
                        "ok           report ads-report: tiktok_ads_report is made at the first"
                                + " start; days of 7200000000000000001 in Europe/Berlin,"
                                + " 7200000000000000002 in America/Los_Angeles",
                        "ok           cdp: "
                                + sandbox.cdpUrl()
                                + " knows the portal, the source and the token",
                        "ok           cdp sink cdp-submit-lead: event submit_lead_form"
                                + " (lead_form/submit)",
                        "ok           cdp sink cdp-customers: object customers; it requires id,"
                                + " name",
                        "not checked  program: it does not run at http://127.0.0.1:"
                                + place.port());
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    @Tag("R-CA-62")
    void aRunningProgramTellsHowItDoes() throws Exception {
        try (Program program = place.start("run")) {
            program.awaitReady();
            String event =
                    """
                    {"event_name":"purchase","id":"%1$s","value":84.6,"currency":"EUR","user":{%2$s},
                     "context":{"event_id":"%1$s","event_timestamp":"1773480413412",
                                "page":{"url":"https://shop.example.com/"}}}""";
            String mail = "\"email\":\"lea.martin@example.com\"";
            String id = "\"id\":\"c-1\"";
            String events =
                    "["
                            + event.formatted("1", mail)
                            + ","
                            + event.formatted("2", id)
                            + ","
                            + event.formatted("3", id)
                            + "]";
            assertThat(Web.post(program.url() + "/sources/commanders-act", events).statusCode())
                    .isEqualTo(202);
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    Web.text(program.url() + "/observe/metrics")
                                            .contains(
                                                    "events_sent_total{destination=\"tiktok-web\"}"
                                                            + " 3.0"));

            assertThat(check(0))
                    .contains(
                            "ok           program: it runs at " + program.url(),
                            "ok           inbox leads: empty",
                            "ok           destination tiktok-web: 3 delivered since the start",
                            "ok           match quality tiktok-web: e-mail 33 %, phone 0 %,"
                                    + " external id 67 %",
                            "67 % of events carry neither e-mail nor phone: TikTok matches little"
                                    + " of them")
                    .containsPattern("ok +database: jdbc:h2:file:./data/tiktok-routes");
        }
    }

    @Test
    void anEventSetThatIsNotSet() {
        place.set("TIKTOK_EVENT_SET_ID", null);
        assertThat(check(0))
                .contains(
                        "not checked  event set: tiktok.event-set-id is not set; offline events"
                                + " need it");
    }

    @Test
    void aTokenThatTikTokDoesNotTake() {
        place.set("TIKTOK_ACCESS_TOKEN", "not-a-token");
        assertThat(check(1))
                .contains("failed       token: ", "40105", "tiktok.access-token")
                .contains("not checked  pixel: the token has to be right first")
                .contains("ok           cdp: ")
                .doesNotContain("not-a-token");
    }

    @Test
    void aPixelThatNobodyHas() {
        place.set("TIKTOK_PIXEL_CODE", "UNKNOWN0000000000001");
        assertThat(check(1))
                .contains("failed       pixel: none of these ad accounts has UNKNOWN0000000000001");
    }

    @Test
    void anAdAccountAndAFormThatAreNotOurs() {
        place.set("TIKTOK_ADVERTISER_IDS", "7200000000000000003");
        assertThat(check(1))
                .contains("failed       advertiser 7200000000000000003: ", "tiktok.advertiser-ids");
        place.set("TIKTOK_ADVERTISER_IDS", Sandbox.ADVERTISER_ID).set("TIKTOK_LEAD_FORMS", "1234");
        assertThat(check(1)).contains("failed       forms: no ad account and no library has 1234");
    }

    @Test
    void aCdpThatIsDownAndOneThatDoesNotLetUsIn() {
        place.set("CDP_API_URL", "http://127.0.0.1:1");
        assertThat(check(1)).contains("failed       cdp: http://127.0.0.1:1 does not answer");
        place.set("CDP_API_URL", sandbox.cdpUrl()).set("CDP_TOKEN", "not-the-token");
        assertThat(check(1))
                .contains("failed       cdp: ", "401", "cdp.token")
                .doesNotContain("not-the-token");
    }

    @Test
    void aDatabaseThatIsOpenElsewhereOrNotThere() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        try (Connection other = place.database("data/tiktok-routes")) {
            assertThat(other.isValid(1)).isTrue();
            assertThat(check(0)).contains("not checked  database: ", "open in another process");
            assertThat(folder.resolve("data/tiktok-routes.trace.db")).doesNotExist();
        }
        place.set("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");
        assertThat(check(1))
                .contains("failed       database: jdbc:postgresql://127.0.0.1:1/none: ")
                .contains("database.url");
    }

    @Test
    void aWrongSettingIsAMistake() {
        place.set("HTTP_PORT", "many");
        assertThat(check(2))
                .isEqualTo("error: http.port is 'many'; write a whole number from 1 to 65535\n");
    }
}
