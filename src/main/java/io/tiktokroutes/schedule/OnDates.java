package io.tiktokroutes.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Once on each of some dates. When the clock skips the time on that date it is due as much later as
 * the clock jumps (02:30 becomes 03:30), and when the clock shows it twice, the first time.
 */
record OnDates(Dates dates, LocalTime time, ZoneId zone) implements Schedule {

    @Override
    public Optional<Instant> next(Instant after) {
        // a jump of the clock may move what was due the day before beyond that moment
        LocalDate day = dates.onOrAfter(after.atZone(zone).toLocalDate().minusDays(1));
        while (true) {
            Instant due = day.atTime(time).atZone(zone).toInstant();
            if (due.isAfter(after)) {
                return Optional.of(due);
            }
            day = dates.onOrAfter(day.plusDays(1));
        }
    }
}
