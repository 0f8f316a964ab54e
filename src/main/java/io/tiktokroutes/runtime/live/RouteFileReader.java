package io.tiktokroutes.runtime.live;

import io.tiktokroutes.runtime.live.RouteFile.KameletUse;
import io.tiktokroutes.runtime.live.RouteFile.RouteText;
import io.tiktokroutes.runtime.live.RouteFile.Value;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the YAML of a route file, and refuses what no reload could take back. */
final class RouteFileReader {

    /** What may stand beside the routes of a file: it holds for this file only. */
    private static final Set<String> FRAME =
            Set.of(
                    "errorHandler",
                    "intercept",
                    "interceptFrom",
                    "interceptSendToEndpoint",
                    "onCompletion",
                    "onException");

    /** What reaches beyond its file, and what to write instead. */
    private static final Map<String, String> ELSEWHERE =
            Map.of(
                    "beans", "write the beans into the template of a kamelet",
                    "from", "write '- route:' with an id, and put 'from:' inside",
                    "rest", "write a route from 'platform-http:'",
                    "restConfiguration", "write a route from 'platform-http:'",
                    "routeConfiguration", "write onException or errorHandler into each file",
                    "routeTemplate", "write a kamelet",
                    "templatedRoute", "write a kamelet and a route that uses it");

    private final RouteFile file;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    RouteFileReader(RouteFile file) {
        this.file = file;
    }

    void read() throws RouteFileException {
        Node root = compose();
        if (root == null) {
            throw mistake(Position.START, "the file is empty; write a route, or delete the file");
        }
        if (!(root instanceof SequenceNode entries)) {
            throw mistake(at(root), "a route file is a list; begin it with '- route:'");
        }
        for (Node entry : entries.getValue()) {
            if (!(entry instanceof MappingNode map)
                    || map.getValue().size() != 1
                    || !(map.getValue().get(0).getKeyNode() instanceof ScalarNode key)) {
                throw mistake(
                        at(entry),
                        "each entry has one key; write '- route:' and indent what belongs to it");
            }
            readEntry(map, key, map.getValue().get(0).getValueNode());
        }
        if (file.ids().isEmpty()) {
            throw mistake(Position.START, "there is no route in it; write '- route:'");
        }
    }

    private Node compose() throws RouteFileException {
        // keys that are no names are allowed here only to say what is wrong with them
        LoadSettings settings =
                LoadSettings.builder().setLabel(file.name()).setAllowNonScalarKeys(true).build();
        StreamReader reader = new StreamReader(settings, file.text());
        try {
            return new Composer(settings, new ParserImpl(settings, reader))
                    .getSingleNode()
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            throw mistake(Position.of(e.getProblemMark()), "this is no YAML: " + e.getProblem());
        } catch (ReaderException e) {
            throw mistake(
                    new Position(reader.getLine() + 1, reader.getColumn() + 1),
                    "a character that no YAML file may hold");
        } catch (YamlEngineException e) {
            throw mistake(Position.START, "this is no YAML: " + e.getMessage());
        }
    }

    private void readEntry(MappingNode entry, ScalarNode key, Node value)
            throws RouteFileException {
        String kind = key.getValue();
        if (kind.equals("route")) {
            readRoute(entry, value, at(key));
        } else if (FRAME.contains(kind)) {
            file.addFrame(written(entry));
            walk("", value, "");
        } else {
            String instead = ELSEWHERE.get(kind);
            throw mistake(
                    at(key),
                    "'"
                            + kind
                            + "' has no place in a route file"
                            + (instead != null
                                    ? "; " + instead
                                    : Spelling.hint(kind, List.of("route", "onException"))));
        }
    }

