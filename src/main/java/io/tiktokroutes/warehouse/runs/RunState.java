package io.tiktokroutes.warehouse.runs;

import java.util.Locale;
import java.util.stream.Stream;

/** How a run stands. */
public enum RunState {
    /** The query is read and compared. */
    QUERYING,
    /** Records are handed on, or wait for their destinations. */
    PROCESSING,
    COMPLETED,
    /** Completed, and some records were refused. */
    COMPLETED_WITH_ERRORS,
    /** Ended by an error that concerned the whole run. */
    ABORTED,
    /** Ended by a person, or with the program. */
    CANCELLED;

    /** Why a run was cancelled whose program was killed. */
    public static final String LOST = "the program ended before it was over";

    /** The word in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The state of that word in the table. */
    public static RunState of(String word) {
        return Stream.of(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of a run: " + word));
    }

    /** True when the run itself does nothing more. */
    public boolean isOver() {
        return this != QUERYING && this != PROCESSING;
    }
}
