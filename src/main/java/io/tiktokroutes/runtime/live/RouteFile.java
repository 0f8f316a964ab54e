package io.tiktokroutes.runtime.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One file of {@code routes/} as it was saved, with the place of everything in it.
 *
 * <p>It is read with the parser that Camel uses, so that both always agree on what it says.
 */
public final class RouteFile {

    /**
     * One {@code - route:} of the file.
     *
     * @param id unique among all files
     * @param at where the id stands
     * @param text the route as written; the same text means the same route
     */
    record RouteText(String id, Position at, String text) {}

    /**
     * A value in the file.
     *
     * @param key the key it belongs to; empty in lists
     * @param value as YAML reads it
     * @param at where it stands
     * @param route the id of the route around it; empty outside of routes
     */
    record Value(String key, String value, Position at, String route) {}

    /**
     * A kamelet that a route uses.
     *
     * @param name such as {@code tiktok-lead-source}
     * @param at where it is named
     * @param parameters what is set there, by name, with the place of each name
     */
    record KameletUse(String name, Position at, Map<String, Position> parameters) {}

    private final String name;
    private final String text;
    private final Map<String, RouteText> routes = new LinkedHashMap<>();
    private final List<String> frame = new ArrayList<>();
    private final List<Value> keys = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final List<KameletUse> kamelets = new ArrayList<>();
    private final List<Placeholder> placeholders = new ArrayList<>();

    private RouteFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /**
     * @param name how messages call it, such as {@code routes/leads-to-cdp.camel.yaml}
     * @throws RouteFileException when it is no YAML, or no list of routes with ids
     */
    public static RouteFile parse(String name, String text) throws RouteFileException {
        // some editors begin a file with a byte order mark, which is no part of it
        RouteFile file = new RouteFile(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        new RouteFileReader(file).read();
        return file;
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The settings the file asks for, in its order; one that is asked for twice stands twice. */
    public List<Placeholder> placeholders() {
        return List.copyOf(placeholders);
    }

    /** The ids of its routes, in its order. */
    public Set<String> ids() {
        return routes.keySet();
    }

    RouteText route(String id) {
        return routes.get(id);
    }

    /**
     * What the file says outside of its routes, such as an error handler; holds for all of them.
     */
    List<String> frame() {
        return frame;
    }

    List<KameletUse> kamelets() {
        return kamelets;
    }

    /** True when the other file has this route too, word for word and in the same frame. */
    boolean sharesRoute(String id, RouteFile other) {
        return routes.containsKey(id)
                && other.routes.containsKey(id)
                && routes.get(id).text().equals(other.routes.get(id).text())
                && frame.equals(other.frame);
    }

    /** Where a value stands, if it does; in the given route rather than elsewhere. */
    Optional<Value> findValue(String route, Predicate<Value> wanted) {
        return find(values, route, wanted);
    }

    /** Where a key stands, if it does; the value of the result is the key itself. */
    Optional<Value> findKey(String route, String key) {
        return find(keys, route, k -> k.value().equals(key));
    }

    private static Optional<Value> find(List<Value> places, String route, Predicate<Value> wanted) {
        Optional<Value> inside =
                places.stream().filter(v -> v.route().equals(route)).filter(wanted).findFirst();
        return inside.isPresent() ? inside : places.stream().filter(wanted).findFirst();
    }

    /** The place of a route's id, or the start of the file when it has no such route. */
    Position placeOf(String route) {
        RouteText found = routes.get(route);
        return found == null ? Position.START : found.at();
    }

    /** Takes a route; false when the file already has one of that id. */
    boolean add(RouteText route) {
        return routes.putIfAbsent(route.id(), route) == null;
    }

    void addFrame(String written) {
        frame.add(written);
    }

    void addKey(Value key) {
        keys.add(key);
    }

    void addValue(Value value, List<Placeholder> inside) {
        values.add(value);
        placeholders.addAll(inside);
    }

    void addKamelet(KameletUse use) {
        kamelets.add(use);
    }
}
