package io.tiktokroutes.mapping.camel;

import io.tiktokroutes.mapping.Mapped;
import io.tiktokroutes.mapping.Mapping;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Gathering;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Removal;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One mapping, in the version that is active when a delivery comes by. */
final class MappingEndpoint extends DefaultEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(MappingEndpoint.class);

    private final String name;

    MappingEndpoint(String uri, MappingComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                Mapping mapping = ((MappingComponent) getComponent()).mappings().get(name);
                boolean whole = exchange.getProperty(Gathering.PROPERTY) != null;
                map(mapping, exchange.getMessage().getMandatoryBody(Delivery.class), whole);
            }
        };
    }

    /**
     * @param whole whether a record must not be missing; otherwise one that cannot be mapped is
     *     tried again, and the others go on to the sink, which may have to see to those skipped
     */
    private static void map(Mapping mapping, Delivery delivery, boolean whole) {
        int failed = 0;
        for (Delivery.Item item : delivery.open()) {
            if (Removal.is(item.record().payload())) {
                continue;
            }
            Mapped mapped;
            try {
                mapped = mapping.apply(item.record().payload(), delivery.settings());
            } catch (RuntimeException e) {
                if (whole) {
                    throw e;
                }
                if (failed++ == 0) {
                    LOG.error("{}: a record is tried again", delivery.destination(), e);
                }
                String kind = e.getClass().getSimpleName();
                item.outcome(Outcome.failed("ERROR", kind + "; the log tells more"));
                continue;
            }
            if (mapped instanceof Mapped.Payload payload) {
                item.payload(payload.payload());
            } else if (mapped instanceof Mapped.Skipped skipped) {
                item.outcome(Outcome.skipped(skipped.reason(), skipped.detail()));
            } else if (mapped instanceof Mapped.Refused refused) {
                String row = refused.row() == 0 ? "" : " (row " + refused.row() + ")";
                String detail = mapping.name() + row + ": " + refused.detail();
                item.outcome(Outcome.refused(refused.reason(), detail));
            }
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("nothing comes from a mapping; use it with to:");
    }
}
