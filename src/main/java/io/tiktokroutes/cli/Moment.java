package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** A time as it is written on the command line. */
final class Moment {

    private Moment() {}

    /**
     * A length of time before now such as {@code 2h} or {@code 3d}, a day (its beginning in UTC),
     * or an instant such as {@code 2026-03-14T09:00:00Z}.
     *
     * @param option which it was written for
     */
    static Instant parse(String option, String text, Clock clock) throws StartupException {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        try {
            if (upper.matches("\\d{1,6}[SMHD]")) {
                boolean days = upper.endsWith("D");
                return clock.instant().minus(Duration.parse((days ? "P" : "PT") + upper));
            }
            return upper.contains("T")
                    ? Instant.parse(upper)
                    : LocalDate.parse(upper).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new StartupException(
                    option
                            + " is '"
                            + text
                            + "'; write a length of time such as 2h or 3d, a day such as 2026-03-14,"
                            + " or an instant such as 2026-03-14T09:00:00Z",
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
