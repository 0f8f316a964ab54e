package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.Ports;
import io.tiktokroutes.sandbox.Sandbox;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake keeps the program from starting with one line that says what to write, and exit 2. */
class MistakesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String EVENTS = "routes/commanders-act-to-tiktok.camel.yaml";
    private static final String MAPPING = "mappings/commanders-act-to-tiktok-event.mapping.yaml";

    @TempDir private Path folder;
    private Place place;

    @BeforeEach
    void settle() {
        place =
                new Place(folder)
                        // nothing of it is called before the program is up
                        .set("TIKTOK_API_URL", "http://127.0.0.1:1")
                        .set("TIKTOK_ACCESS_TOKEN", "token")
                        .set("TIKTOK_PIXEL_CODE", Sandbox.PIXEL_CODE)
                        .set("TIKTOK_EVENT_SET_ID", Sandbox.EVENT_SET_ID)
                        .set("CDP_API_URL", "http://127.0.0.1:1")
                        .set("CDP_PORTAL_ID", Sandbox.CDP_PORTAL_ID)
                        .set("CDP_SOURCE_ID", Sandbox.CDP_SOURCE_ID);
    }

    /** The one line on stderr. */
    private String mistake(String... arguments) {
        try (Program program = place.start(arguments)) {
            int code = program.exitCode(PATIENCE);
            String told = program.err();
            assertThat(told.lines().toList()).as("stderr").hasSize(1);
            assertThat(told).doesNotContain("Exception", "\tat ");
            assertThat(code).isEqualTo(2);
            return told.strip();
        }
    }

    @Test
    void anUnknownSetting() {
        place.write("application.properties", "tiktok.pixel-cod=C123\n");
        assertThat(mistake("run"))
                .isEqualTo(
                        "application.properties:1:1: error: there is no setting tiktok.pixel-cod;"
                                + " did you mean 'tiktok.pixel-code'?");
    }

    @Test
    void anUnknownSettingOnTheCommandLine() {
        place.option("-Dhttp.prot=8081");
        assertThat(mistake("run"))
                .isEqualTo(
                        "error: -Dhttp.prot: there is no setting http.prot; did you mean"
                                + " 'http.port'?");
    }

    @Test
    @Tag("R-HT-39")
    void theEventSetThatOfflineEventsNeed() {
        place.set("TIKTOK_EVENT_SET_ID", null);
        assertThat(mistake("run"))
                .startsWith("routes/offline-events-to-tiktok.camel.yaml:26:31: error: ")
                .contains("tiktok.event-set-id is not set");
    }

    @Test
    @Tag("R-CA-10")
    @Tag("R-MP-2")
    void theTokenThatEveryCallNeeds() {
        place.set("TIKTOK_ACCESS_TOKEN", null);
        assertThat(mistake("run"))
                .startsWith("error: tiktok.access-token is not set; looked at the environment");
    }

    @Test
    @Tag("R-HT-19")
    void anEventNameThatTikTokDoesNotKnow() {
        place.edit(EVENTS, "eventSource: web", "eventName: CompletePaymnet");
        assertThat(mistake("run"))
                .startsWith(EVENTS + ":25:26: error: eventName is 'CompletePaymnet'")
                .endsWith("did you mean 'CompletePayment'?");
    }

    @Test
    void anApiThatDoesNotTakeTheSource() {
        place.write("application.properties", "tiktok.events-api=1.0\n");
        place.edit(EVENTS, "eventSource: web", "eventSource: crm");
        assertThat(mistake("run"))
                .startsWith(EVENTS + ":")
                .endsWith(
                        "api 1.0 takes no crm events, only web and offline ones; write api:"
                                + " \"2.0\"");
    }

    @Test
    @Tag("R-CA-12")
    void twoPixelsInOneDestination() {
        place.edit(
                EVENTS, "\"{{tiktok.pixel-code}}\"", "SANDBOXPIXEL00000001,SANDBOXPIXEL00000002");
        assertThat(mistake("run"))
                .startsWith(EVENTS + ":")
                .contains("one destination sends to one pixel");
    }

    @Test
    @Tag("R-CA-11")
    @Tag("R-HT-14")
    @Tag("R-MP-3")
    @Tag("R-MP-63")
    void aSettingThatRoutesNeedIsToldOnce() {
        place.set("TIKTOK_PIXEL_CODE", null);
        assertThat(mistake("run"))
                .startsWith(EVENTS + ":26:31: error: ")
                .endsWith(
                        "tiktok.pixel-code is not set; looked at the environment"
                                + " (TIKTOK_PIXEL_CODE), at -Dtiktok.pixel-code and in"
                                + " application.properties (no such file)");
    }

    @Test
    void aScheduleThatIsNone() {
        place.write("application.properties", "leads.schedule=nonsense\n");
        assertThat(mistake("run")).contains("leads.schedule", "nonsense", "0 0/10 * * * ?");
    }

    @Test
    void aNumberThatIsNone() {
        place.write("application.properties", "tiktok.rate-limit=fast\n");
        assertThat(mistake("run"))
                .isEqualTo(
                        "application.properties:1:19: error: tiktok.rate-limit is 'fast'; write a"
                                + " whole number from 1 to 1000");
    }

    @Test
    void aNumberThatOnlyAKameletReads() {
        place.write("application.properties", "reports.lookback-days=four weeks\n");
        assertThat(mistake("run"))
                .startsWith(
                        "application.properties:1:23: error: reports.lookback-days is 'four weeks';"
                                + " write a whole number");
    }

    @Test
    void aLengthOfTimeThatIsNone() {
        place.write("application.properties", "ledger.retention=a month\n");
        assertThat(mistake("run"))
                .isEqualTo(
                        "application.properties:1:18: error: ledger.retention is 'a month'; write a"
                                + " length of time such as 30d or 12h");
    }

    @Test
    void aMappingThatIsNotThere() throws Exception {
        Files.delete(folder.resolve(MAPPING));
        assertThat(mistake("run")).contains("there is no mapping 'commanders-act-to-tiktok-event'");
    }

    @Test
    void aMappingNameWithAMistake() {
        place.edit(EVENTS, "commanders-act-to-tiktok-event\n", "commanders-act-to-tiktok-evnt\n");
        assertThat(mistake("run"))
                .startsWith(EVENTS + ":")
                .contains("commanders-act-to-tiktok-evnt")
                .endsWith("did you mean 'commanders-act-to-tiktok-event'?");
    }

    @Test
    void aMappingWithAMistake() throws Exception {
        List<String> lines = Files.readAllLines(folder.resolve(MAPPING));
        String row =
                lines.stream().filter(l -> l.contains("otherwise: skip")).findFirst().orElseThrow();
        int column = row.indexOf("otherwise: skip") + 1;
        // the file has such a row twice, and each mistake would be told
        place.edit(MAPPING, row, row.replace("otherwise: skip", "otherwice: skip"));
        assertThat(mistake("run"))
                .startsWith(MAPPING + ":" + (lines.indexOf(row) + 1) + ":" + column + ": error: ")
                .endsWith("did you mean 'otherwise'?");
    }

    @Test
    void aRouteFileThatIsNotYaml() {
        place.edit(EVENTS, "    id: commanders-act-to-tiktok\n", "    id: \"commanders-act\n");
        assertThat(mistake("run")).startsWith(EVENTS + ":").contains(": error: ");
    }

    @Test
    void aKameletThatIsNotThere() {
        place.edit(EVENTS, "kamelet:tiktok-event-sink", "kamelet:tiktok-evnt-sink");
        assertThat(mistake("run"))
                .startsWith(EVENTS + ":")
                .endsWith(
                        "there is no kamelet 'tiktok-evnt-sink'; did you mean 'tiktok-event-sink'?");
    }

    @Test
    void aMisspeltParameterOfAKamelet() {
        place.edit(EVENTS, "eventSource: web", "eventSorce: web");
        assertThat(mistake("run"))
                .startsWith(EVENTS + ":")
                .endsWith(
                        "tiktok-event-sink has no parameter 'eventSorce'; did you mean 'eventSource'?");
    }

    @Test
    void aSecretsKeyThatIsNoneIsNotRepeated() {
        place.set("SECRETS_KEY", "hunter2");
        assertThat(mistake("run"))
                .startsWith("error: secrets.key must be base64 of 32 bytes, and it is")
                .endsWith("make one with openssl rand -base64 32, or authorize --new-key")
                .doesNotContain("hunter2");
    }

    @Test
    void authorizeWithoutAKeyAndWithTwoWishes() {
        assertThat(mistake("authorize"))
                .startsWith("error: secrets.key is not set")
                .contains("--new-key");
        assertThat(mistake("authorize", "--token", "--forget")).contains("--token", "--forget");
    }

    @Test
    void aPortInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            place.set("HTTP_PORT", "" + other.getLocalPort());
            assertThat(mistake("run"))
                    .isEqualTo(
                            "error: port "
                                    + other.getLocalPort()
                                    + " on 127.0.0.1 is in use; set http.port to a free one");
        }
    }

    @Test
    void aDatabaseThatIsInUse() {
        try (Program first = place.start("run")) {
            first.awaitReady();
            place.set("HTTP_PORT", "" + Ports.free());
            assertThat(mistake("run"))
                    .isEqualTo(
                            "error: database jdbc:h2:file:./data/tiktok-routes is in use by another"
                                    + " process; stop that one, or set database.url to another file,"
                                    + " or to a PostgreSQL or MariaDB database");
        }
    }

    @Test
    void aDatabaseThatIsNotReached() {
        place.set("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");
        assertThat(mistake("run"))
                .startsWith("error: database jdbc:postgresql://127.0.0.1:1/none cannot be opened: ")
                .endsWith("check database.url, database.user and database.password");
    }

    @Test
    void aDatabaseOfAnotherKind() {
        place.set("DATABASE_URL", "jdbc:oracle:thin:@localhost");
        assertThat(mistake("run")).contains("jdbc:oracle", "H2", "PostgreSQL");
    }

    @Test
    void aFolderThatIsNotThere() {
        assertThat(mistake("run", "--routes", "rutes"))
                .isEqualTo(
                        "error: there is no folder rutes; start the program where routes and"
                                + " mappings are, or name them with --routes and --mappings");
    }

    @Test
    void aFolderWithoutRoutes() throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        assertThat(mistake("run", "--routes", "empty"))
                .isEqualTo(
                        "error: there is no route file in empty; write one (*.camel.yaml), or name"
                                + " another folder with --routes");
    }

    @Test
    void aSettingsFileThatIsNotThere() {
        assertThat(mistake("run", "--config", "mine.properties"))
                .isEqualTo("error: there is no settings file mine.properties");
    }

    @Test
    void anUnknownCommand() {
        assertThat(mistake("rum"))
                .startsWith("error: there is no command 'rum'; did you mean")
                .contains("run");
    }

    @Test
    void anUnknownOption() {
        assertThat(mistake("run", "--route", "routes"))
                .isEqualTo("error: there is no option '--route'; did you mean --routes?");
    }

    @Test
    void noCommand() {
        assertThat(mistake()).startsWith("error: ").contains("--help");
    }
}
