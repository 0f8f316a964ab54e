package io.tiktokroutes.schema;

import java.util.Optional;

/**
 * What a schema says about a path.
 *
 * @param kind whether the schema names it
 * @param column what stands there; empty unless known, or open with something said about it
 * @param hint how to go on after "unknown": {@code "; did you mean 'user.email'?"} or nothing
 */
public record Place(Kind kind, Optional<Column> column, String hint) {

    /** Whether a path leads anywhere. */
    public enum Kind {
        /** The schema names it. */
        KNOWN,
        /** The schema does not name it, and allows any name there. */
        OPEN,
        /** There can be nothing. */
        UNKNOWN
    }
}
