package io.tiktokroutes.sandbox.events;

import java.util.Locale;

/**
 * What is wrong with one event.
 *
 * @param field dotted path inside the event
 * @param what the rule it breaks, in lower case; null when the field is simply not there
 */
record Problem(String field, String what) {

    static final String NO_STRING = "not a valid string";

    static Problem missing(String field) {
        return new Problem(field, null);
    }

    /**
     * The text in the shape of {@code /event/track/} and the single 1.0 calls (reference, events
     * 1.8 and 3.6).
     *
     * @param prefix path of the event in the request, with its dot; empty at the root
     */
    String generic(String prefix) {
        return what == null
                ? "Missing required field(s): " + prefix + field + "."
                : "Invalid value for " + prefix + field + ": " + what + ".";
    }

    /** The text of a batch's refusal that leaves open which event is meant. */
    String unplaced() {
        return generic("");
    }

    /** The text in the shape of the 1.0 batches: {@code Batch.0.event: Not a valid string}. */
    String batch(int index) {
        String rule = what == null ? "missing data for required field" : what;
        return "Batch."
                + index
                + "."
                + field
                + ": "
                + rule.substring(0, 1).toUpperCase(Locale.ROOT)
                + rule.substring(1);
    }
}
