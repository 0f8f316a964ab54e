package io.tiktokroutes.runtime.live;

import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Puts the routes of a file into the running context, takes them out, and swaps versions. */
final class RunningRoutes {

    /**
     * How long work that is under way may take to end. What is cut off then stays in its inbox and
     * is tried again, so a stuck call must not hold back an edit.
     */
    private static final long GRACE_SECONDS = 5;

    private final CamelContext context;
    private final Model model;
    private final StoppedFlows stopped;

    RunningRoutes(CamelContext context, StoppedFlows stopped) {
        this.context = context;
        this.stopped = stopped;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    /** Starts routes of a file, but for stopped ones; none of them when one fails. */
    void start(RouteFile file, Set<String> ids) throws Exception {
        swap(file, ids);
    }

    /** Stops and removes routes, and the kamelets that only they used. */
    void stop(Set<String> ids) throws Exception {
        // the sources first: a source whose route is gone would wait for it, 30 seconds long
        Set<String> all = sourcesOf(ids);
        all.addAll(ids);
        // in one go, so that what a source has begun can run to the end of the last route
        List<RouteStartupOrder> started =
                context.getCamelContextExtension().getRouteStartupOrder().stream()
                        .filter(order -> all.contains(order.getRoute().getId()))
                        .toList();
        if (!started.isEmpty()) {
            context.getShutdownStrategy()
                    .shutdown(context, started, GRACE_SECONDS, TimeUnit.SECONDS);
        }
        for (String id : all) {
            remove(id);
        }
        removeUnusedKamelets();
    }

    /**
     * Swaps two versions of a file. A route that both have word for word goes on running.
     *
     * @throws RouteFileException when the new version does not start; then the old one runs again
     * @throws LostException when that does not start either; routes that both have run still
     */
    void replace(RouteFile before, RouteFile after) throws RouteFileException, LostException {
        Set<String> out = new LinkedHashSet<>(before.ids());
        out.removeIf(id -> after.sharesRoute(id, before) && runs(id));
        Set<String> in = new LinkedHashSet<>(after.ids());
        in.removeIf(id -> before.sharesRoute(id, after) && runs(id));
        try {
            stop(out);
            swap(after, in);
        } catch (Exception e) {
            RouteFileException why = PlainWords.of(e, after, context);
            try {
                swap(before, out);
            } catch (Exception again) {
                throw new LostException(why, PlainWords.of(again, before, context));
            }
            throw why;
        }
    }

    /** Neither the new nor the old version of a file could be started. */
    static final class LostException extends Exception {

        private static final long serialVersionUID = 1L;

        private LostException(RouteFileException why, RouteFileException again) {
            super(why.getMessage() + "; nor does the version before: " + again.getMessage(), why);
        }
    }

    /** The running route, of none of the given ids, that alone may read the endpoint. */
    Optional<String> readerOf(String uri, Set<String> but) {
        return context.getRoutes().stream()
                .filter(route -> !but.contains(route.getId()))
                .filter(route -> route.getEndpoint().getEndpointUri().equals(uri))
                .map(Route::getId)
                .findFirst();
    }

    /** False for a route that is stopped, or was lost in an earlier swap. */
    boolean runs(String id) {
        return model.getRouteDefinition(id) != null;
    }

    private void swap(RouteFile file, Set<String> in) throws Exception {
        Resource resource = ResourceHelper.fromString("file:" + file.name(), file.text());
        try {
            for (RoutesBuilder builder :
                    PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(resource))) {
                RouteBuilder routes = (RouteBuilder) builder;
                List<RouteDefinition> built = routes.configureRoutes(context).getRoutes();
                built.removeIf(route -> !in.contains(route.getId()));
                built.removeIf(route -> stopped.keepOut(file, route.getId()));
                built.stream()
                        .filter(route -> stopped.hasCallers(file, route.getId()))
                        .forEach(stopped::guard);
                routes.addRoutesToCamelContext(context);
            }
        } catch (Exception e) {
            try {
                stop(in);
            } catch (Exception also) {
                e.addSuppressed(also);
            }
            throw e;
        }
    }

    /** The routes of the source kamelets that feed the given routes, and nobody else. */
    private Set<String> sourcesOf(Set<String> ids) {
        Set<String> sources = new LinkedHashSet<>();
        for (String id : ids) {
            Route route = context.getRoute(id);
            if (route != null && route.getEndpoint() instanceof KameletEndpoint from) {
                sources.add(from.getRouteId());
            }
        }
        return sources;
    }

    /** A sink kamelet may serve routes of several files; it goes when its last user is gone. */
    private void removeUnusedKamelets() throws Exception {
        while (true) {
            Set<String> used =
                    context.getEndpoints().stream()
                            .filter(KameletEndpoint.class::isInstance)
                            .map(KameletEndpoint.class::cast)
                            .filter(endpoint -> !isPlug(endpoint))
                            .map(KameletEndpoint::getRouteId)
                            .collect(Collectors.toSet());
            List<String> unused =
                    context.getRoutes().stream()
                            .filter(Route::isCreatedByKamelet)
                            .map(Route::getId)
                            .filter(id -> !used.contains(id))
                            .toList();
            if (unused.isEmpty()) {
                return;
            }
            for (String id : unused) {
                remove(id); // may be the last user of another kamelet
            }
        }
    }

    /** {@code kamelet:source} and {@code kamelet:sink} are the two ends inside of a kamelet. */
    private static boolean isPlug(Endpoint endpoint) {
        String uri = endpoint.getEndpointUri();
        return uri.startsWith("kamelet://source?") || uri.startsWith("kamelet://sink?");
    }

    private void remove(String id) throws Exception {
        if (context.getRoute(id) != null) {
            context.getRouteController().stopRoute(id, 1, TimeUnit.SECONDS);
            context.removeRoute(id);
        }
        RouteDefinition definition = model.getRouteDefinition(id);
        if (definition != null) {
            model.removeRouteDefinition(definition);
        }
    }
}
