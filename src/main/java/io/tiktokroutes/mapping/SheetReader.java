package io.tiktokroutes.mapping;

import io.tiktokroutes.spelling.Spelling;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.Node;

/** Opens a mapping file and those it extends. */
final class SheetReader {

    private final UnaryOperator<String> properties;
    private final Map<String, MappingReader.Text> texts;

    SheetReader(UnaryOperator<String> properties, Map<String, MappingReader.Text> texts) {
        this.properties = properties;
        this.texts = texts;
    }

    Sheet read(String name) throws MappingException {
        return sheet(name, new LinkedHashSet<>());
    }

    private Sheet sheet(String name, Set<String> above) throws MappingException {
        MappingReader.Text text = texts.get(name);
        YamlFile file = new YamlFile(text.path(), properties);
        Node root = file.read(text.text());
        Map<String, Node> fields = file.fields(root, "a mapping", MappingReader.KEYS);
        Node node = fields.get("extends");
        if (node == null) {
            return new Sheet(name, file, root, fields, null);
        }
        String base = file.text(node, "extends");
        above.add(name);
        if (above.contains(base)) {
            throw file.wrong(
                    node, "'" + base + "' extends this mapping, or is it; take one extends: out");
        }
        if (!texts.containsKey(base)) {
            Set<String> others = new TreeSet<>(texts.keySet());
            others.removeAll(above);
            throw file.wrong(
                    node, "there is no mapping '" + base + "'" + Spelling.hintOrAll(base, others));
        }
        return new Sheet(name, file, root, fields, sheet(base, above));
    }
}
