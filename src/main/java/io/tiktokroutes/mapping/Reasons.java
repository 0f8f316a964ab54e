package io.tiktokroutes.mapping;

import java.util.Set;

/** The codes a mapping gives by itself; a row or a requirement may name others. */
final class Reasons {

    static final String UNMAPPED_EVENT = "UNMAPPED_EVENT";
    static final String FILTERED = "FILTERED";
    static final String BAD_EMAIL = "BAD_EMAIL";
    static final String BAD_PHONE = "BAD_PHONE";
    static final String BAD_TIMESTAMP = "BAD_TIMESTAMP";
    static final String INVALID_URL = "INVALID_URL";
    static final String MALFORMED = "MALFORMED";

    /** What is wrong with a value in itself; no other code could say more. */
    private static final Set<String> EXACT =
            Set.of(BAD_EMAIL, BAD_PHONE, BAD_TIMESTAMP, INVALID_URL);

    private Reasons() {}

    /** True when the code already says what is wrong. */
    static boolean says(String reason) {
        return EXACT.contains(reason);
    }
}
