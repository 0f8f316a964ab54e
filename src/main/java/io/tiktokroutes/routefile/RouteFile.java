package io.tiktokroutes.routefile;

import io.tiktokroutes.routefile.Contents.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
     * @param plain what is set directly under {@code route:}, such as its description
     */
    public record RouteText(String id, Position at, String text, Map<String, Value> plain) {}

    private final String name;
    private final String text;
    private final Map<String, RouteText> routes = new LinkedHashMap<>();
    private final List<String> frame = new ArrayList<>();
    private final Contents contents = new Contents();

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

    /** Everything that stands in its routes. */
    public Contents contents() {
        return contents;
    }

    /** The ids of its routes, in its order. */
    public Set<String> ids() {
        return routes.keySet();
    }

    /** Its routes, in its order. */
    public Collection<RouteText> routes() {
        return routes.values();
    }

    /**
     * What the file says outside of its routes, such as an error handler; holds for all of them.
     */
    List<String> frame() {
        return frame;
    }

    /** The kamelets its routes use, in its order. */
    public List<EndpointUse> kamelets() {
        return contents.endpoints().stream().filter(EndpointUse::isKamelet).toList();
    }

    /** True when the other file has this route too, word for word and in the same frame. */
    public boolean sharesRoute(String id, RouteFile other) {
        return routes.containsKey(id)
                && other.routes.containsKey(id)
                && routes.get(id).text().equals(other.routes.get(id).text())
                && frame.equals(other.frame);
    }

    /** The place of a route's id, or the start of the file when it has no such route. */
    public Position placeOf(String route) {
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
}
