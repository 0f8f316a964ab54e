package io.tiktokroutes.runtime.sinks;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.util.URISupport;

/** The destinations of the routes that run now, read off the routes themselves. */
public final class RunningSinks {

    private static final String OPEN = "delivery://open?";

    private final CamelContext context;

    public RunningSinks(CamelContext context) {
        this.context = context;
    }

    public Set<String> destinations() {
        return testCodes(false).keySet();
    }

    /** The destinations that send with a test event code, each with its code. */
    public Map<String, String> testCodes() {
        return testCodes(true);
    }

    private Map<String, String> testCodes(boolean only) {
        Map<String, String> codes = new TreeMap<>();
        for (Route route : context.getRoutes()) {
            codes.putAll(of(route, only));
        }
        return codes;
    }

    /** Those of one route. */
    static Map<String, String> testCodes(Route route) {
        return of(route, true);
    }

    private static Map<String, String> of(Route route, boolean only) {
        Map<String, String> codes = new LinkedHashMap<>();
        settings(route)
                .forEach(
                        (destination, settings) -> {
                            Object code = settings.getOrDefault("testEventCode", "");
                            if (!only || !String.valueOf(code).isBlank()) {
                                codes.put(destination, String.valueOf(code));
                            }
                        });
        return codes;
    }

    /** What the sinks of one route are set to, by destination. */
    static Map<String, Map<String, Object>> settings(Route route) {
        Map<String, Map<String, Object>> sinks = new LinkedHashMap<>();
        for (String uri : endpoints(route)) {
            if (uri.startsWith(OPEN)) {
                Map<String, Object> settings = query(uri);
                sinks.put(String.valueOf(settings.get("destination")), settings);
            }
        }
        return sinks;
    }

    /** The endpoints that one route sends to, in its order; kamelets without slashes. */
    static List<String> endpoints(Route route) {
        List<String> uris = new ArrayList<>();
        for (Processor each : route.filter("*")) {
            if (each instanceof EndpointAware aware && aware.getEndpoint() != null) {
                uris.add(uri(aware.getEndpoint()));
            }
        }
        return uris;
    }

    /** The URI of an endpoint; Camel writes kamelets with two slashes or without. */
    static String uri(Endpoint endpoint) {
        return endpoint.getEndpointUri().replaceFirst("^kamelet://", "kamelet:");
    }

    /** The parameters in the URI of an endpoint. */
    static Map<String, Object> query(String uri) {
        try {
            return URISupport.parseQuery(uri.substring(uri.indexOf('?') + 1));
        } catch (URISyntaxException e) {
            return Map.of();
        }
    }

    /** The parameters of each sink that runs now, as its deliveries have them. */
    public List<Map<String, String>> settings() {
        return context.getRoutes().stream()
                .flatMap(route -> settings(route).values().stream())
                .map(RunningSinks::asDelivered)
                .toList();
    }

    private static Map<String, String> asDelivered(Map<String, Object> query) {
        Map<String, String> settings = new LinkedHashMap<>();
        query.forEach((name, value) -> settings.put(name, String.valueOf(value)));
        settings.putIfAbsent("destination", "");
        return settings;
    }
}
