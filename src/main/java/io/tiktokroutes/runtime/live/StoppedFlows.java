package io.tiktokroutes.runtime.live;

import io.tiktokroutes.lint.routes.KameletCatalogue;
import io.tiktokroutes.routefile.Contents;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.RouteDefinition;

/**
 * The flows that an operator stopped, and the two ways in which they stand still: a route that
 * callers reach over HTTP goes on listening and asks them to come again, for they would take 404
 * for a final answer; any other one is taken out of the context.
 */
final class StoppedFlows {

    private static final String HTTP = "platform-http";
    private static final String RETRY_SECONDS = "30";

    private final CamelContext context;
    private volatile Set<String> stopped = Set.of();

    StoppedFlows(CamelContext context) {
        this.context = context;
    }

    Set<String> all() {
        return stopped;
    }

    void set(Set<String> flows) {
        stopped = Set.copyOf(flows);
    }

    /** True when the route may not be in the context now. */
    boolean keepOut(RouteFile file, String route) {
        return stopped.contains(route) && !hasCallers(file, route);
    }

    /** True when the route takes its messages over HTTP, itself or by its kamelet. */
    boolean hasCallers(RouteFile file, String route) {
        List<EndpointUse> uses =
                file.contents().endpoints().stream()
                        .filter(use -> use.route().equals(route))
                        .toList();
        return readsHttp(uses, new HashSet<>());
    }

    /** Puts the step before all others that turns callers away while the flow is stopped. */
    void guard(RouteDefinition route) {
        String id = route.getRouteId();
        ProcessDefinition gate = new ProcessDefinition(exchange -> pass(id, exchange));
        gate.setId(id + "-gate");
        gate.setParent(route);
        route.getOutputs().add(0, gate);
    }

    private void pass(String id, Exchange exchange) {
        if (stopped.contains(id)) {
            if (exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) != null) {
                // the answer of a part is lost, and the caller would take the whole for accepted
                throw new RejectedExecutionException("flow " + id + " is stopped for a while");
            }
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 503);
            message.setHeader("Retry-After", RETRY_SECONDS);
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody("{\"error\":\"this source is stopped for a while; send it again\"}");
            // of the kamelet around it, too
            exchange.setRouteStop(true);
        }
    }

    private boolean readsHttp(Collection<EndpointUse> uses, Set<String> seen) {
        return uses.stream()
                .filter(EndpointUse::reads)
                .anyMatch(
                        use ->
                                use.scheme().equals(HTTP)
                                        || (use.isKamelet()
                                                && seen.add(use.name())
                                                && readsHttp(insideOf(use.name()), seen)));
    }

    private List<EndpointUse> insideOf(String kamelet) {
        String location = context.getComponent("kamelet", KameletComponent.class).getLocation();
        try {
            Optional<KameletFile> file = new KameletCatalogue(location).find(kamelet);
            return file.map(KameletFile::template).map(Contents::endpoints).orElse(List.of());
        } catch (RouteFileException e) {
            return List.of(); // then the route that uses it does not start at all
        }
    }
}
