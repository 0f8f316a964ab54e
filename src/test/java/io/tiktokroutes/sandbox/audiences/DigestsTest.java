package io.tiktokroutes.sandbox.audiences;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compact set does what a set of the JDK does, also with ids that nobody hashed. */
class DigestsTest {

    @ParameterizedTest
    @CsvSource({"16, true", "32, true", "32, false"})
    void isASet(int width, boolean hashed) {
        Random random = new Random(width);
        Digests digests = new Digests(width);
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < 30_000; i++) {
            byte[] digest = new byte[width];
            int which = random.nextInt(4_000);
            if (hashed) {
                new Random(which).nextBytes(digest);
            } else {
                // they differ in the last bytes only, and one of them is all zeros
                ByteBuffer.wrap(digest).putInt(width - 4, which);
            }
            String hex = HexFormat.of().formatHex(digest);
            boolean adds = random.nextInt(100) < (i < 20_000 ? 60 : 20);
            boolean changed = adds ? digests.add(digest) : digests.remove(digest);
            assertThat(changed).isEqualTo(adds ? expected.add(hex) : expected.remove(hex));
            assertThat(digests.contains(digest)).isEqualTo(adds);
        }
        assertThat(digests.size()).isEqualTo(expected.size()).isGreaterThan(500);
        StringBuilder sorted = new StringBuilder();
        digests.sorted().forEach(piece -> sorted.append(HexFormat.of().formatHex(piece)));
        assertThat(sorted).hasToString(String.join("", expected));
        TreeSet<String> seen = new TreeSet<>();
        digests.forEach(digest -> seen.add(HexFormat.of().formatHex(digest)));
        assertThat(seen).isEqualTo(expected);
    }
}
