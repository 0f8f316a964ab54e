package io.tiktokroutes.reports;

import io.tiktokroutes.reports.DaysRead.Read;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which days of an ad account are to be read, by what was read of it before.
 *
 * @param zone of the ad account, in which its days begin and end: some have 23 hours, some 25
 * @param now tells which day it is
 * @param read the days that were read before
 */
record DueDays(ZoneId zone, Instant now, SortedMap<LocalDate, Read> read) {

    DueDays {
        // what was noted while the clock was ahead is not to be relied on
        SortedMap<LocalDate, Read> sure = new TreeMap<>(read);
        sure.values().removeIf(day -> day.pulledAt().isAfter(now));
        read = sure;
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    /**
     * The days a scheduled pull reads: those that were missed, and those that TikTok may have
     * changed since they were read.
     *
     * @param from the first day
     * @param lookback so many days later a day's figures still change: conversions are booked to
     *     the day of the ad
     */
    SortedSet<LocalDate> unsettled(LocalDate from, int lookback) {
        SortedSet<LocalDate> due = new TreeSet<>();
        for (LocalDate day = from; !day.isAfter(today()); day = day.plusDays(1)) {
            Read before = read.get(day);
            if (before == null
                    || !isOver(day, before)
                    || before.pulledAt().isBefore(startOf(day.plusDays(lookback)))) {
                due.add(day);
            }
        }
        return due;
    }

    /**
     * The days a person asked for that were not read yet.
     *
     * @param asked digest of what is asked for; a day of which less was asked counts as not read
     */
    SortedSet<LocalDate> unread(ReportDays days, String asked) {
        SortedSet<LocalDate> due = new TreeSet<>();
        for (LocalDate day = days.from(); !day.isAfter(days.to()); day = day.plusDays(1)) {
            Read before = read.get(day);
            if (before == null || !isOver(day, before) || !before.asked().equals(asked)) {
                due.add(day);
            }
        }
        return due;
    }

    /** False when the day went on after it was read. */
    private boolean isOver(LocalDate day, Read before) {
        return !before.pulledAt().isBefore(startOf(day.plusDays(1)));
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
