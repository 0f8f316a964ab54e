package io.tiktokroutes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Says a condition in words: {@code user.consent_categories is settings.consent}. */
final class ConditionText {

    private final YamlFile file;

    ConditionText(YamlFile file) {
        this.file = file;
    }

    String of(Node node) throws MappingException {
        if (node instanceof SequenceNode list) {
            return joined(list, " and ");
        }
        Map<String, Node> fields = file.table(node, "a condition");
        if (fields.get("any") instanceof SequenceNode list) {
            return "(" + joined(list, " or ") + ")";
        }
        String place = "";
        String test = "";
        for (Map.Entry<String, Node> field : fields.entrySet()) {
            String key = field.getKey();
            if (key.equals("present")) {
                boolean wanted = file.flag(field.getValue(), key);
                test = wanted ? " is there" : " is not there";
            } else if (ConditionReader.PLACES.contains(key)) {
                place = place(key, field.getValue());
            } else if (ConditionReader.TESTS.contains(key)) {
                test = " " + key.replace('-', ' ') + " " + words(field.getValue(), " or ");
            }
        }
        return place + test;
    }

    private String place(String key, Node node) throws MappingException {
        String words = words(node, "/");
        return switch (key) {
            case "column" -> "column " + words;
            case "value" -> "'" + words + "'";
            default -> words;
        };
    }

    private String joined(SequenceNode list, String between) throws MappingException {
        List<String> parts = new ArrayList<>();
        for (Node item : list.getValue()) {
            parts.add(item instanceof SequenceNode ? "(" + of(item) + ")" : of(item));
        }
        return String.join(between, parts);
    }

    private String words(Node node, String between) throws MappingException {
        if (node instanceof ScalarNode scalar) {
            return file.fill(scalar, scalar.getValue());
        }
        List<String> words = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                words.add(words(item, between));
            }
        } else if (node instanceof MappingNode) {
            for (Map.Entry<String, Node> field : file.table(node, "this").entrySet()) {
                words.add(field.getKey() + " " + words(field.getValue(), between));
            }
            return String.join(" ", words);
        }
        return String.join(between, words);
    }
}
