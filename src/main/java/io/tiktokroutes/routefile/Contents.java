package io.tiktokroutes.routefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What stands in the routes of a file: keys, values, placeholders and endpoints. */
public final class Contents {

    /**
     * A value in the file.
     *
     * @param key the key it belongs to; empty in lists
     * @param value as YAML reads it
     * @param at where it stands
     * @param route the id of the route around it; empty outside of routes
     */
    public record Value(String key, String value, Position at, String route) {}

    private final List<Value> keys = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final List<EndpointUse> endpoints = new ArrayList<>();
    private final List<Placeholder> placeholders = new ArrayList<>();

    Contents() {}

    /** Every key, in the file's order; the value of each is the key, its key the one above it. */
    public List<Value> keys() {
        return List.copyOf(keys);
    }

    /** Every single value, in the file's order. */
    public List<Value> values() {
        return List.copyOf(values);
    }

    public List<EndpointUse> endpoints() {
        return List.copyOf(endpoints);
    }

    /** The settings it asks for, in its order; one that is asked for twice stands twice. */
    public List<Placeholder> placeholders() {
        return List.copyOf(placeholders);
    }

    /** Where a value stands, if it does; in the given route rather than elsewhere. */
    public Optional<Value> findValue(String route, Predicate<Value> wanted) {
        return find(values, route, wanted);
    }

    /** Where a key stands, if it does; the value of the result is the key itself. */
    public Optional<Value> findKey(String route, String key) {
        return find(keys, route, k -> k.value().equals(key));
    }

    private static Optional<Value> find(List<Value> places, String route, Predicate<Value> wanted) {
        Optional<Value> inside =
                places.stream().filter(v -> v.route().equals(route)).filter(wanted).findFirst();
        return inside.isPresent() ? inside : places.stream().filter(wanted).findFirst();
    }

    void addKey(Value key) {
        keys.add(key);
    }

    void addValue(Value value, List<Placeholder> inside) {
        values.add(value);
        placeholders.addAll(inside);
    }

    void addEndpoint(EndpointUse use) {
        endpoints.add(use);
    }
}
