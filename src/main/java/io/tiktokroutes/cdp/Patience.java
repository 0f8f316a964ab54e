package io.tiktokroutes.cdp;

import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.record.Outcome;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps still for as long as the CDP asked for with {@code Retry-After}; records stay in their
 * inbox meanwhile. Safe for use by any thread.
 */
final class Patience {

    /** Whatever it asks for: an answer that is nonsense must not stop a destination for days. */
    private static final Duration MOST = Duration.ofMinutes(10);

    private record Wait(Instant until, String reason) {}

    private final Clock clock;
    private final AtomicReference<Wait> wait = new AtomicReference<>();

    Patience(Clock clock) {
        this.clock = clock;
    }

    /** Takes notice of what an answer asks for. */
    void note(HttpAnswer answer) {
        if (answer.status() == 429 || answer.status() == 503) {
            answer.header("retry-after")
                    .map(this::until)
                    .filter(until -> until.isAfter(clock.instant()))
                    .ifPresent(until -> wait.set(new Wait(until, "CDP_" + answer.status())));
        }
    }

    /** The outcome of what must not be sent now; null when it may. */
    Outcome waiting() {
        Wait now = wait.get();
        return now == null || !clock.instant().isBefore(now.until())
                ? null
                : Outcome.failed(
                        now.reason(),
                        "the CDP asked not to be called before "
                                + now.until().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Seconds, or a date as HTTP writes it; now when it is neither. */
    private Instant until(String written) {
        Instant now = clock.instant();
        Instant until = now;
        if (written.matches("\\d{1,9}")) {
            until = now.plusSeconds(Long.parseLong(written));
        } else {
            try {
                until =
                        ZonedDateTime.parse(written, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant();
            } catch (DateTimeException e) {
                return now;
            }
        }
        Instant most = now.plus(MOST);
        return until.isAfter(most) ? most : until;
    }
}
