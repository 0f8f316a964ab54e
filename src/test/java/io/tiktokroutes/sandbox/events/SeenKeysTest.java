package io.tiktokroutes.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SeenKeysTest {

    private static final int MANY = 2_500_000;
    private final SeenKeys keys = new SeenKeys();

    private boolean first(String id, long second) {
        return keys.first("source", "Purchase", id, false, second);
    }

    @Test
    void forgetsTheOldestAfterTwoMillion() throws IOException {
        for (int i = 0; i < MANY; i++) {
            assertThat(first("e" + i, 1000 + i / 1000)).isTrue();
        }
        assertThat(keys.size()).isBetween(2_000_000L, 2_300_000L);
        long now = 1000 + MANY / 1000;
        assertThat(first("e" + (MANY - 2_000_000), now)).as("two million ago").isFalse();
        assertThat(first("e" + (MANY - 1), now)).isFalse();
        assertThat(first("e0", now)).as("the very first is forgotten").isTrue();
        ByteArrayOutputStream ids = new ByteArrayOutputStream();
        keys.writeIds(ids, "source", "Purchase");
        assertThat(ids.toString(StandardCharsets.UTF_8).lines().count()).isEqualTo(keys.size());
    }

    @Test
    void keepsThePartsOfAKeyApart() {
        assertThat(keys.first("a", "bc", "d", false, 1)).isTrue();
        assertThat(keys.first("ab", "c", "d", false, 1)).isTrue();
        assertThat(keys.first("a", "b", "cd", false, 1)).isTrue();
        assertThat(keys.first("a", "bc", "d", true, 1)).isTrue();
        assertThat(keys.first("a", "bc", "d", false, 2)).isFalse();
    }

    @Test
    void forgetsAfterFortyEightHours() {
        long hours = SeenKeys.HOURS * 3600L;
        assertThat(first("a", 1000)).isTrue();
        assertThat(first("a", 1000 + hours - 1)).isFalse();
        assertThat(first("a", 1000 + hours)).isTrue();
        assertThat(first("a", 1000 + 2 * hours - 1))
                .as("counted from the one that was kept")
                .isFalse();
    }
}
