package io.tiktokroutes.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Records on their way to one destination: each with the payload as it stands after mapping, until
 * it has an outcome.
 */
public final class Delivery {

    /** One record of a delivery. Not safe for use by several threads at once. */
    public static final class Item {
        private final Record record;
        private JsonNode payload;
        private Outcome outcome;

        private Item(Record record) {
            this.record = record;
            this.payload = record.payload();
        }

        public Record record() {
            return record;
        }

        /** What is to be sent: the record's own payload until a mapping replaced it. */
        public JsonNode payload() {
            return payload;
        }

        public void payload(JsonNode mapped) {
            payload = Objects.requireNonNull(mapped);
        }

        /** What came of it, or null while it is open. */
        public Outcome outcome() {
            return outcome;
        }

        public void outcome(Outcome decided) {
            outcome = Objects.requireNonNull(decided);
        }

        public boolean isOpen() {
            return outcome == null;
        }
    }

    private final String destination;
    private final Map<String, String> settings;
    private final Object body;
    private final List<Item> items;

    /**
     * @param destination the name its outcomes have in the ledger
     * @param settings the parameters of the sink, which a mapping reads as {@code settings.*}
     * @param body what the route carried before, to be put back when the delivery is over
     * @param records the records that still need this destination
     */
    public Delivery(
            String destination, Map<String, String> settings, Object body, List<Record> records) {
        this.destination = Objects.requireNonNull(destination);
        this.settings = Map.copyOf(settings);
        this.body = body;
        this.items = records.stream().map(Item::new).toList();
    }

    public String destination() {
        return destination;
    }

    public Map<String, String> settings() {
        return settings;
    }

    public Object body() {
        return body;
    }

    public List<Item> items() {
        return items;
    }

    /** The items without an outcome, as a list of its own. */
    public List<Item> open() {
        List<Item> open = new ArrayList<>(items.size());
        for (Item item : items) {
            if (item.isOpen()) {
                open.add(item);
            }
        }
        return open;
    }

    /** Gives every open item the same outcome. */
    public void settleOpen(Outcome outcome) {
        open().forEach(item -> item.outcome(outcome));
    }

    /** The counts only: payloads hold personal data, and Camel prints bodies. */
    @Override
    public String toString() {
        return "Delivery[to " + destination + ": " + items.size() + " records]";
    }
}
