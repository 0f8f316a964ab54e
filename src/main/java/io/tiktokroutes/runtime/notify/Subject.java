package io.tiktokroutes.runtime.notify;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one destination or health check, and what of it is not told yet. Safe for use by
 * several threads.
 */
final class Subject {

    /** So many refused records without a delivered one between are not the records' own fault. */
    static final int MOST_REFUSED = 20;

    /** More reasons than that are told as others. */
    private static final int MOST_REASONS = 20;

    /** What there is to be glad of. */
    private enum Good {
        NOTHING,
        FIRST,
        AGAIN
    }

    private final NoticeText words;
    private final Wishes wishes;
    private final Map<String, Integer> untold = new TreeMap<>();
    private String detail = "";
    private Instant firstUntold;
    private Instant downSince;
    private Instant wasDownSince;
    private Instant failureTold;
    private Instant successTold;
    private Good good = Good.NOTHING;
    private boolean everWell;
    private int refusedInARow;

    /**
     * @param words for this kind of subject
     */
    Subject(NoticeText words, Wishes wishes) {
        this.words = words;
        this.wishes = wishes;
    }

    /**
     * Something went wrong.
     *
     * @param counts how often: outcomes with their reasons, or that a check is down
     * @param sentence about the last one, for a person, already discreet
     */
    synchronized void wrong(Map<String, Integer> counts, String sentence, Instant now) {
        if (!wishes.fail()) {
            return;
        }
        counts.forEach(
                (what, count) -> {
                    boolean room = untold.containsKey(what) || untold.size() < MOST_REASONS;
                    untold.merge(room ? what : "other", count, Integer::sum);
                });
        detail = sentence;
        firstUntold = firstUntold == null ? now : firstUntold;
    }

    /** Nothing gets through. */
    synchronized void down(Instant now) {
        downSince = downSince == null ? now : downSince;
        good = Good.NOTHING;
    }

    /** Nothing but refused records, which says little of the others while they are few. */
    synchronized void refused(int count, Instant now) {
        refusedInARow = Math.min(MOST_REFUSED, refusedInARow + count);
        if (refusedInARow == MOST_REFUSED) {
            down(now);
        }
    }

    /** All is well. */
    synchronized void well() {
        if (downSince != null) {
            wasDownSince = downSince;
            downSince = null;
            good = Good.AGAIN;
        }
        everWell = true;
    }

    /** Something got through, for the first time perhaps. */
    synchronized void through() {
        if (!everWell && downSince == null) {
            good = Good.FIRST;
        }
        refusedInARow = 0;
        everWell = true;
    }

    /** What is to be told of a failure now, or null. What is told is counted anew. */
    synchronized Notice failure(Instant now) {
        if (untold.isEmpty() || isTooSoon(failureTold, now)) {
            return null;
        }
        Notice notice =
                words.failure(
                        Map.copyOf(untold),
                        detail,
                        downSince == null ? firstUntold : downSince,
                        downSince != null,
                        good == Good.AGAIN);
        untold.clear();
        firstUntold = null;
        failureTold = now;
        return notice;
    }

    /** What is to be told of a success now, or null. */
    synchronized Notice success(Instant now) {
        if (!wishes.success() || good == Good.NOTHING || isTooSoon(successTold, now)) {
            return null;
        }
        Notice notice = good == Good.FIRST ? words.first() : words.again(wasDownSince);
        good = Good.NOTHING;
        successTold = now;
        return notice;
    }

    private boolean isTooSoon(Instant told, Instant now) {
        return told != null && now.isBefore(told.plus(wishes.every()));
    }
}
