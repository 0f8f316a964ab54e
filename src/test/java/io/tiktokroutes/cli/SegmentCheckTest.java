package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The line of {@code check} about Segment, for those who use it. */
class SegmentCheckTest {

    private static List<String> lines(String url, String key) throws Exception {
        Settings settings =
                Settings.read(Path.of("none.properties"), Map.of(), new Properties())
                        .with(Map.of("segment.api-url", url, "segment.sink-write-key", key));
        try (Connections connections = new Connections(settings, Duration.ofSeconds(5), "")) {
            return new SegmentCheck(settings, connections)
                    .run().stream().map(Checked::line).toList();
        }
    }

    @Test
    void tellsWhetherSomebodyAnswersAndSendsNothing() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            assertThat(lines(sandbox.segmentUrl(), "")).isEmpty();
            assertThat(lines(sandbox.segmentUrl() + "/", "hush"))
                    .containsExactly(
                            "not checked  segment: "
                                    + sandbox.segmentUrl()
                                    + " answers; whether the write key is good shows with the"
                                    + " first record");
        }
        assertThat(lines("http://127.0.0.1:1", "hush"))
                .containsExactly(
                        "failed       segment: http://127.0.0.1:1 does not answer; check"
                                + " segment.api-url and the network");
    }
}
