package io.tiktokroutes.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of TikTok's click ids (ttclid): which are none, and how many look odd.
 *
 * <p>A click id that does not look like one is sent all the same, for its form is TikTok's affair.
 * It is told once an hour and destination, and never itself: it leads to a person.
 */
final class ClickIds {

    private static final String BEGINNING = "E.C.P";
    private static final Duration BETWEEN = Duration.ofHours(1);

    /** The odd ones of one destination that were not told yet. */
    private static final class Tally {
        private long untold;
        private Instant silentUntil = Instant.MIN;
    }

    private final Clock clock;
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

    ClickIds(Clock clock) {
        this.clock = clock;
    }

    /** True for a macro such as {@code __CLICKID__} that TikTok fills in only at a real click. */
    static boolean isPlaceholder(String clickId) {
        return clickId.length() > 4 && clickId.startsWith("__") && clickId.endsWith("__");
    }

    static boolean isOdd(String clickId) {
        return !clickId.startsWith(BEGINNING);
    }

    /**
     * Counts odd click ids of a delivery.
     *
     * @return what to tell, when it is time to tell
     */
    Optional<String> count(String destination, int odd) {
        if (odd == 0) {
            return Optional.empty();
        }
        Tally tally = tallies.computeIfAbsent(destination, name -> new Tally());
        synchronized (tally) {
            tally.untold += odd;
            Instant now = clock.instant();
            if (now.isBefore(tally.silentUntil)) {
                return Optional.empty();
            }
            long count = tally.untold;
            tally.untold = 0;
            tally.silentUntil = now.plus(BETWEEN);
            return Optional.of(
                    destination
                            + ": "
                            + (count == 1 ? "a click id" : count + " click ids")
                            + " (ttclid) did not begin with E.C.P., as TikTok's do; sent as given,"
                            + " but TikTok will hardly know the click. Check where the mapping"
                            + " takes them from");
        }
    }
}
