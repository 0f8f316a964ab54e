package io.tiktokroutes.inbox;

import io.tiktokroutes.metrics.Metrics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Camel's {@code delivery:}, the frame of every sink kamelet: {@code delivery:open} before mapping
 * and sending, {@code delivery:fail} where they throw, {@code delivery:close} at the end.
 */
public final class DeliveryComponent extends DefaultComponent {

    private final Ledger ledger;
    private final Metrics metrics;

    public DeliveryComponent(Ledger ledger) {
        this(ledger, Metrics.unread());
    }

    /**
     * @param metrics where outcomes are counted
     */
    public DeliveryComponent(Ledger ledger, Metrics metrics) {
        this.ledger = ledger;
        this.metrics = metrics;
    }

    @Override
    protected Endpoint createEndpoint(
            String uri, String remaining, Map<String, Object> parameters) {
        // all parameters of open are the sink's own, and reach its mapping as settings.*
        Map<String, String> settings = new TreeMap<>();
        parameters.forEach((name, value) -> settings.put(name, String.valueOf(value)));
        parameters.clear();
        String destination = settings.getOrDefault("destination", "");
        return switch (remaining) {
            case "open" ->
                    new DeliveryEndpoint(
                            uri, this, new OpenDelivery(ledger, destination, settings));
            case "fail" -> new DeliveryEndpoint(uri, this, new FailDelivery());
            case "close" -> new DeliveryEndpoint(uri, this, new CloseDelivery(ledger, metrics));
            default ->
                    throw new IllegalArgumentException(
                            "delivery:" + remaining + " does not exist; write open, fail or close");
        };
    }
}
