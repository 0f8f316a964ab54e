package io.tiktokroutes.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Record;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * One request on its way through a source: what its answer needs when the records are committed.
 *
 * @param format how its vendor posts and is answered
 * @param verbose whether the caller asked what became of each event
 * @param posted what the body held; null before it was read
 */
record Posting(Format format, boolean verbose, Posted posted) {

    private static final String PROPERTY = "intake.posting";

    /** Requests that were refused before anybody knew more about them. */
    private static final Posting UNKNOWN =
            new Posting(new PlainEvents(new RecordKeys("")), false, Posted.of(List.of()));

    static Posting of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, UNKNOWN, Posting.class);
    }

    void remember(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    Posting with(Posted read) {
        return new Posting(format, verbose, read);
    }

    /** The answer in the words of the vendor, with a verdict per event when the caller asked. */
    ObjectNode taken(Accepted accepted) {
        ObjectNode answer = format.taken(posted, accepted);
        if (verbose) {
            ArrayNode events = answer.putArray("events");
            Set<String> seen = new HashSet<>(accepted.known());
            for (Record record : posted.records()) {
                events.add(verdict(record.key(), seen.add(record.key())));
            }
        }
        return answer;
    }

    private static ObjectNode verdict(String key, boolean isNew) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("key", key)
                .put("verdict", isNew ? "accepted" : "duplicate");
    }
}
