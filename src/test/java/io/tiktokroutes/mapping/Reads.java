package io.tiktokroutes.mapping;

import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the paths that a mapping file reads, and the parameters of the sink. */
final class Reads {

    private static final String SETTINGS = "settings.";
    private static final Set<String> KEYS = Set.of("from", "in", "is", "is-not", "country");

    private final Set<FieldPath> paths = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> settings = new LinkedHashSet<>();

    void file(String text) {
        walk(new Yaml(new LoaderOptions()).compose(new StringReader(text)), "");
    }

    private void walk(Node node, String key) {
        if (node instanceof MappingNode table) {
            for (NodeTuple field : table.getValue()) {
                walk(field.getValueNode(), ((ScalarNode) field.getKeyNode()).getValue());
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> walk(item, key));
        } else if (node instanceof ScalarNode scalar && KEYS.contains(key)) {
            add(Placeholders.fill(scalar.getValue(), name -> null), key);
        }
    }

    private void add(String text, String key) {
        if (text.startsWith(SETTINGS)) {
            settings.add(text.substring(SETTINGS.length()));
        } else if (key.equals("from") || key.equals("in")) {
            FieldPath path = FieldPath.parse(text);
            paths.add(path);
            for (Step step : path.steps()) {
                if (step instanceof Step.Key name) {
                    names.add(name.name());
                } else if (step instanceof Step.Match match) {
                    names.add(match.field());
                } else if (step instanceof Step.Setting setting) {
                    settings.add(setting.name());
                }
            }
        }
    }

    Set<FieldPath> paths() {
        return paths;
    }

    Set<String> names() {
        return names;
    }

    Set<String> settings() {
        return settings;
    }
}
