package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Gathering;
import io.tiktokroutes.record.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is still open when mapping or sending threw is tried again later. */
final class FailDelivery implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(FailDelivery.class);

    @Override
    public void process(Exchange exchange) throws Exception {
        Delivery delivery = exchange.getMessage().getBody(Delivery.class);
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (cause != null && exchange.getProperty(Gathering.PROPERTY) != null) {
            // a whole from which a batch is missing must not be completed
            throw cause;
        }
        LOG.error(
                "{}: {} records are tried again",
                delivery.destination(),
                delivery.open().size(),
                cause);
        String kind = cause == null ? "an error" : cause.getClass().getSimpleName();
        delivery.settleOpen(Outcome.failed("ERROR", kind + "; the log tells more"));
    }
}
