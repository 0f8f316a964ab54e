package io.tiktokroutes.tiktok;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

    /**
     * What the bucket holds: a quarter of a second's worth may go out at once. With a whole
     * second's worth, twice the limit would reach TikTok within the first second.
     */
    private static final double HOLDS_MILLIS = 250;

    /**
     * Endpoints that TikTok limits further, in calls per second: report tasks to 0.3 per app, and
     * 1000 a day.
     */
    private static final Map<String, Double> SLOWER = Map.of("/report/task/create/", 0.3);

    private final double perSecond;
    private final Map<String, Double> slower;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param perSecond calls per second and endpoint
     * @param clock tells the time
     */
    public RateLimits(double perSecond, Clock clock) {
        this(perSecond, Map.of(), clock);
    }

    /** With the lower limits that some endpoints have. */
    public static RateLimits ofTikTok(double perSecond, Clock clock) {
        return new RateLimits(perSecond, SLOWER, clock);
    }

    private RateLimits(double perSecond, Map<String, Double> slower, Clock clock) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate limit must be more than 0 per second");
        }
        this.perSecond = perSecond;
        this.slower = slower;
        this.clock = clock;
    }

    /**
     * Takes a place in the queue of the endpoint and tells how long to wait for it.
     *
     * @param most whoever would have to wait longer takes no place, or callers who are sent away
     *     would push the queue further and further ahead
     * @return empty when the wait is longer than that
     */
    public Optional<Duration> reserve(String endpoint, Duration most) {
        return bucket(endpoint).reserve(clock.millis(), most.toMillis());
    }

    /** True while nobody may call the endpoint, even who took a place before. */
    public boolean isPaused(String endpoint) {
        return bucket(endpoint).isPaused(clock.millis());
    }

    /**
     * TikTok said that the endpoint is called too often: nobody calls it for that long.
     *
     * <p>Answers to calls that were under way when a pause began belong to the same offence and
     * change nothing.
     *
     * @return how long the pause is from now
     */
    public Duration slowDown(String endpoint, Duration pause) {
        return bucket(endpoint).strike(clock.millis(), pause);
    }

    /** A call went through: the endpoint is as fast as before. */
    public void clear(String endpoint) {
        bucket(endpoint).clear();
    }

    private Bucket bucket(String endpoint) {
        return buckets.computeIfAbsent(
                endpoint, e -> new Bucket(Math.min(perSecond, slower.getOrDefault(e, perSecond))));
    }

    private static final class Bucket {
        private final double interval;
        private double next;
        private long pausedUntil;
        private int strikes;

        Bucket(double perSecond) {
            interval = 1000 / perSecond;
        }

        synchronized Optional<Duration> reserve(long now, long most) {
            double earliest = Math.max(next, now - Math.max(0, HOLDS_MILLIS - interval));
            long wait = (long) Math.ceil(Math.max(0, earliest - now));
            if (wait > most) {
                return Optional.empty();
            }
            next = earliest + interval;
            return Optional.of(Duration.ofMillis(wait));
        }

        synchronized boolean isPaused(long now) {
            return now < pausedUntil;
        }

        synchronized Duration strike(long now, Duration pause) {
            if (!isPaused(now)) {
                strikes++;
                Duration length = strikes >= STRIKES ? MINUTE_PENALTY : pause;
                pausedUntil = now + length.toMillis();
                // from then on one after the other: a crowd at the end would be the next offence
                next = Math.max(next, (double) pausedUntil);
            }
            return Duration.ofMillis(pausedUntil - now);
        }

        synchronized void clear() {
            strikes = 0;
        }
    }
}
