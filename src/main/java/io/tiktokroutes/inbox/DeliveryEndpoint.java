package io.tiktokroutes.inbox;

import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** One step of a delivery. */
final class DeliveryEndpoint extends DefaultEndpoint {

    private final Processor step;

    DeliveryEndpoint(String uri, DeliveryComponent component, Processor step) {
        super(uri, component);
        this.step = step;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                step.process(exchange);
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("nothing comes from a delivery; use it with to:");
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }
}
