package io.tiktokroutes.mapping;

/** The codes a mapping gives by itself; a row or a requirement may name others. */
final class Reasons {

    static final String UNMAPPED_EVENT = "UNMAPPED_EVENT";
    static final String FILTERED = "FILTERED";
    static final String BAD_EMAIL = "BAD_EMAIL";
    static final String BAD_PHONE = "BAD_PHONE";
    static final String BAD_TIMESTAMP = "BAD_TIMESTAMP";
    static final String MALFORMED = "MALFORMED";

    private Reasons() {}
}
