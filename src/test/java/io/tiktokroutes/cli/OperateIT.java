package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator beside the running program, which has the H2 file to itself. */
class OperateIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String FLOW = "commanders-act-to-tiktok";
    private static final String FILE = "routes/commanders-act-to-tiktok.camel.yaml";

    @TempDir Path folder;
    private Place place;

    private String command(String... arguments) {
        try (Program program = place.start(arguments)) {
            assertThat(program.exitCode(PATIENCE)).as(program.out() + program.err()).isZero();
            assertThat(program.err()).isEmpty();
            return program.out();
        }
    }

    private static void post(Program program, String id) throws Exception {
        String event =
                """
                {"event_name":"purchase","id":"%1$s","value":84.6,"currency":"EUR",
                 "user":{"email":"lea@example.com"},
                 "context":{"event_id":"%1$s","event_timestamp":"1773480413412",
                            "page":{"url":"https://shop.example.com/"}}}""";
        assertThat(
                        Web.post(program.url() + "/sources/commanders-act", event.formatted(id))
                                .statusCode())
                .isEqualTo(202);
    }

    @Test
    @Tag("R-CDP-54")
    @Tag("R-CDP-55")
    @Tag("R-CDP-60")
    @Tag("RX-CDP-14")
    @Tag("RX-CDP-15")
    void flowsAreStoppedFollowedAndRestored() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            place = new Place(folder).pointAt(sandbox);
            String shipped = Files.readString(folder.resolve(FILE));
            try (Program program = place.start("run").awaitReady()) {
                post(program, "first");
                program.awaitOutput("tiktok-web: {delivered=1}");
                assertThat(command("flows", "stop", FLOW)).contains("stops within two seconds");
                program.awaitOutput("flow " + FLOW + ": stopped");
                post(program, "second");
                assertThat(command("flows"))
                        .containsPattern("commanders-act-intake +running +streaming")
                        .containsPattern(FLOW + " +stopped since .* +inbox:commanders-act +1 ")
                        .containsPattern(FLOW + " +tiktok-web +1 / 1 ")
                        .containsPattern("leads-intake +leads/leads +\\S.*\\S +20\\S+ \\S+Z\n")
                        .doesNotContain("NOTE");
                program.terminate();
                assertThat(program.exitCode(PATIENCE)).isEqualTo(143);
            }
            try (Program program = place.start("run").awaitReady();
                    Program following = place.start("log", "--follow")) {
                following.awaitOutput("first");
                // an edit is a version, and does not start what is stopped
                place.edit(FILE, "batchSize: 1000", "batchSize: 500");
                program.awaitOutput(FILE + ": active\n");
                await().atMost(PATIENCE).until(() -> command("history", FLOW).lines().count() == 3);
                assertThat(command("history", FLOW, "--diff", "1", "2"))
                        .contains("-        batchSize: 1000", "+        batchSize: 500");
                assertThat(command("history", FLOW, "--restore", "1"))
                        .contains("it takes effect within two seconds");
                assertThat(Files.readString(folder.resolve(FILE))).isEqualTo(shipped);
                assertThat(following.out()).doesNotContain("second");
                assertThat(command("flows", "start", FLOW)).contains("starts within two seconds");
                following.awaitOutput("second");
                assertThat(following.out().lines().filter(line -> line.contains("success")))
                        .hasSize(2);
                assertThat(following.out()).doesNotContain("lea@example.com");
                assertThat(command("history", FLOW)).containsPattern("(?m)^ +3  ");
                assertThat(program.out()).doesNotContain("lea@example.com");
            }
        }
    }
}
