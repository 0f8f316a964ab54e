package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says about itself. */
class HelpIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path folder;

    private String printed(String... arguments) {
        try (Program program = new Place(folder).start(arguments)) {
            assertThat(program.exitCode(PATIENCE)).isZero();
            assertThat(program.err()).isEmpty();
            return program.out();
        }
    }

    @Test
    void namesItsCommands() {
        assertThat(printed("--help"))
                .contains(
                        "Usage: tiktok-routes",
                        "audiences ",
                        "authorize ",
                        "backfill ",
                        "check ",
                        "demo ",
                        "map ",
                        "reports ",
                        "run ",
                        "sandbox ",
                        "test ",
                        "--version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorize", "check", "demo", "map", "run", "sandbox", "test"})
    void explainsEveryCommand(String command) {
        assertThat(printed(command, "--help")).contains("Usage: tiktok-routes " + command);
    }

    @Test
    @Tag("R-MP-5")
    void tellsWhereATokenIsMade() {
        assertThat(printed("authorize", "--help").replaceAll("\\s+", " "))
                .contains("Events Manager", "Settings, Events API, Generate Access Token");
    }

    @Test
    void namesItsVersion() {
        assertThat(printed("--version")).matches("tiktok-routes \\d+\\.\\d+\\.\\d+\\S*\\s*");
    }

    @Test
    void itsHealthSaysWhatIsWell() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0);
                Program program = new Place(folder).pointAt(sandbox).start("run")) {
            program.awaitReady();
            var health = Web.get(program.url() + "/observe/health");
            assertThat(health.path("status").asText()).isEqualTo("UP");
            assertThat(Web.status(program.url() + "/observe/health/ready")).isEqualTo(200);
            assertThat(Web.status(program.url() + "/observe/health/live")).isEqualTo(200);
            // an open remote control has no place on a server
            assertThat(Web.status(program.url() + "/q/dev")).isEqualTo(404);
        }
    }
}
