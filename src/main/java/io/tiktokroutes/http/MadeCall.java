package io.tiktokroutes.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A call as it was made.
 *
 * @param destination on whose behalf
 * @param keys of the records it is about, in the order in which the request lists them; empty when
 *     the sender did not say
 * @param answer null when there was none
 * @param failure why there was none; empty otherwise
 * @param at when it began
 * @param millis how long it took
 */
public record MadeCall(
        String destination,
        List<String> keys,
        HttpRequest request,
        HttpAnswer answer,
        String failure,
        Instant at,
        long millis) {

    public MadeCall {
        keys = List.copyOf(keys);
    }

    /** How many bytes it holds. */
    public long bytes() {
        return (long) request.body().length + (answer == null ? 0 : answer.body().length);
    }

    /** The same with nothing of what was sent and answered. */
    public MadeCall withoutBodies() {
        HttpAnswer head =
                answer == null
                        ? null
                        : new HttpAnswer(answer.status(), answer.headers(), new byte[0]);
        HttpRequest bare =
                new HttpRequest(request.method(), request.url(), "", Map.of(), new byte[0]);
        return new MadeCall(destination, keys, bare, head, failure, at, millis);
    }

    /** Without bodies and keys: the former hold personal data. */
    @Override
    public String toString() {
        return request + " for " + destination;
    }
}
