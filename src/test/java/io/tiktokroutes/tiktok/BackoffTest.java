package io.tiktokroutes.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(9, Duration.ofMillis(100), Duration.ofMillis(1000));

    @RepeatedTest(200)
    void waitsBetweenHalfAndTheWholeAndDoubles() {
        for (int failures = 1; failures <= 4; failures++) {
            long whole = 100L << (failures - 1);
            assertThat(backoff.delay(failures))
                    .isBetween(
                            Duration.ofMillis(Math.min(500, whole / 2)), Duration.ofMillis(whole));
        }
    }

    @RepeatedTest(50)
    void neverWaitsLongerThanTheMost() {
        for (int failures : new int[] {5, 21, 63, 64, 65, 1_000, Integer.MAX_VALUE}) {
            assertThat(backoff.delay(failures))
                    .isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        }
    }

    @Test
    void callersSpreadOut() {
        assertThat(java.util.stream.IntStream.range(0, 200).mapToObj(i -> backoff.delay(4)))
                .as("different waits")
                .satisfies(waits -> assertThat(java.util.Set.copyOf(waits)).hasSizeGreaterThan(50));
    }
}
