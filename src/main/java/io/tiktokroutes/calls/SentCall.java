package io.tiktokroutes.calls;

import java.time.Instant;
import java.util.List;

/**
 * A call as it is kept.
 *
 * @param id counts up; 0 before it is kept
 * @param endpoint the path, without the host
 * @param records how many records it was about
 * @param status HTTP status; 0 when there was no answer
 * @param code of the answer's envelope; empty without one
 * @param message the other side's words, or why there was no answer
 * @param keys of the records, in the order in which the request lists them; empty when not known
 * @param request masked JSON; empty when it is not kept
 * @param answer masked JSON; empty when it is not kept
 * @param note what was left out, and why
 */
public record SentCall(
        long id,
        String destination,
        Instant calledAt,
        String method,
        String endpoint,
        int records,
        long millis,
        int status,
        String code,
        String message,
        String requestId,
        boolean failed,
        List<String> keys,
        String request,
        String answer,
        String note) {

    public SentCall {
        keys = List.copyOf(keys);
    }

    /** Without keys and bodies. */
    @Override
    public String toString() {
        return destination + " " + method + " " + endpoint + " " + status + " " + code;
    }
}
