package io.tiktokroutes.schedule;

import java.time.Instant;
import java.util.Optional;

/** Work at set times, as an operator sees it. */
public interface ScheduledWork {

    /** Its name as {@code GROUP/NAME}. */
    String name();

    /** When it begins next; empty when it never does again. */
    Optional<Instant> next();

    /** When its last run began that ended; empty when there is none. */
    Optional<Instant> last();
}
