package io.tiktokroutes.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Days that follow each other.
 *
 * @param from first day, in the advertiser's time zone
 * @param to last day, inclusive
 */
record ReportDays(LocalDate from, LocalDate to) {

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

    /** Both halves, the older one first; of an odd number of days it has one day more. */
    List<ReportDays> halves() {
        LocalDate middle = from.plusDays((count() - 1) / 2);
        return List.of(new ReportDays(from, middle), new ReportDays(middle.plusDays(1), to));
    }

    /**
     * The days in pieces that TikTok answers, newest first: the newest figures are what people wait
     * for.
     */
    List<ReportDays> pieces(int mostDays) {
        List<ReportDays> pieces = new ArrayList<>();
        for (LocalDate end = to; !end.isBefore(from); end = end.minusDays(mostDays)) {
            LocalDate start = end.minusDays(mostDays - 1L);
            pieces.add(new ReportDays(start.isBefore(from) ? from : start, end));
        }
        return pieces;
    }

    /** Single days as ranges, oldest first. */
    static List<ReportDays> of(SortedSet<LocalDate> days) {
        List<ReportDays> ranges = new ArrayList<>();
        LocalDate start = null;
        LocalDate last = null;
        for (LocalDate day : days) {
            if (last == null || !day.equals(last.plusDays(1))) {
                if (last != null) {
                    ranges.add(new ReportDays(start, last));
                }
                start = day;
            }
            last = day;
        }
        if (last != null) {
            ranges.add(new ReportDays(start, last));
        }
        return Collections.unmodifiableList(ranges);
    }
}
