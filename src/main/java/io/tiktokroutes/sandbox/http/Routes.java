package io.tiktokroutes.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The table of endpoints. */
public final class Routes {

    private final List<Route> routes = new CopyOnWriteArrayList<>();
    private final Map<String, List<Route>> exact = new HashMap<>();

    /** Adds an endpoint of TikTok's API under its base path. */
    public Routes api(String method, String path, Route.Kind kind, Endpoint endpoint) {
        return add(method, Gate.API + path, kind, endpoint);
    }

    public Routes add(String method, String path, Route.Kind kind, Endpoint endpoint) {
        Route route = new Route(method, List.of(path.split("/", -1)), kind, endpoint);
        routes.add(route);
        if (!path.contains("{")) {
            exact.computeIfAbsent(path, any -> new ArrayList<>()).add(route);
        }
        return this;
    }

    public List<Route> all() {
        return List.copyOf(routes);
    }

    /** Whether there is an endpoint of this path, as documents and counters write it. */
    public boolean has(String path) {
        return !at(path).isEmpty()
                || !at(Gate.API + path).isEmpty()
                || routes.stream().anyMatch(route -> route.path().equals(path));
    }

    /** The routes that answer under this path, whatever their method; empty when nobody does. */
    List<Route> at(String path) {
        List<Route> found = exact.get(path);
        if (found != null) {
            return found;
        }
        List<String> asked = List.of(path.split("/", -1));
        return routes.stream().filter(route -> values(route, asked) != null).toList();
    }

    /** What the named segments of the route are in this path, or null where it does not fit. */
    static Map<String, String> values(Route route, List<String> asked) {
        List<String> wanted = route.segments();
        if (wanted.size() != asked.size()) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            String want = wanted.get(i);
            if (want.startsWith("{")) {
                if (asked.get(i).isEmpty()) {
                    return null;
                }
                values.put(want.substring(1, want.length() - 1), asked.get(i));
            } else if (!want.equals(asked.get(i))) {
                return null;
            }
        }
        return values;
    }
}
