package io.tiktokroutes.schedule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words for a schedule:
 *
 * <pre>
 * every [N] minutes|hours                        [from [DATE] [TIME]]
 * every [N] days                        at TIME  [from DATE]
 * every WEEKDAY                         at TIME  [from DATE]
 * every [N] weeks on WEEKDAY            at TIME  [from DATE]
 * every [N] months on the Nth|last day  at TIME  [from DATE]
 * </pre>
 */
final class ScheduleWords {

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");
    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}");
    private static final Pattern NTH = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?");
    private static final DateTimeFormatter HOURS =
            DateTimeFormatter.ofPattern("H:mm").withResolverStyle(ResolverStyle.STRICT);
    private static final Duration DAY = Duration.ofDays(1);

    private static final String TIMES = "a time such as 05:00 or 17:30";
    private static final String DATES = "a date such as 2026-12-01";

    private static final List<String> UNITS =
            List.of("minutes", "hours", "days", "weeks", "months");
    private static final List<String> WEEKDAYS =
            Arrays.stream(DayOfWeek.values()).map(d -> d.name().toLowerCase(Locale.ROOT)).toList();
    private static final List<String> SINGLE =
            Stream.concat(Stream.of("minute", "hour", "day", "week", "month"), WEEKDAYS.stream())
                    .toList();

    private final Wording words;

    /**
     * @param text single blanks between its words
     */
    ScheduleWords(String text) {
        words = new Wording(text);
    }

    Schedule read(ZoneId zone) {
        words.take("every", "every");
        Optional<Integer> number = words.maybe(ScheduleWords::number);
        int every = number.orElse(1);
        if (number.isEmpty()) {
            Optional<DayOfWeek> weekday = words.maybe(ScheduleWords::weekday);
            if (weekday.isPresent()) {
                return weekly(1, weekday.get(), zone);
            }
        }
        String unit =
                number.isPresent()
                        ? words.take(
                                ScheduleWords::unit, "minutes, hours, days, weeks or months", UNITS)
                        : words.take(
                                ScheduleWords::unit,
                                "minute, hour, day, week or month, a day of the week or a number",
                                SINGLE);
        return switch (unit) {
            case "minutes" -> within(Duration.ofMinutes(every), zone);
            case "hours" -> within(Duration.ofHours(every), zone);
            case "days" -> at(start -> Dates.days(every, start), zone);
            case "weeks" -> {
                words.take("on", "on and a day of the week");
                yield weekly(
                        every,
                        words.take(ScheduleWords::weekday, "a day of the week", WEEKDAYS),
                        zone);
            }
            default -> {
                words.take("on", "on the 1st, on the 15th or on the last day");
                words.take("the", "the 1st, the 15th or the last day");
                int day = dayOfMonth();
                yield at(start -> Dates.months(every, day, start), zone);
            }
        };
    }

    private Schedule weekly(int every, DayOfWeek weekday, ZoneId zone) {
        return at(start -> Dates.weeks(every, weekday, start), zone);
    }

    private int dayOfMonth() {
        if (words.takes("last")) {
            words.take("day", "day");
            return Dates.LAST;
        }
        return words.take(
                ScheduleWords::nth, "a day from 1st to 31st, or last day", List.of("last"));
    }

    /** The end of all that name days: at TIME [from DATE]. */
    private Schedule at(Function<LocalDate, Dates> dates, ZoneId zone) {
        words.take("at", "at and a time");
        LocalTime time = words.take(ScheduleWords::time, TIMES, List.of());
        LocalDate start =
                words.takes("from")
                        ? words.take(ScheduleWords::date, DATES, List.of())
                        : LocalDate.EPOCH;
        words.end();
        return new OnDates(dates.apply(start), time, zone);
    }

    private Schedule within(Duration every, ZoneId zone) {
        if (every.compareTo(DAY) >= 0) {
            throw new ScheduleException(
                    "a day or more is written in days, such as every 2 days at 05:00");
        }
        Optional<LocalDate> start = Optional.empty();
        Optional<LocalTime> first = Optional.empty();
        if (words.takes("from")) {
            start = words.maybe(ScheduleWords::date);
            first = words.maybe(ScheduleWords::time);
            if (start.isEmpty() && first.isEmpty()) {
                words.take(ScheduleWords::date, DATES + ", or " + TIMES, List.of());
            }
        }
        words.end();
        return new WithinDays(
                every, first.orElse(LocalTime.MIDNIGHT), start.orElse(LocalDate.EPOCH), zone);
    }

    private static Integer number(String word) {
        return NUMBER.matcher(word).matches() ? Integer.valueOf(word) : null;
    }

    private static String unit(String word) {
        String unit = word.endsWith("s") ? word : word + "s";
        return UNITS.contains(unit) ? unit : null;
    }

    private static DayOfWeek weekday(String word) {
        int index = WEEKDAYS.indexOf(word);
        return index < 0 ? null : DayOfWeek.of(index + 1);
    }

    private static Integer nth(String word) {
        Matcher nth = NTH.matcher(word);
        int day = nth.matches() ? Integer.parseInt(nth.group(1)) : 0;
        return day < 1 || day > Dates.LAST ? null : day;
    }

    private static LocalTime time(String word) {
        try {
            return TIME.matcher(word).matches() ? LocalTime.parse(word, HOURS) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate date(String word) {
        try {
            return LocalDate.parse(word);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
