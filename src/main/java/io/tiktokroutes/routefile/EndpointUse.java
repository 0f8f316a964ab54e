package io.tiktokroutes.routefile;

import java.util.Map;

/**
 * An endpoint that a route or kamelet reads from or writes to.
 *
 * @param scheme the component, such as {@code inbox} or {@code kamelet}
 * @param name what follows the scheme, such as the name of an inbox or kamelet
 * @param at where the endpoint is named
 * @param route the id of the route around it; empty outside of routes
 * @param reads true when the route takes its messages from it
 * @param parameters what is set there, by name, in the file's order
 */
public record EndpointUse(
        String scheme,
        String name,
        Position at,
        String route,
        boolean reads,
        Map<String, Parameter> parameters) {

    /**
     * One parameter that is set.
     *
     * @param at where its name stands, or the endpoint when it stands in the URI
     * @param value as YAML reads it; null when it is no single value
     * @param valueAt where the value stands
     */
    public record Parameter(String name, Position at, String value, Position valueAt) {}

    /** True for a kamelet of the given or any catalogue, not for the two ends inside of one. */
    public boolean isKamelet() {
        return scheme.equals("kamelet") && !name.equals("source") && !name.equals("sink");
    }

    /** The value of a parameter; empty when it is not set, or no single value. */
    public String value(String parameter) {
        Parameter set = parameters.get(parameter);
        return set == null || set.value() == null ? "" : set.value();
    }
}
