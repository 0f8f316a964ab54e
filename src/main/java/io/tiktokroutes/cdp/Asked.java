package io.tiktokroutes.cdp;

/**
 * What the CDP said when it was asked for a definition.
 *
 * @param state whether it said anything
 * @param value null unless found
 * @param why one sentence when nothing is known; empty otherwise
 */
public record Asked<T>(State state, T value, String why) {

    /** Whether the CDP said anything. */
    public enum State {
        FOUND,
        /** It says that there is none. */
        NONE,
        /** It could not be asked, or its answer was none; no reason to hold anything back. */
        UNKNOWN
    }

    static <T> Asked<T> found(T value) {
        return new Asked<>(State.FOUND, value, "");
    }

    static <T> Asked<T> none() {
        return new Asked<>(State.NONE, null, "");
    }

    static <T> Asked<T> unknown(String why) {
        return new Asked<>(State.UNKNOWN, null, why);
    }

    public boolean isFound() {
        return state == State.FOUND;
    }

    public boolean isNone() {
        return state == State.NONE;
    }
}
