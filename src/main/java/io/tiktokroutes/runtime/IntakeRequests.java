package io.tiktokroutes.runtime;

import io.tiktokroutes.metrics.Metrics;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Counts the requests to {@code /sources/…} by what they were answered, at the server itself: so
 * the ones are counted, too, that never reach a route.
 */
final class IntakeRequests {

    private static final String SOURCES = "/sources/";

    private final CamelContext context;
    private final Metrics metrics;
    private final int port;

    IntakeRequests(CamelContext context, Metrics metrics, int port) {
        this.context = context;
        this.metrics = metrics;
        this.port = port;
    }

    /** Begins to count; the server runs by now. */
    void begin() {
        VertxPlatformHttpRouter router =
                VertxPlatformHttpRouter.lookup(
                        context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
        if (router != null) { // null when a user turned the server off
            router.route(SOURCES + "*").order(-1).handler(this::follow);
        }
    }

    private void follow(RoutingContext request) {
        request.addEndHandler(
                ended -> {
                    HttpServerResponse response = request.response();
                    // a caller that hung up was answered nothing
                    int status = response.ended() ? response.getStatusCode() : 0;
                    metrics.request(source(request.normalizedPath()), status);
                });
        request.next();
    }

    /** The name in the path when a route serves it: callers may write anything there. */
    private String source(String path) {
        PlatformHttpComponent http =
                context.getComponent("platform-http", PlatformHttpComponent.class);
        boolean served =
                http.getHttpEndpoints().stream()
                        .anyMatch(endpoint -> endpoint.getUri().equals(path));
        return served ? path.substring(SOURCES.length()) : "other";
    }
}
