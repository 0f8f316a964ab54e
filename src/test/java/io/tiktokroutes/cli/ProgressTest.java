package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The line that says how far a long run is. */
class ProgressTest {

    private static final String CLEAR = "\r\u001b[K";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final Tally tally = new Tally();

    private String shown(int records, long bytes) throws IOException {
        ByteWindow half = new ByteWindow(new ByteArrayInputStream(new byte[50]), 100, () -> {});
        half.more();
        half.drop(50);
        Progress progress = new Progress(terminal, bytes, 0);
        for (int i = 0; i < records; i++) {
            tally.map();
            progress.step(tally, half);
        }
        progress.clear();
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysHowFarItIsAndGoesAway() throws IOException {
        assertThat(shown(1024, 100))
                .startsWith(CLEAR + "512 records, ")
                .contains("/s, 50 %" + CLEAR + "1,024 records, ")
                .endsWith("/s, 50 %" + CLEAR);
    }

    @Test
    void nobodyKnowsHowLongStandardInputIs() throws IOException {
        assertThat(shown(512, 0)).startsWith(CLEAR + "512 records, ").doesNotContain("%");
    }

    @Test
    void aShortRunShowsNothing() throws IOException {
        assertThat(shown(100, 100)).isEmpty();
    }

    @Test
    void withoutATerminalThereIsNone() throws IOException {
        Progress none = new Progress(null, 100, 0);
        for (int i = 0; i < 1024; i++) {
            none.step(tally, null);
        }
        none.clear();
        assertThat(terminal.size()).isZero();
    }

    /** What is told of a record takes the place of the progress, which comes back below it. */
    @Test
    void makesWayForALine() throws IOException {
        Progress progress = new Progress(terminal, 0, 0);
        OutcomeLines lines = new OutcomeLines(progress.makingWay(terminal));
        lines.trouble(1, 1, new Pieces.Trouble("X", "y"));
        ByteWindow window = new ByteWindow(new ByteArrayInputStream(new byte[0]), 1, () -> {});
        for (int i = 0; i < 512; i++) {
            tally.refuse();
            progress.step(tally, window);
        }
        // what was told before the progress was shown goes out after it
        lines.flush();
        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .endsWith(
                        "/s"
                                + CLEAR
                                + "{\"index\":1,\"line\":1,\"outcome\":\"refused\",\"reason\":\"X\",\"detail\":\"y\"}\n");
    }
}
