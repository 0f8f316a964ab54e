package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The days a person asks a report for.
 *
 * @param from first day, in each ad account's own time zone
 * @param to last day, inclusive
 */
record BackfillDays(LocalDate from, LocalDate to) {

    /** TikTok was opened outside of China in this month; no advertisement ran before. */
    private static final LocalDate BEGIN = LocalDate.of(2017, 9, 1);

    /** No time zone is further ahead of UTC. */
    private static final ZoneOffset FURTHEST = ZoneOffset.ofHours(14);

    /**
     * @param to empty for yesterday (UTC), or for the first day when that is later
     * @throws StartupException when it is no range, or one without any figures
     */
    static BackfillDays of(String from, String to, Clock clock) throws StartupException {
        LocalDate first = Moment.day("--from", from);
        LocalDate newest = LocalDate.now(clock.withZone(FURTHEST));
        if (first.isBefore(BEGIN)) {
            throw new StartupException(
                    "--from is "
                            + first
                            + ", and TikTok has no figures from before "
                            + BEGIN
                            + "; write a later day");
        }
        past("--from", first, newest);
        if (to == null) {
            LocalDate yesterday = LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(1);
            return new BackfillDays(first, first.isAfter(yesterday) ? first : yesterday);
        }
        LocalDate last = Moment.day("--to", to);
        past("--to", last, newest);
        if (last.isBefore(first)) {
            throw new StartupException(
                    "--from " + first + " is after --to " + last + "; write the earlier day first");
        }
        return new BackfillDays(first, last);
    }

    private static void past(String option, LocalDate day, LocalDate newest)
            throws StartupException {
        if (day.isAfter(newest)) {
            throw new StartupException(
                    option
                            + " is "
                            + day
                            + ", a day that has not begun anywhere; the newest is "
                            + newest);
        }
    }
}
