package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopped while events flow: it finishes what is under way, and keeps the rest for next time. */
class StopIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void endsInTimeAndLosesNothing(@TempDir Path folder) throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            Web.post(
                    sandbox.url() + "/_sandbox/faults",
                    "{\"path\":\"/event/track/\",\"times\":-1,\"delay_ms\":300}");
            Place place = new Place(folder).pointAt(sandbox);
            List<String> accepted = new ArrayList<>();
            AtomicBoolean stop = new AtomicBoolean();
            try (Program program = place.start("run")) {
                program.awaitReady();
                CompletableFuture<Void> sender =
                        CompletableFuture.runAsync(() -> send(program.url(), stop, accepted));
                await().atMost(Duration.ofMinutes(1)).until(() -> received(sandbox).size() > 100);
                program.terminate();
                assertThat(program.exitCode(Duration.ofSeconds(35))).isIn(0, 143);
                stop.set(true);
                sender.join();
            }
            try (Program program = place.start("run")) {
                program.awaitReady();
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> received(sandbox).containsAll(accepted));
            }
            assertThat(received(sandbox)).doesNotHaveDuplicates();
        }
    }

    /** One event after the other; what got no 2xx is not missed. */
    private static void send(String url, AtomicBoolean stop, List<String> accepted) {
        for (int i = 0; !stop.get(); i++) {
            String event =
                    """
                    {"event_name":"page_view","event_id":"stop-%d","user":{"email":"a@example.com"},
                     "page":{"url":"https://shop.example.com/"}}
                    """
                            .formatted(i);
            try {
                if (Web.post(url + "/sources/commanders-act", event).statusCode() == 202) {
                    accepted.add("stop-" + i);
                }
            } catch (IOException e) {
                return; // it has stopped
            }
        }
    }

    private static List<String> received(Sandbox sandbox) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Web.lines(sandbox.url() + "/_sandbox/received/event-ids")) {
            ids.add(JSON.readTree(line).asText());
        }
        return ids;
    }
}
