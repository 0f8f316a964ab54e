package io.tiktokroutes.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Several times a day, at equal distances, counted anew each day from the same time on. On days
 * when the clock is moved the distances stay, so that nothing is skipped or done twice.
 */
record WithinDays(Duration every, LocalTime first, LocalDate start, ZoneId zone)
        implements Schedule {

    @Override
    public Optional<Instant> next(Instant after) {
        LocalDate day = after.atZone(zone).toLocalDate().minusDays(1);
        if (day.isBefore(start)) {
            day = start;
        }
        while (true) {
            Instant begin = begin(day);
            Instant due = begin;
            if (!begin.isAfter(after)) {
                long passed = Duration.between(begin, after).dividedBy(every) + 1;
                due = begin.plus(every.multipliedBy(passed));
            }
            if (due.isBefore(begin(day.plusDays(1)))) {
                return Optional.of(due);
            }
            day = day.plusDays(1);
        }
    }

    private Instant begin(LocalDate day) {
        return day.atTime(first).atZone(zone).toInstant();
    }
}
