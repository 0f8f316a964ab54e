package io.tiktokroutes.reports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that say which days a report is pulled for at each of its times. */
sealed interface RangeWords {

    /** No ad account is older, and a longer range is a slip of the pen. */
    int MOST_DAYS = 3660;

    /** What may still change, and what was missed. */
    record Restatement() implements RangeWords {
        @Override
        public List<ReportDays> on(LocalDate today) {
            throw new IllegalStateException("the days of a restatement depend on those read");
        }
    }

    /** Days that move with the calendar, counted back from today. */
    record Ago(int first, int last) implements RangeWords {
        @Override
        public List<ReportDays> on(LocalDate today) {
            return List.of(new ReportDays(today.minusDays(first), today.minusDays(last)));
        }
    }

    /** Days that stay the same; those that have not come yet are left out. */
    record Fixed(List<ReportDays> days) implements RangeWords {
        @Override
        public List<ReportDays> on(LocalDate today) {
            return days.stream().flatMap(range -> range.upTo(today).stream()).toList();
        }
    }

    /** The days on that day, oldest first; today is the ad account's. */
    List<ReportDays> on(LocalDate today);

    /**
     * Reads the words.
     *
     * @throws ReportException when they are no range; its message says what to write
     */
    static RangeWords of(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        Matcher last = Pattern.compile("last (\\d+) days?").matcher(words);
        Matcher ago = Pattern.compile("(\\d+) to (\\d+) days? ago").matcher(words);
        Matcher dates = Pattern.compile("(\\S+-\\S+) to (\\S+-\\S+)").matcher(words);
        if (words.isEmpty() || words.equals("restatement")) {
            return new Restatement();
        } else if (words.equals("today")) {
            return new Ago(0, 0);
        } else if (words.equals("yesterday")) {
            return new Ago(1, 1);
        } else if (last.matches()) {
            return new Ago(count(last.group(1), 1, text) - 1, 0);
        } else if (ago.matches()) {
            return ago(count(ago.group(1), 0, text), count(ago.group(2), 0, text));
        } else if (dates.matches()) {
            return new Fixed(List.of(dates(dates.group(1), dates.group(2))));
        } else if (words.matches("[\\d-]{6,}([, ]+[\\d-]{6,})*")) {
            return new Fixed(listed(words));
        }
        throw new ReportException(
                "range '"
                        + text
                        + "' is no range of days; write restatement, today, yesterday, last 7 days,"
                        + " 14 to 1 days ago, 2026-01-01 to 2026-01-31,"
                        + " or days such as 2026-01-01, 2026-01-15");
    }

    private static RangeWords ago(int first, int last) {
        if (first < last) {
            throw new ReportException(
                    "range '%d to %d days ago' is reversed; write %d to %d days ago"
                            .formatted(first, last, last, first));
        }
        return new Ago(first, last);
    }

    /**
     * The days from one to another.
     *
     * @throws ReportException when one is no day, or they are reversed, or too many
     */
    static ReportDays dates(String from, String to) {
        return dates(day(from), day(to));
    }

    /**
     * @throws ReportException when they are reversed, or too many
     */
    static ReportDays dates(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new ReportException(
                    "range '%s to %s' is reversed; write %s to %s".formatted(from, to, to, from));
        }
        ReportDays days = new ReportDays(from, to);
        if (days.count() > MOST_DAYS) {
            throw new ReportException(
                    "range '%s to %s' has %d days; at most %d are pulled at once"
                            .formatted(from, to, days.count(), MOST_DAYS));
        }
        return days;
    }

    private static List<ReportDays> listed(String words) {
        List<ReportDays> days = new ArrayList<>();
        for (String day : new TreeSet<>(List.of(words.split("[, ]+")))) {
            days.add(new ReportDays(day(day), day(day)));
        }
        return days;
    }

    /**
     * The day a text such as {@code 2026-01-31} means.
     *
     * @throws ReportException when there is no such day
     */
    static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() < 2100) {
                return day;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new ReportException("'" + text + "' is no day; write one such as 2026-01-31");
    }

    private static int count(String digits, int least, String text) {
        int count = digits.length() > 4 ? MOST_DAYS + 1 : Integer.parseInt(digits);
        if (count < least || count > MOST_DAYS) {
            throw new ReportException(
                    "range '"
                            + text
                            + "' counts "
                            + digits
                            + " days; write a number from "
                            + least
                            + " to "
                            + MOST_DAYS);
        }
        return count;
    }
}
