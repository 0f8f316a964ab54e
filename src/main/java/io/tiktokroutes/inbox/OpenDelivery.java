package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Turns the records of the body into a delivery of those that this destination has not settled yet.
 */
final class OpenDelivery implements Processor {

    private final Ledger ledger;
    private final String destination;
    private final Map<String, String> settings;

    OpenDelivery(Ledger ledger, String destination, Map<String, String> settings) {
        if (destination.isBlank()) {
            throw new IllegalArgumentException(
                    "a sink needs a destination: the name its outcomes have in the ledger");
        }
        String startFrom = settings.getOrDefault("startFrom", "now");
        if (!Set.of("now", "beginning").contains(startFrom)) {
            throw new IllegalArgumentException(
                    "startFrom is '" + startFrom + "'; write now or beginning");
        }
        this.ledger = ledger;
        this.destination = destination;
        this.settings = settings;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        List<Record> records = InboxProducer.records(body);
        settleKnown(records);
        List<Record> open = new ArrayList<>(records.size());
        for (Record record : records) {
            Outcome outcome = record.outcome(destination);
            // what was put back to work for another destination is none of our business
            if (record.isFor(destination) && (outcome == null || !outcome.last())) {
                open.add(record);
            }
        }
        exchange.getMessage().setBody(new Delivery(destination, settings, body, open));
    }

    /** Records that may have been here before get the outcome they have in the ledger. */
    private void settleKnown(List<Record> records) throws SQLException {
        if (BulkDelivery.is(settings)) {
            return;
        }
        Map<String, List<Record>> byInbox =
                records.stream()
                        .filter(record -> !record.isFresh() && record.isFor(destination))
                        .collect(Collectors.groupingBy(Record::inbox));
        for (Map.Entry<String, List<Record>> entry : byInbox.entrySet()) {
            Map<String, Known> known = ledger.known(destination, entry.getKey(), entry.getValue());
            for (Record record : entry.getValue()) {
                Known line = known.get(record.key());
                if (line != null && line.settles()) {
                    record.settle(destination, line.outcome());
                }
            }
        }
    }
}
