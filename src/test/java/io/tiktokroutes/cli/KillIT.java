package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was accepted survives {@code kill -9}, and nothing reaches TikTok as a second event. */
class KillIT {

    @Test
    void nothingAcceptedIsLostAndNothingIsSentAsNewTwice(@TempDir Path folder) throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            // a batch that was under way is claimed again sooner than after a minute
            Place place =
                    new Place(folder)
                            .edit(
                                    "routes/commanders-act-to-tiktok.camel.yaml",
                                    "batchSize: 1000\n",
                                    "batchSize: 1000\n        lease: 5000\n");
            KillRun.Account account = new KillRun(place, sandbox, 2_000, 100, 2, 20).run();
            assertThat(account.kills()).isEqualTo(2);
            // in any order, and each exactly once
            assertThat(account.ids()).containsExactlyInAnyOrderElementsOf(account.posted());
            assertThat(account.delivered()).isEqualTo(2_000);
            assertThat(account.waiting()).isZero();
            // a body that was committed before the kill, and posted again, is known
            assertThat(account.accepted() + account.duplicates()).isEqualTo(2_000);
            assertThat(account.duplicates()).isLessThanOrEqualTo(100 * account.postedAgain());
        }
    }
}
