package io.tiktokroutes.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One lead, event, audience member or row: a key that is unique in its inbox, and a JSON payload.
 *
 * <p>While a record travels through a route it remembers what each destination made of it, so that
 * the inbox can tell at the end whether it may leave. Camel's own patterns may take the batch apart
 * on the way (split, filter, multicast): the memory goes with the record.
 */
@SuppressWarnings("JavaLangClash") // the design's word; nobody here needs the other one
public final class Record {

    private final long id;
    private final String inbox;
    private final String key;
    private final JsonNode payload;
    private final int attempts;
    private final Instant receivedAt;
    private final boolean fresh;
    private final Set<String> onlyFor;
    private String text;
    private volatile String flow = "";
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>(2);

    /**
     * A record as it is claimed from an inbox.
     *
     * @param id the row of the inbox table, 0 when the record is not stored
     * @param inbox the inbox or source it belongs to
     * @param key unique in that inbox
     * @param payload the JSON as the source gave it; never changed afterwards
     * @param attempts how often it was tried before
     * @param receivedAt when it was accepted
     */
    public Record(
            long id, String inbox, String key, JsonNode payload, int attempts, Instant receivedAt) {
        this(id, inbox, key, payload, null, attempts, receivedAt, false, Set.of());
    }

    private Record(
            long id,
            String inbox,
            String key,
            JsonNode payload,
            String text,
            int attempts,
            Instant receivedAt,
            boolean fresh,
            Set<String> onlyFor) {
        this.id = id;
        this.inbox = Objects.requireNonNull(inbox);
        this.key = Objects.requireNonNull(key);
        this.payload = Objects.requireNonNull(payload);
        this.attempts = attempts;
        this.receivedAt = Objects.requireNonNull(receivedAt);
        this.text = text;
        this.fresh = fresh;
        this.onlyFor = Set.copyOf(onlyFor);
    }

    /** A record that is not stored yet and was received just now. */
    public static Record of(String inbox, String key, JsonNode payload) {
        return new Record(0, inbox, key, payload, 0, Instant.now());
    }

    /**
     * The same with the text that the payload was read from, which need not be written again.
     *
     * @param text JSON that means the same as the payload
     */
    public Record withText(String text) {
        return new Record(id, inbox, key, payload, text, attempts, receivedAt, fresh, onlyFor);
    }

    /**
     * The same as it stands in the inbox right after its commit: no destination has an outcome for
     * it.
     *
     * @param id the row of the inbox table
     */
    public Record stored(long id) {
        return new Record(id, inbox, key, payload, text, 0, receivedAt, true, Set.of());
    }

    /**
     * The same for some destinations only: it was put back to work for them, and the others of its
     * route leave it alone.
     *
     * @param destinations none when it is for all
     */
    public Record onlyFor(Set<String> destinations) {
        return new Record(id, inbox, key, payload, text, attempts, receivedAt, fresh, destinations);
    }

    /** The destinations it was put back to work for; none when it is for all of its route. */
    public Set<String> onlyFor() {
        return onlyFor;
    }

    /** True when it was put back to work for some destinations. */
    public boolean isReplay() {
        return !onlyFor.isEmpty();
    }

    /** False when it was put back to work for other destinations than this one. */
    public boolean isFor(String destination) {
        return onlyFor.isEmpty() || onlyFor.contains(destination);
    }

    public long id() {
        return id;
    }

    public String inbox() {
        return inbox;
    }

    public String key() {
        return key;
    }

    public JsonNode payload() {
        return payload;
    }

    /** The payload as JSON text. */
    public String text() {
        if (text == null) {
            text = payload.toString();
        }
        return text;
    }

    /** True when the ledger cannot hold an outcome for it yet, so that nobody needs to ask. */
    public boolean isFresh() {
        return fresh;
    }

    public int attempts() {
        return attempts;
    }

    /**
     * Remembers what a destination made of this record; a later word of the same one replaces it.
     */
    public void settle(String destination, Outcome outcome) {
        outcomes.put(destination, outcome);
    }

    /** The id of the route that took it from its inbox; empty until one did. */
    public String flow() {
        return flow;
    }

    /**
     * Remembers the route that took it from its inbox: inside of a kamelet the exchange names that
     * of the kamelet.
     */
    public void flow(String route) {
        this.flow = Objects.requireNonNull(route);
    }

    /** When the inbox accepted it. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** What that destination made of it so far, or null. */
    public Outcome outcome(String destination) {
        return outcomes.get(destination);
    }

    /** The outcomes so far, by destination; empty when no destination touched the record. */
    public Map<String, Outcome> outcomes() {
        return Map.copyOf(outcomes);
    }

    /** True when a destination touched the record and none of them wants to try again. */
    public boolean settled() {
        return !outcomes.isEmpty() && outcomes.values().stream().allMatch(Outcome::last);
    }

    /** The key only: payloads hold personal data, and Camel prints bodies. */
    @Override
    public String toString() {
        return "Record[" + inbox + ": " + key + "]";
    }
}
