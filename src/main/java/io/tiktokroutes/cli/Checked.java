package io.tiktokroutes.cli;

import java.util.Locale;

/**
 * One line of {@code check}.
 *
 * @param state how it is
 * @param name what was looked at
 * @param words what was found, and what to write when it is bad
 */
record Checked(State state, String name, String words) {

    /** How it is. */
    enum State {
        OK,
        /** It could not, or need not, be looked at. */
        NOT_CHECKED,
        FAILED;

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static Checked ok(String name, String words) {
        return new Checked(State.OK, name, words);
    }

    static Checked not(String name, String words) {
        return new Checked(State.NOT_CHECKED, name, words);
    }

    static Checked failed(String name, String words) {
        return new Checked(State.FAILED, name, words);
    }

    String line() {
        return String.format(Locale.ROOT, "%-11s  %s: %s", state.word(), name, words);
    }
}
