package io.tiktokroutes.inbox;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the outcomes of a delivery to the ledger and gives the route its body back. */
final class CloseDelivery implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(CloseDelivery.class);

    private final Ledger ledger;
    private final Metrics metrics;

    CloseDelivery(Ledger ledger, Metrics metrics) {
        this.ledger = ledger;
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Delivery delivery = exchange.getMessage().getBody(Delivery.class);
        delivery.settleOpen(Outcome.failed("ERROR", "the sink left no outcome"));
        Map<String, List<Ledger.Line>> byInbox = new HashMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        boolean bulk = BulkDelivery.is(delivery.settings());
        for (Delivery.Item item : delivery.items()) {
            Record record = item.record();
            // a replay of what was refused settles it, in bulk too
            boolean told = item.outcome().kind() == Outcome.Kind.REFUSED || record.isReplay();
            if (!bulk || told) {
                byInbox.computeIfAbsent(record.inbox(), inbox -> new ArrayList<>())
                        .add(new Ledger.Line(record, item.outcome()));
            }
            counts.merge(item.outcome().kind().word(), 1, Integer::sum);
        }
        for (Map.Entry<String, List<Ledger.Line>> entry : byInbox.entrySet()) {
            String flow = entry.getValue().get(0).record().flow();
            ledger.write(
                    delivery.destination(),
                    entry.getKey(),
                    flow.isEmpty() ? CallingRoute.of(exchange) : flow,
                    entry.getValue());
        }
        // only what the ledger holds counts: had the write thrown, the records were tried again
        for (Delivery.Item item : delivery.items()) {
            item.record().settle(delivery.destination(), item.outcome());
        }
        OutcomeCounts.add(metrics, delivery);
        exchange.getMessage().setBody(delivery.body());
        if (!counts.isEmpty()) {
            LOG.info("{}: {}", delivery.destination(), counts);
        }
    }
}
