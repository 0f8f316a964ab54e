package io.tiktokroutes.inbox;

import org.apache.camel.Exchange;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

/** The route whose author called a sink, for records that came from no inbox. */
final class CallingRoute {

    private CallingRoute() {}

    /** Its id; inside of a kamelet the exchange names that of the kamelet. Empty when unknown. */
    static String of(Exchange exchange) {
        Model model =
                exchange.getContext().getCamelContextExtension().getContextPlugin(Model.class);
        String route = exchange.getFromRouteId();
        String parent = route;
        while (parent != null) {
            route = parent;
            parent = parentOf(model.getRouteDefinition(route));
        }
        return route == null ? "" : route;
    }

    private static String parentOf(RouteDefinition kamelet) {
        Object parent =
                kamelet == null || kamelet.getTemplateParameters() == null
                        ? null
                        : kamelet.getTemplateParameters().get("parentRouteId");
        return parent == null ? null : parent.toString();
    }
}
