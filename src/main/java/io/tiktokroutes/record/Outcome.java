package io.tiktokroutes.record;

import java.util.Locale;
import java.util.Objects;

/**
 * What one destination made of one record.
 *
 * @param kind delivered, skipped, refused or failed
 * @param reason a short code such as {@code UNMAPPED_EVENT}; empty when delivered
 * @param detail one sentence for a person, without personal data; may be empty
 * @param requestId the id under which the other side knows the call; may be empty
 */
public record Outcome(Kind kind, String reason, String detail, String requestId) {

    /** The four ends a record can come to at a destination. */
    public enum Kind {
        /** The destination took it. */
        DELIVERED,
        /** It is not meant for this destination, for instance an unmapped event. */
        SKIPPED,
        /** It will never be accepted as it is: mend mapping or data, then replay. */
        REFUSED,
        /** It will be tried again. */
        FAILED;

        /** The word in the ledger table. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Outcome {
        Objects.requireNonNull(kind);
        reason = reason == null ? "" : reason;
        detail = detail == null ? "" : detail;
        requestId = requestId == null ? "" : requestId;
    }

    public static Outcome delivered(String requestId) {
        return new Outcome(Kind.DELIVERED, "", "", requestId);
    }

    public static Outcome skipped(String reason, String detail) {
        return new Outcome(Kind.SKIPPED, reason, detail, "");
    }

    public static Outcome refused(String reason, String detail) {
        return new Outcome(Kind.REFUSED, reason, detail, "");
    }

    public static Outcome failed(String reason, String detail) {
        return new Outcome(Kind.FAILED, reason, detail, "");
    }

    /** The same outcome under the id of the call that brought it. */
    public Outcome withRequestId(String id) {
        return new Outcome(kind, reason, detail, id);
    }

    /** True for every kind but failed: nothing more will be tried. */
    public boolean last() {
        return kind != Kind.FAILED;
    }
}
