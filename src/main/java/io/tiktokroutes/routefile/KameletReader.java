package io.tiktokroutes.routefile;

import static io.tiktokroutes.routefile.YamlText.at;
import static io.tiktokroutes.routefile.YamlText.keyOf;

import io.tiktokroutes.routefile.KameletFile.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the YAML of a kamelet. */
final class KameletReader {

    private final KameletFile kamelet;
    private final YamlText yaml;

    KameletReader(KameletFile kamelet, String text) {
        this.kamelet = kamelet;
        this.yaml =
                new YamlText(kamelet.file(), text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    void read() throws RouteFileException {
        Map<String, Node> top = fields(yaml.compose());
        if (!plain(top.get("kind")).equals("Kamelet")) {
            throw yaml.mistake(Position.START, "this is no kamelet; write 'kind: Kamelet'");
        }
        if (fields(top.get("metadata")).get("name") instanceof ScalarNode name) {
            kamelet.name = name.getValue();
            kamelet.nameAt = at(name);
        }
        Map<String, Node> spec = fields(top.get("spec"));
        Map<String, Node> definition = fields(spec.get("definition"));
        kamelet.description = plain(definition.get("description"));
        for (Node name : items(definition.get("required"))) {
            kamelet.required.put(plain(name), at(name));
        }
        if (definition.get("properties") instanceof MappingNode properties) {
            new ContentsReader(yaml, kamelet.declarations()).walk("properties", "", properties, "");
            for (NodeTuple pair : properties.getValue()) {
                read(keyOf(pair), at(pair.getKeyNode()), fields(pair.getValueNode()));
            }
        }
        if (spec.get("template") == null) {
            throw yaml.mistake(Position.START, "the kamelet has no template; write 'template:'");
        }
        new ContentsReader(yaml, kamelet.template()).walk("template", "", spec.get("template"), "");
    }

    private void read(String name, Position at, Map<String, Node> says) {
        Node fallback = says.get("default");
        List<String> choices = new ArrayList<>();
        items(says.get("enum")).forEach(choice -> choices.add(plain(choice)));
        kamelet.parameters.put(
                name,
                new Parameter(
                        name,
                        at,
                        plain(says.get("type")),
                        plain(says.get("format")),
                        plain(says.get("description")),
                        fallback == null ? null : plain(fallback),
                        fallback == null ? at : at(fallback),
                        List.copyOf(choices),
                        kamelet.required.containsKey(name)));
    }

    private static Map<String, Node> fields(Node node) {
        Map<String, Node> fields = new LinkedHashMap<>();
        if (node instanceof MappingNode map) {
            map.getValue().forEach(pair -> fields.put(keyOf(pair), pair.getValueNode()));
        }
        return fields;
    }

    private static List<Node> items(Node node) {
        return node instanceof SequenceNode list ? list.getValue() : List.of();
    }

    private static String plain(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
