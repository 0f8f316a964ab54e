package io.tiktokroutes.routefile;

import static io.tiktokroutes.routefile.YamlText.at;
import static io.tiktokroutes.routefile.YamlText.keyOf;

import io.tiktokroutes.routefile.Contents.Value;
import io.tiktokroutes.routefile.RouteFile.RouteText;
import io.tiktokroutes.spelling.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

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
    private final YamlText yaml;
    private final ContentsReader contents;

    RouteFileReader(RouteFile file) {
        this.file = file;
        this.yaml = new YamlText(file.name(), file.text());
        this.contents = new ContentsReader(yaml, file.contents());
    }

    void read() throws RouteFileException {
        Node root = yaml.compose();
        if (root == null) {
            throw yaml.mistake(
                    Position.START, "the file is empty; write a route, or delete the file");
        }
        if (!(root instanceof SequenceNode entries)) {
            throw yaml.mistake(at(root), "a route file is a list; begin it with '- route:'");
        }
        for (Node entry : entries.getValue()) {
            if (!(entry instanceof MappingNode map)
                    || map.getValue().size() != 1
                    || !(map.getValue().get(0).getKeyNode() instanceof ScalarNode key)) {
                throw yaml.mistake(
                        at(entry),
                        "each entry has one key; write '- route:' and indent what belongs to it");
            }
            readEntry(map, key, map.getValue().get(0).getValueNode());
        }
        if (file.ids().isEmpty()) {
            throw yaml.mistake(Position.START, "there is no route in it; write '- route:'");
        }
    }

    private void readEntry(MappingNode entry, ScalarNode key, Node value)
            throws RouteFileException {
        String kind = key.getValue();
        if (kind.equals("route")) {
            readRoute(entry, value, at(key));
        } else if (FRAME.contains(kind)) {
            file.addFrame(yaml.written(entry));
            contents.walk(kind, "", value, "");
        } else {
            String instead = ELSEWHERE.get(kind);
            throw yaml.mistake(
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
        Map<String, Value> plain = new LinkedHashMap<>();
        if (value instanceof MappingNode map) {
            for (NodeTuple pair : map.getValue()) {
                if (pair.getValueNode() instanceof ScalarNode scalar) {
                    String key = keyOf(pair);
                    plain.put(key, new Value(key, scalar.getValue(), at(scalar), ""));
                }
            }
        }
        Value id = plain.get("id");
        if (id == null || id.value().isBlank()) {
            throw yaml.mistake(
                    start, "the route has no id; write 'id: what-to-where' under 'route:'");
        }
        if (id.value().contains("{{")) {
            throw yaml.mistake(id.at(), "the id of a route is a plain name; write it out");
        }
        if (!file.add(new RouteText(id.value(), id.at(), yaml.written(entry), plain))) {
            throw yaml.mistake(
                    id.at(), "route id '" + id.value() + "' stands twice in this file; rename one");
        }
        contents.walk("route", "", value, id.value());
    }
}
