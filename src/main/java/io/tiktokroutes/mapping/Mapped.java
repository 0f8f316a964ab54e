package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a mapping made of one payload: a new payload, or the reason why there is none. */
public sealed interface Mapped {

    /** The payload the rows built; it shares no node that can change with the one that came in. */
    record Payload(ObjectNode payload) implements Mapped {

        /** The columns only: payloads hold personal data. */
        @Override
        public String toString() {
            return "Payload[" + String.join(", ", (Iterable<String>) payload::fieldNames) + "]";
        }
    }

    /**
     * The record is not meant for this destination.
     *
     * @param reason a code such as {@code UNMAPPED_EVENT}
     * @param detail one sentence for a person, without personal data
     */
    record Skipped(String reason, String detail) implements Mapped {}

    /**
     * The record can not be mapped as it is: mend the mapping or the data, then replay.
     *
     * @param reason a code such as {@code BAD_EMAIL}
     * @param detail one sentence for a person, without personal data
     * @param row the row of the mapping that refused, counted from 1; 0 when it was none
     */
    record Refused(String reason, String detail, int row) implements Mapped {}
}
