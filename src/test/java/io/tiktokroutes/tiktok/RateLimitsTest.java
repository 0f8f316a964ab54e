package io.tiktokroutes.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final String PATH = "/report/integrated/get/";
    private static final Duration MOST = Duration.ofSeconds(75);

    private volatile Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final Clock clock =
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
    private final RateLimits limits = new RateLimits(8, clock);

    private long reserve() {
        return limits.reserve(PATH, MOST).orElseThrow().toMillis();
    }

    @Test
    void aQuarterOfASecondsWorthGoesAtOnceTheRestOneAfterTheOther() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waits.add(reserve());
        }
        assertThat(waits).containsExactly(0L, 0L, 125L, 250L, 375L, 500L);
    }

    @Test
    void neverMoreThanTheLimitAndTheBucketWithinOneSecond() {
        int calls = 0;
        for (long wait = 0; wait < 1000; calls++) {
            wait = reserve();
        }
        // the last one waits for the next second
        assertThat(calls - 1).isEqualTo(9);
    }

    @Test
    void timeFillsTheBucketUpToAQuarterOfASecondsWorth() {
        for (int i = 0; i < 2; i++) {
            reserve();
        }
        now = now.plusMillis(125);
        assertThat(List.of(reserve(), reserve())).containsExactly(0L, 125L);
        now = now.plusSeconds(3600);
        assertThat(List.of(reserve(), reserve(), reserve())).containsExactly(0L, 0L, 125L);
    }

    @Test
    void aSlowRateHoldsOneCall() {
        RateLimits slow = new RateLimits(1, clock);
        assertThat(slow.reserve(PATH, MOST)).contains(Duration.ZERO);
        assertThat(slow.reserve(PATH, MOST)).contains(Duration.ofSeconds(1));
    }

    @Test
    void endpointsDoNotSlowEachOtherDown() {
        for (int i = 0; i < 20; i++) {
            reserve();
        }
        limits.slowDown(PATH, Duration.ofSeconds(9));
        assertThat(limits.reserve("/page/get/", MOST)).contains(Duration.ZERO);
        assertThat(limits.isPaused("/page/get/")).isFalse();
    }

    @Test
    void manyThreadsGetAPlaceEachAndNoTwoTheSame() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(16);
        List<Callable<Long>> callers = Collections.nCopies(400, this::reserve);
        List<Long> waits = new ArrayList<>();
        for (Future<Long> future : pool.invokeAll(callers)) {
            waits.add(future.get());
        }
        pool.shutdownNow();
        Collections.sort(waits);
        for (int i = 0; i < 400; i++) {
            assertThat(waits.get(i)).isEqualTo(Math.max(0, (i - 1) * 125L));
        }
    }

    @Test
    void whoWouldWaitTooLongTakesNoPlace() {
        Duration most = Duration.ofMillis(500);
        for (int i = 0; i < 6; i++) {
            assertThat(limits.reserve(PATH, most)).isPresent();
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(limits.reserve(PATH, most)).isEmpty();
        }
        now = now.plusMillis(125);
        // the ten thousand who were sent away did not push the queue ahead
        assertThat(limits.reserve(PATH, most)).contains(Duration.ofMillis(500));
    }

    @Test
    void anAnswerOfTooManyPausesTheEndpointForEveryone() {
        limits.slowDown(PATH, Duration.ofSeconds(2));
        assertThat(limits.isPaused(PATH)).isTrue();
        assertThat(List.of(reserve(), reserve(), reserve()))
                .as("after the pause one after the other, not as a crowd")
                .containsExactly(2000L, 2125L, 2250L);
        now = now.plusSeconds(2);
        assertThat(limits.isPaused(PATH)).isFalse();
    }

    @Test
    void theThirdInARowMeansFiveMinutes() {
        assertThat(limits.slowDown(PATH, Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
        now = now.plusSeconds(2);
        assertThat(limits.slowDown(PATH, Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(4));
        now = now.plusSeconds(4);
        assertThat(limits.slowDown(PATH, Duration.ofSeconds(8))).isEqualTo(Duration.ofMinutes(5));
        assertThat(limits.reserve(PATH, MOST)).isEmpty();
        now = now.plusSeconds(300);
        assertThat(limits.reserve(PATH, MOST)).contains(Duration.ZERO);
    }

    @Test
    void aCallThatWentThroughClearsTheStrikes() {
        for (int i = 0; i < 10; i++) {
            assertThat(limits.slowDown(PATH, Duration.ofSeconds(1)))
                    .isEqualTo(Duration.ofSeconds(1));
            now = now.plusSeconds(1);
            limits.clear(PATH);
        }
    }

    @Test
    void callsThatWereUnderWayWhenThePauseBeganAreOneStrikeTogether() {
        limits.slowDown(PATH, Duration.ofSeconds(4));
        now = now.plusSeconds(1);
        for (int i = 0; i < 20; i++) {
            assertThat(limits.slowDown(PATH, Duration.ofSeconds(4)))
                    .isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void reportTasksAreMadeMoreSlowly() {
        RateLimits limits = RateLimits.ofTikTok(8, clock);
        String create = "/report/task/create/";
        Duration most = Duration.ofMinutes(1);
        assertThat(limits.reserve(create, most)).contains(Duration.ZERO);
        assertThat(limits.reserve(create, most)).contains(Duration.ofMillis(3334));
        assertThat(limits.reserve("/report/task/check/", most)).contains(Duration.ZERO);
        assertThat(limits.reserve("/report/task/check/", most)).contains(Duration.ZERO);
    }

    @Test
    void aRateOfNothingMakesNoSense() {
        for (double rate : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> new RateLimits(rate, clock))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