    private void readRoute(MappingNode entry, Node value, Position start)
            throws RouteFileException {
        ScalarNode id = null;
        if (value instanceof MappingNode map) {
            for (NodeTuple pair : map.getValue()) {
                if (keyOf(pair).equals("id") && pair.getValueNode() instanceof ScalarNode scalar) {
                    id = scalar;
                }
            }
        }
        if (id == null || id.getValue().isBlank()) {
            throw mistake(start, "the route has no id; write 'id: what-to-where' under 'route:'");
        }
        if (id.getValue().contains("{{")) {
            throw mistake(at(id), "the id of a route is a plain name; write it out");
        }
        if (!file.add(new RouteText(id.getValue(), at(id), written(entry)))) {
            throw mistake(
                    at(id),
                    "route id '" + id.getValue() + "' stands twice in this file; rename one");
        }
        walk("", value, id.getValue());
    }

    private void walk(String key, Node node, String route) throws RouteFileException {
        if (!seen.add(node)) {
            return; // an alias of what was read already
        }
        if (node instanceof ScalarNode scalar) {
            readValue(new Value(key, scalar.getValue(), at(scalar), route), scalar);
        } else if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                walk("", item, route);
            }
        } else if (node instanceof MappingNode map) {
            readMap(key, map, route);
        }
    }

    private void readMap(String key, MappingNode map, String route) throws RouteFileException {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple pair : map.getValue()) {
            if (pair.getKeyNode() instanceof MappingNode && written(map).startsWith("{{")) {
                throw mistake(at(map), "a placeholder needs quotes; write \"{{name}}\"");
            }
            String name = keyOf(pair);
            if (entries.putIfAbsent(name, pair.getValueNode()) != null) {
                throw mistake(at(pair.getKeyNode()), "'" + name + "' stands here a second time");
            }
            file.addKey(new Value(key, name, at(pair.getKeyNode()), route));
        }
        Node named = entries.get(key.equals("kamelet") ? "name" : "uri");
        if (named instanceof ScalarNode scalar
                && entries.get("parameters") instanceof MappingNode parameters) {
            String uri = key.equals("kamelet") ? "kamelet:" + scalar.getValue() : scalar.getValue();
            useOf(uri, at(scalar), parameters);
            seen.add(scalar);
            readPlain(new Value("uri", scalar.getValue(), at(scalar), route), scalar);
        }
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            walk(entry.getKey(), entry.getValue(), route);
        }
    }

    private void readValue(Value value, ScalarNode scalar) {
        readPlain(value, scalar);
        if (value.key().equals("kamelet")) {
            useOf("kamelet:" + value.value(), value.at(), null);
        } else {
            useOf(value.value(), value.at(), null);
        }
    }

    private void readPlain(Value value, ScalarNode scalar) {
        file.addValue(value, Placeholder.in(written(scalar), at(scalar)));
    }

    private void useOf(String uri, Position at, MappingNode parameters) {
        if (!uri.startsWith("kamelet:")) {
            return;
        }
        String[] parts = uri.substring("kamelet:".length()).split("\\?", 2);
        Map<String, Position> set = new HashMap<>();
        if (parts.length == 2) {
            for (String pair : parts[1].split("&")) {
                set.put(pair.split("=", 2)[0], at);
            }
        }
        if (parameters != null) {
            set.putAll(
                    parameters.getValue().stream()
                            .collect(
                                    Collectors.toMap(
                                            RouteFileReader::keyOf,
                                            pair -> at(pair.getKeyNode()),
                                            (first, second) -> first)));
        }
        String name = parts[0].replaceFirst("^//", "").replaceFirst("/.*", "");
        file.addKamelet(new KameletUse(name, at, set));
    }

    private static String keyOf(NodeTuple pair) {
        return pair.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }

    /** The node as the file has it, without the empty lines and comments that follow it. */
    private String written(Node node) {
        String text = file.text();
        int from = node.getStartMark().orElseThrow().getIndex();
        int to = node.getEndMark().orElseThrow().getIndex();
        // marks count code points
        String raw =
                text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
        List<String> lines = new ArrayList<>(raw.lines().toList());
        while (lines.size() > 1 && lines.get(lines.size() - 1).matches("\\s*(#.*)?")) {
            lines.remove(lines.size() - 1);
        }
        return String.join("\n", lines);
    }

    private static Position at(Node node) {
        return Position.of(node.getStartMark());
    }

    private RouteFileException mistake(Position at, String what) {
        return new RouteFileException(file.name(), at, what);
    }
}
