package io.tiktokroutes.tiktok;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket per endpoint, shared by all who call it.
 *
 * <p>TikTok counts calls per app and endpoint, and answers 40100 instead of naming a time to wait.
 * One such answer slows the endpoint down for everyone; three in a row mean that the limit per
 * minute was passed, which TikTok punishes with five minutes.
 */
public final class RateLimits {

    private static final Duration MINUTE_PENALTY = Duration.ofMinutes(5);
    private static final int STRIKES = 3;

    private final double perSecond;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param perSecond calls per second and endpoint; the bucket holds one second's worth
     * @param clock tells the time
     */
    public RateLimits(double perSecond, Clock clock) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate limit must be more than 0 per second");
        }
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Takes a place in the queue of the endpoint and tells how long to wait for it. */
    public Duration reserve(String endpoint) {
        return bucket(endpoint).reserve(clock.millis());
    }

    /** TikTok said that the endpoint is called too often: nobody calls it for that long. */
    public Duration slowDown(String endpoint, Duration pause) {
        return bucket(endpoint).strike(clock.millis(), pause);
    }

    /** A call went through: the endpoint is as fast as before. */
    public void clear(String endpoint) {
        bucket(endpoint).clear();
    }

    private Bucket bucket(String endpoint) {
        return buckets.computeIfAbsent(endpoint, e -> new Bucket());
    }

    private final class Bucket {
        private double next;
        private long pausedUntil;
        private int strikes;

        synchronized Duration reserve(long now) {
            double interval = 1000 / perSecond;
            // the bucket holds one second's worth of calls, which may go out at once
            double earliest = Math.max(next, now - 1000 + interval);
            next = earliest + interval;
            double wait = Math.max(earliest - now, (double) pausedUntil - now);
            return Duration.ofMillis((long) Math.ceil(Math.max(0, wait)));
        }

        synchronized Duration strike(long now, Duration pause) {
            strikes++;
            Duration length = strikes >= STRIKES ? MINUTE_PENALTY : pause;
            pausedUntil = Math.max(pausedUntil, now + length.toMillis());
            return length;
        }

        synchronized void clear() {
            strikes = 0;
        }
    }
}
