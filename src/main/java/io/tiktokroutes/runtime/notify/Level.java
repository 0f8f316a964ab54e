package io.tiktokroutes.runtime.notify;

import java.util.Locale;

/** How bad something is that people are told of. */
public enum Level {
    /** All is well again. */
    GOOD,
    /** Some records did not arrive; the others did. */
    WARNING,
    /** Nothing gets through. */
    CRITICAL;

    /** What stands before a title. */
    String prefix() {
        return this == GOOD ? "" : name().toLowerCase(Locale.ROOT) + ": ";
    }
}
