package io.tiktokroutes.mapping;

import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Says in a few words how a row is written, for messages: {@code from email, hash sha256}. */
final class RowSummary {

    private RowSummary() {}

    static String of(YamlFile file, Map<String, Node> fields) throws MappingException {
        StringBuilder summary = new StringBuilder();
        for (Map.Entry<String, Node> field : fields.entrySet()) {
            String key = field.getKey();
            if (!key.equals("to") && !key.equals("required") && !key.equals("reason")) {
                summary.append(summary.isEmpty() ? "" : ", ").append(key).append(' ');
                append(summary, file, field.getValue());
            }
        }
        return summary.toString();
    }

    private static void append(StringBuilder summary, YamlFile file, Node node)
            throws MappingException {
        if (node instanceof ScalarNode scalar) {
            summary.append(file.fill(scalar, scalar.getValue()));
        } else if (node instanceof SequenceNode list) {
            String between = "";
            for (Node item : list.getValue()) {
                summary.append(between);
                append(summary, file, item);
                between = " or ";
            }
        } else if (node instanceof MappingNode table) {
            Map<String, Node> entries = file.table(table, "this");
            if (entries.size() > 2) {
                summary.append("of ").append(entries.size()).append(" entries");
                return;
            }
            String between = "";
            for (Map.Entry<String, Node> entry : entries.entrySet()) {
                summary.append(between).append(entry.getKey()).append(' ');
                append(summary, file, entry.getValue());
                between = " ";
            }
        }
    }
}
