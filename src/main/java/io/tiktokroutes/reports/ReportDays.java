package io.tiktokroutes.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The days a pull asks for.
 *
 * @param from first day, in the advertiser's time zone
 * @param to last day, inclusive
 */
record ReportDays(LocalDate from, LocalDate to) {

    /** TikTok's bound for a request by day; whether a 31st day passes is not documented. */
    private static final int MOST_DAYS = 30;

    /**
     * The days to pull now: at the first time the history, later what may still have changed.
     *
     * @param today in the advertiser's time zone
     * @param readUpTo the last day of the previous pull, if there was one
     * @param history how many days back at the first time
     * @param lookback how many days back TikTok still changes figures (conversions are booked to
     *     the day of the ad, up to 28 days later)
     */
    static ReportDays due(
            LocalDate today, Optional<LocalDate> readUpTo, int history, int lookback) {
        if (readUpTo.isEmpty()) {
            return new ReportDays(today.minusDays(history), today);
        }
        LocalDate settled = today.minusDays(lookback);
        LocalDate gap = readUpTo.get();
        return new ReportDays(gap.isBefore(settled) ? gap : settled, today);
    }

    /** How many they are. */
    long count() {
        return to.toEpochDay() - from.toEpochDay() + 1;
    }

    /** Those up to a day; empty when all of them are later. */
    Optional<ReportDays> upTo(LocalDate last) {
        if (from.isAfter(last)) {
            return Optional.empty();
        }
        return Optional.of(to.isAfter(last) ? new ReportDays(from, last) : this);
    }

    /** The days in pieces that TikTok answers, oldest first. */
    List<ReportDays> pieces() {
        List<ReportDays> pieces = new ArrayList<>();
        for (LocalDate start = from; !start.isAfter(to); start = start.plusDays(MOST_DAYS)) {
            LocalDate end = start.plusDays(MOST_DAYS - 1);
            pieces.add(new ReportDays(start, end.isAfter(to) ? to : end));
        }
        return pieces;
    }
}
