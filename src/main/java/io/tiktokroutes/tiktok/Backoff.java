package io.tiktokroutes.tiktok;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a call is tried and how long to wait in between: doubling, with jitter.
 *
 * @param tries calls in all, at least 1
 * @param first the wait after the first failure
 * @param most no wait is longer
 */
public record Backoff(int tries, Duration first, Duration most) {

    /** Five calls within about half a minute; what fails then is the inbox's to try again. */
    public static final Backoff USUAL =
            new Backoff(5, Duration.ofSeconds(2), Duration.ofSeconds(60));

    /** For somebody who waits for the answer, and for what must not be sent twice. */
    public static final Backoff ONCE = new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1));

    /**
     * The wait after a failure.
     *
     * @param failures how many calls failed so far, at least 1
     * @return between half and the whole of first·2^(failures-1), so that callers spread out
     */
    public Duration delay(int failures) {
        long whole = first.toMillis() << Math.min(failures - 1, 20);
        whole = Math.min(whole, most.toMillis());
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }
}
