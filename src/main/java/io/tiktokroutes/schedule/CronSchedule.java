package io.tiktokroutes.schedule;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** Due times of a Quartz cron expression. */
final class CronSchedule implements Schedule {

    private static final int UNIX_FIELDS = 5;

    private final CronExpression cron;

    private CronSchedule(CronExpression cron) {
        this.cron = cron;
    }

    static CronSchedule of(String text, ZoneId zone) {
        try {
            CronExpression cron = new CronExpression(text);
            cron.setTimeZone(TimeZone.getTimeZone(zone));
            if (cron.getTimeAfter(Date.from(Instant.EPOCH)) == null) {
                throw new ScheduleException("such a day never comes; " + SUCH);
            }
            return new CronSchedule(cron);
        } catch (ParseException e) {
            throw new ScheduleException("this is no schedule; " + meant(text).orElse(SUCH));
        }
    }

    /** What is mostly meant: cron of Unix has no seconds, and Quartz wants one day field open. */
    private static Optional<String> meant(String text) {
        String words = "every " + text.replaceFirst("^1 ", "");
        if (Schedule.wrong(words).isEmpty()) {
            return Optional.of("write " + words);
        }
        String[] fields = text.split(" ");
        String quartz = fields.length == UNIX_FIELDS ? "0 " + text : text;
        return Optional.of(quartz)
                .map(t -> t.endsWith(" *") ? t.substring(0, t.length() - 1) + "?" : t)
                .map(t -> t.replaceFirst("^(\\S+ \\S+ \\S+) \\* (\\S+ [^?\\s]+)$", "$1 ? $2"))
                .filter(t -> !t.equals(text) && CronExpression.isValidExpression(t))
                .map(t -> "write " + t + " (seconds first, and ? for one of the two day fields)");
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return Optional.ofNullable(cron.getTimeAfter(Date.from(after))).map(Date::toInstant);
    }
}
