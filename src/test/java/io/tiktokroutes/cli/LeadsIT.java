package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of leads beside a running program that has the H2 file to itself. */
class LeadsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir private Path folder;

    @Test
    void theStoredTokenIsFoundAndLeadsReachTheRunningProgram() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            Place place = new Place(folder).pointAt(sandbox);
            place.set("TIKTOK_ACCESS_TOKEN", null).set("SECRETS_KEY", KEY);
            place.set("LEADS_SCHEDULE", "0 0 0 1 1 ? 2099").set("LEADS_POLL_MILLIS", "50");
            place.set("TIKTOK_LEAD_REGIONS", "row");
            Web.post(
                    sandbox.url() + "/_sandbox/forms/" + Sandbox.FORM_ID + "/leads",
                    "{\"answers\":{\"name\":\"Ana\",\"phone_number\":\"+351 900 000 001\"}}");
            done(0, place.startWith(Sandbox.ACCESS_TOKEN + "\n", "authorize", "--token"));
            try (Program program = place.start("run")) {
                program.awaitReady();
                assertThat(done(0, place.start("check")))
                        .contains("token: TikTok takes the stored one");
                assertThat(done(0, place.start("leads", "pull")))
                        .contains("1 leads, 1 new, into inbox leads");
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        Web.text(program.url() + "/observe/metrics")
                                                .contains(
                                                        "outcomes_total{destination=\"cdp-customers\",outcome=\"delivered\""));
                assertThat(done(0, place.start("leads", "pull")))
                        .contains("1 leads, 0 new, into inbox leads");
            }
            // and without one
            assertThat(done(0, place.start("leads", "forms"))).contains("Spring demo request");
        }
    }

    private static String done(int code, Program command) {
        try (command) {
            assertThat(command.exitCode(PATIENCE))
                    .as(command.out() + command.err())
                    .isEqualTo(code);
            assertThat(command.out() + command.err())
                    .doesNotContain(Sandbox.ACCESS_TOKEN, "Ana", "+351", KEY);
            return command.out();
        }
    }
}
