package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.world.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many report tasks an app may create: 0.3 a second, which is 3 in 10 seconds, and 1000 a day
 * (reference, leads 1.5). Seconds are the machine's, so that a stopped test clock never blocks.
 */
final class TaskLimit {

    private static final long WINDOW = 10_000_000_000L;
    private static final int MOST_IN_WINDOW = 3;
    private static final int MOST_A_DAY = 1000;

    private final Deque<Long> last = new ArrayDeque<>();
    private LocalDate day = LocalDate.EPOCH;
    private int today;

    synchronized void reset() {
        last.clear();
        today = 0;
    }

    /** Counts one creation and refuses it with 40100 when it is one too many. */
    synchronized void check(String appId, Instant at) {
        LocalDate now = at.atZone(ZoneOffset.UTC).toLocalDate();
        if (!now.equals(day)) {
            day = now;
            today = 0;
        }
        if (today >= MOST_A_DAY) {
            throw new Refusal(
                    40100, "App %s reaches the QPD limit %d.".formatted(appId, MOST_A_DAY));
        }
        long nanos = System.nanoTime();
        while (!last.isEmpty() && nanos - last.peekFirst() >= WINDOW) {
            last.removeFirst();
        }
        if (last.size() >= MOST_IN_WINDOW) {
            throw new Refusal(
                    40100,
                    "App %s reaches the QPS limit 0.3, current QPS is 0.4.".formatted(appId));
        }
        last.addLast(nanos);
        today++;
    }
}
