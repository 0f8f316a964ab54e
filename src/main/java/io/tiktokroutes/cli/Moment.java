package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as operators read and write them: UTC, to the second. */
final class Moment {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    private Moment() {}

    /** Such as {@code 2026-11-27 03:10:11Z}; a dash for none. */
    static String shown(Instant time) {
        return time == null ? "-" : SHOWN.format(time);
    }

    /**
     * The time that an option such as {@code --since} means: so long ago, a day, or an instant.
     *
     * @param text such as {@code 2h}, {@code 3d}, {@code 2026-11-27} or what {@link #shown} gives
     */
    static Instant since(String option, String text, Instant now) throws StartupException {
        String written = text.strip();
        Matcher ago = AGO.matcher(written.toLowerCase(Locale.ROOT));
        if (ago.matches()) {
            long count = Long.parseLong(ago.group(1));
            Duration unit =
                    switch (ago.group(2)) {
                        case "s" -> Duration.ofSeconds(1);
                        case "m" -> Duration.ofMinutes(1);
                        case "h" -> Duration.ofHours(1);
                        default -> Duration.ofDays(1);
                    };
            return now.minus(unit.multipliedBy(count));
        }
        try {
            return written.length() <= 10
                    ? LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(written.replace(' ', 'T'));
        } catch (DateTimeException e) {
            throw new StartupException(
                    option
                            + " is '"
                            + text
                            + "'; write how long ago, such as 30m, 2h or 3d, or a day such as"
                            + " 2026-11-27, or a time such as 2026-11-27T03:10:11Z",
                    e);
        }
    }

    /** A day such as {@code 2026-03-14}. */
    static LocalDate day(String option, String text) throws StartupException {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw new StartupException(
                    option + " is '" + text + "'; write a day such as 2026-03-14", e);
        }
    }

    /** A time zone such as {@code Europe/Berlin}. */
    static ZoneId zone(String option, String text) throws StartupException {
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException e) {
            throw new StartupException(
                    option + " is '" + text + "'; write a time zone such as UTC or Asia/Bangkok",
                    e);
        }
    }
}
