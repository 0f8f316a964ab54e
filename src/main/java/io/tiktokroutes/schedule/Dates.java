package io.tiktokroutes.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** Days of the calendar that come again and again. */
@FunctionalInterface
interface Dates {

    /** The day of the month that stands for its last one; shorter months end with theirs, too. */
    int LAST = 31;

    /** The first of them that is not before that day. */
    LocalDate onOrAfter(LocalDate day);

    /**
     * Every so many days.
     *
     * @param first from which they are counted, and before which there is none
     */
    static Dates days(int every, LocalDate first) {
        return day -> {
            LocalDate from = day.isBefore(first) ? first : day;
            long since = ChronoUnit.DAYS.between(first, from) % every;
            return since == 0 ? from : from.plusDays(every - since);
        };
    }

    /**
     * A day of the week, every so many weeks.
     *
     * @param start the first one is this day or follows it
     */
    static Dates weeks(int every, DayOfWeek weekday, LocalDate start) {
        return days(every * 7, start.with(TemporalAdjusters.nextOrSame(weekday)));
    }

    /**
     * A day of the month, every so many months. A month that does not have it has its last one.
     *
     * @param start the first one is this day or follows it
     */
    static Dates months(int every, int dayOfMonth, LocalDate start) {
        YearMonth month = YearMonth.from(start);
        YearMonth first = in(month, dayOfMonth).isBefore(start) ? month.plusMonths(1) : month;
        return day -> {
            YearMonth from = YearMonth.from(day.isBefore(start) ? start : day);
            long since = Math.max(0, ChronoUnit.MONTHS.between(first, from));
            YearMonth candidate = first.plusMonths(since - since % every);
            while (in(candidate, dayOfMonth).isBefore(day)) {
                candidate = candidate.plusMonths(every);
            }
            return in(candidate, dayOfMonth);
        };
    }

    private static LocalDate in(YearMonth month, int dayOfMonth) {
        return month.atDay(Math.min(dayOfMonth, month.lengthOfMonth()));
    }
}
