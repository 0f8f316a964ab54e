package io.tiktokroutes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A mapping file as it is written, on top of the one it extends. Of each key the nearest one
 * counts.
 *
 * @param name the mapping's name
 * @param file where it stands
 * @param root the whole file
 * @param fields its keys
 * @param base the file it extends, or null
 */
record Sheet(String name, YamlFile file, Node root, Map<String, Node> fields, Sheet base) {

    /** A key's value with the file it stands in. */
    record Entry(YamlFile file, Node node) {}

    /** The nearest value of that key, or null. */
    Entry find(String key) {
        Node node = fields.get(key);
        if (node != null) {
            return new Entry(file, node);
        }
        return base == null ? null : base.find(key);
    }

    /** The names of all mappings below this one, the nearest first. */
    List<String> bases() {
        List<String> names = new ArrayList<>();
        for (Sheet sheet = base; sheet != null; sheet = sheet.base) {
            names.add(sheet.name);
        }
        return names;
    }
}
