package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an input is cut into records, however its bytes arrive. */
class PiecesTest {

    /** Gives at most so many bytes at a time, as a slow pipe does. */
    private static InputStream slow(String text, int most) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(most, length));
            }
        };
    }

    /** Each piece with its place, and what is wrong with it. */
    private static List<String> cut(InputStream in, int most) throws Exception {
        ByteWindow window = new ByteWindow(in, most, () -> {});
        Pieces pieces = Pieces.of(window);
        List<String> all = new ArrayList<>();
        while (pieces.next()) {
            String place = pieces.line() + ":" + pieces.column() + " ";
            all.add(
                    place
                            + (pieces.trouble() == null
                                    ? new String(
                                            window.array(),
                                            window.offset(),
                                            pieces.length(),
                                            StandardCharsets.UTF_8)
                                    : pieces.trouble().reason()));
        }
        return all;
    }

    private static List<String> cut(String text) throws Exception {
        List<String> all = cut(slow(text, Integer.MAX_VALUE), 1 << 20);
        for (int most : new int[] {1, 2, 7}) {
            assertThat(cut(slow(text, most), 1 << 20)).as(most + " bytes at a time").isEqualTo(all);
        }
        return all;
    }

    @Test
    void lines() throws Exception {
        assertThat(cut("{\"a\":1}\n\n{\"b\":2}\n  {}"))
                .containsExactly("1:1 {\"a\":1}", "3:1 {\"b\":2}", "4:1   {}");
        assertThat(cut("\n\n{}\r\n{}\n")).containsExactly("3:1 {}\r", "4:1 {}");
        assertThat(cut("nonsense\n{}\n")).containsExactly("1:1 nonsense", "2:1 {}");
    }

    @Test
    void aBrokenFirstLine() throws Exception {
        assertThat(cut("{\"a\n{}\n{}")).containsExactly("1:1 {\"a", "2:1 {}", "3:1 {}");
        assertThat(cut("{\"a\":")).containsExactly("1:1 {\"a\":");
    }

    @Test
    void values() throws Exception {
        assertThat(cut("{\n \"a\": 1\n}\n{\n}\n  {\"b\":\n[]}"))
                .containsExactly("1:1 {\n \"a\": 1\n}", "4:1 {\n}", "6:3 {\"b\":\n[]}");
    }

    @Test
    void theItemsOfLists() throws Exception {
        assertThat(cut("[{},\n {\"a\":[\"]\"]}, 5, \"x,y\", [1] ]\n[\n{}\n]"))
                .containsExactly(
                        "1:2 {}",
                        "2:2 {\"a\":[\"]\"]}",
                        "2:15 5",
                        "2:18 \"x,y\"",
                        "2:25 [1]",
                        "4:1 {}");
        assertThat(cut("[{}, }, nul]")).containsExactly("1:2 {}", "1:6 }", "1:9 nul");
        assertThat(cut("[{},")).containsExactly("1:2 {}", "1:5 MALFORMED");
    }

    @Test
    void aForgottenQuoteEndsWithItsLine() throws Exception {
        assertThat(cut("[\n{\"a\": \"x},\n \"b\": 1},\n{}]"))
                .containsExactly("2:1 {\"a\": \"x},\n \"b\": 1}", "4:1 {}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void whatIsTooLongIsPassedOver(int atATime) throws Exception {
        String longText = "{\"a\":\"" + "x".repeat(500) + "\"}";
        assertThat(cut(slow("{}\n" + longText + "\n{}\n" + longText, atATime), 100))
                .containsExactly("1:1 {}", "2:1 TOO_LARGE", "3:1 {}", "4:1 TOO_LARGE");
        assertThat(cut(slow(longText + "\n{}", atATime), 100))
                .containsExactly("1:1 TOO_LARGE", "2:1 {}");
        assertThat(cut(slow("[" + longText + ",\n{}," + longText + "]", atATime), 100))
                .containsExactly("1:2 TOO_LARGE", "2:1 {}", "2:4 TOO_LARGE");
    }

    @Test
    void aLongInputNeedsNoMoreRoomThanItsLongestRecord() throws Exception {
        String line = "{\"a\":\"" + "x".repeat(70_000) + "\"}\n";
        InputStream in = slow(line.repeat(300), 4096);
        ByteWindow window = new ByteWindow(in, 16 << 20, () -> {});
        Pieces pieces = Pieces.of(window);
        int count = 0;
        while (pieces.next()) {
            count++;
        }
        assertThat(count).isEqualTo(300);
        assertThat(window.array().length).isLessThan(300_000);
        assertThat(window.passed()).isEqualTo(300L * line.length());
    }

    @Test
    void whatIsDoneGoesOutBeforeWaiting() throws IOException {
        List<String> happened = new ArrayList<>();
        InputStream in =
                new InputStream() {
                    @Override
                    public int read() {
                        return read(new byte[1], 0, 1);
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) {
                        happened.add("read");
                        return -1;
                    }
                };
        assertThat(new ByteWindow(in, 10, () -> happened.add("flush")).more()).isFalse();
        assertThat(happened).containsExactly("flush", "read");
    }
}
