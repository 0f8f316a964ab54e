package io.tiktokroutes.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The times at which something is due. */
public interface Schedule {

    /** What to write, for messages. */
    String SUCH =
            "write for instance every 15 minutes, every day at 05:00, every monday at 07:30 or"
                    + " 0 0/10 * * * ?";

    /** The first due time after that moment; empty when none ever comes. */
    Optional<Instant> next(Instant after);

    /**
     * @param when words that begin with {@code every}, or a Quartz cron expression; blanks may be
     *     plus signs, as in a URI
     * @param zone whose clock is meant
     * @throws ScheduleException when it is neither, with what to write
     */
    static Schedule of(String when, ZoneId zone) {
        String text = when.replace('+', ' ').strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            throw new ScheduleException("this is no schedule; " + SUCH);
        }
        return Character.isLetter(text.charAt(0))
                ? new ScheduleWords(text).read(zone)
                : CronSchedule.of(text, zone);
    }

    /** What is wrong with a schedule, and what to write; empty when nothing is. */
    static Optional<String> wrong(String when) {
        try {
            of(when, ZoneOffset.UTC);
            return Optional.empty();
        } catch (ScheduleException e) {
            return Optional.of(e.getMessage());
        }
    }
}
