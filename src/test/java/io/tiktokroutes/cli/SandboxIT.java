package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.Ports;
import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emulator on its own, and a program that uses it as it says. */
class SandboxIT {

    @TempDir private Path folder;

    @Test
    void saysHowToPointTheProgramAtIt() throws Exception {
        Place place = new Place(folder);
        String port = "" + Ports.free();
        try (Program sandbox = place.start("sandbox", "--port", port)) {
            sandbox.awaitOutput("SEGMENT_SINK_WRITE_KEY=");
            assertThat(sandbox.out()).contains("http://127.0.0.1:" + port + "/_sandbox/");
            for (String line : sandbox.out().lines().filter(l -> l.contains("=")).toList()) {
                String[] setting = line.strip().split("=", 2);
                place.set(setting[0], setting[1]);
            }
            try (Program program = place.start("run")) {
                program.awaitReady();
                assertThat(Web.post(program.url() + "/sources/commanders-act", EVENT).statusCode())
                        .isEqualTo(202);
                String received = "http://127.0.0.1:" + port + "/_sandbox/received/events";
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(
                                () -> {
                                    var event = Web.get(received).path("events").path(0);
                                    assertThat(event.path("event_id").asText()).isEqualTo("O-1");
                                    assertThat(event.path("event_source_id").asText())
                                            .isEqualTo(Sandbox.PIXEL_CODE);
                                });
            }
        }
    }

    private static final String EVENT =
            """
            {"event_name":"purchase","id":"O-1","value":42,"currency":"EUR",
             "user":{"email":"you@example.com"},
             "context":{"page":{"url":"https://shop.example.com/"}}}
            """;

    @Test
    void aPortInUseIsAMistake() throws Exception {
        try (Sandbox other = Sandbox.start(0);
                Program second = new Place(folder).start("sandbox", "--port", "" + other.port())) {
            assertThat(second.exitCode(Duration.ofMinutes(1))).isEqualTo(2);
            assertThat(second.err())
                    .isEqualToIgnoringNewLines(
                            "error: port "
                                    + other.port()
                                    + " on 127.0.0.1 is in use; give a free one with --port");
        }
    }
}
