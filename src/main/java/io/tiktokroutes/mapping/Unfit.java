package io.tiktokroutes.mapping;

/**
 * A value that a row can not take; it ends the mapping of one payload. It carries no stack trace,
 * because it is an ordinary outcome, and no value, because that may be personal.
 */
final class Unfit extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean skips;
    private final String reason;

    private Unfit(boolean skips, String reason, String detail) {
        super(detail, null, false, false);
        this.skips = skips;
        this.reason = reason;
    }

    static Unfit refused(String reason, String detail) {
        return new Unfit(false, reason, detail);
    }

    static Unfit skipped(String reason, String detail) {
        return new Unfit(true, reason, detail);
    }

    boolean skips() {
        return skips;
    }

    String reason() {
        return reason;
    }
}
