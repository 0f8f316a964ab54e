package io.tiktokroutes.runtime.sinks;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
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
        for (Map<String, String> settings : settings(route)) {
            String code = settings.getOrDefault("testEventCode", "");
            if (!only || !code.isBlank()) {
                codes.put(settings.get("destination"), code);
            }
        }
        return codes;
    }

    /** The parameters of each sink that runs now, as its deliveries have them. */
    public List<Map<String, String>> settings() {
        return context.getRoutes().stream().flatMap(route -> settings(route).stream()).toList();
    }

    private static List<Map<String, String>> settings(Route route) {
        List<Map<String, String>> sinks = new ArrayList<>();
        for (Processor each : route.filter("*")) {
            if (each instanceof EndpointAware aware && aware.getEndpoint() != null) {
                String uri = aware.getEndpoint().getEndpointUri();
                if (uri.startsWith(OPEN)) {
                    sinks.add(settings(uri));
                }
            }
        }
        return sinks;
    }

    private static Map<String, String> settings(String uri) {
        Map<String, String> settings = new LinkedHashMap<>();
        try {
            URISupport.parseQuery(uri.substring(OPEN.length()))
                    .forEach((name, value) -> settings.put(name, String.valueOf(value)));
        } catch (URISyntaxException e) {
            settings.clear();
        }
        settings.putIfAbsent("destination", "");
        return settings;
    }
}
