package io.tiktokroutes.warehouse;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;

/** Tells whether somebody stops the flow that an exchange belongs to, or the whole program. */
final class Stops {

    private Stops() {}

    /** In words; empty when nobody does. */
    static String reason(Exchange exchange) {
        CamelContext context = exchange.getContext();
        if (context.isStopping() || context.isStopped() || context.isSuspending()) {
            return "the program was stopped";
        }
        Route route = context.getRoute(exchange.getFromRouteId());
        boolean runs =
                route != null
                        && (!(route.getConsumer() instanceof StatefulService consumer)
                                || consumer.isStarted());
        return runs ? "" : "the flow was stopped";
    }
}
