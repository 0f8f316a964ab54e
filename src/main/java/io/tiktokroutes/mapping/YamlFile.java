package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.spelling.Spelling;
import java.io.StringReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/** A YAML file whose mistakes are told with line and column. */
final class YamlFile {

    private final String file;
    private final UnaryOperator<String> properties;

    /**
     * @param file how messages call the file
     * @param properties what stands for {{name}}; null to leave such text as it is
     */
    YamlFile(String file, UnaryOperator<String> properties) {
        this.file = file;
        this.properties = properties;
    }

    String name() {
        return file;
    }

    /** The root of the file. */
    Node read(String text) throws MappingException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // a lookup may be long
        options.setMaxAliasesForCollections(0); // so that no node can contain itself
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Node root;
        try {
            root = new Yaml(options).compose(new StringReader(clean));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw new MappingException(
                    file, mark.getLine() + 1, mark.getColumn() + 1, YamlProblem.of(e));
        } catch (ReaderException e) {
            int line = (int) clean.substring(0, e.getPosition()).lines().count();
            throw new MappingException(
                    file,
                    Math.max(1, line),
                    1,
                    "a letter that can not be printed stands here; take it out");
        } catch (YAMLException e) {
            throw new MappingException(file, 1, 1, YamlProblem.withoutPlace(e));
        }
        if (root == null) {
            throw new MappingException(file, 1, 1, "the file is empty");
        }
        return root;
    }

    /** A mistake at this place. */
    MappingException wrong(Node at, String problem) {
        Mark mark = at.getStartMark();
        return new MappingException(file, mark.getLine() + 1, mark.getColumn() + 1, problem);
    }

    /** A text with the place it stands at. */
    MappingTable.Spot spot(Node at, String text) {
        Mark mark = at.getStartMark();
        return new MappingTable.Spot(text, file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The keys and values of a node, each of them known and written once. */
    Map<String, Node> fields(Node node, String what, Collection<String> known)
            throws MappingException {
        Map<String, Node> fields = new LinkedHashMap<>();
        Mistakes mistakes = new Mistakes();
        for (NodeTuple field : tuples(node, what)) {
            String key = key(field.getKeyNode());
            if (!known.contains(key)) {
                mistakes.add(
                        wrong(
                                field.getKeyNode(),
                                what
                                        + " has no key '"
                                        + key
                                        + "'"
                                        + Spelling.hintOrAll(key, known)));
            }
            put(fields, key, field);
        }
        mistakes.tell();
        return fields;
    }

    /** The keys and values of a node, whatever the keys are. */
    Map<String, Node> table(Node node, String what) throws MappingException {
        Map<String, Node> table = new LinkedHashMap<>();
        for (NodeTuple field : tuples(node, what)) {
            put(table, key(field.getKeyNode()), field);
        }
        return table;
    }

    private void put(Map<String, Node> fields, String key, NodeTuple field)
            throws MappingException {
        if (fields.put(key, field.getValueNode()) != null) {
            throw wrong(field.getKeyNode(), "'" + key + "' is written twice; keep one of them");
        }
    }

    private List<NodeTuple> tuples(Node node, String what) throws MappingException {
        if (node instanceof MappingNode table) {
            return table.getValue();
        }
        throw wrong(node, what + " is made of 'key: value' pairs, and here stands something else");
    }

    private String key(Node node) throws MappingException {
        if (node instanceof ScalarNode scalar) {
            return fill(scalar, scalar.getValue());
        }
        throw wrong(node, "a key is one word; {{name}} must stand in quotes: \"{{name}}\"");
    }

    /** The items of a list. */
    List<Node> items(Node node, String what) throws MappingException {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        throw wrong(node, what + " is a list; begin each item with '- '");
    }

    /** One text that is not empty. */
    String text(Node node, String what) throws MappingException {
        String text = textOrEmpty(node, what);
        if (text.isBlank()) {
            throw wrong(node, what + " is empty; write a value or take the key out");
        }
        return text;
    }

    /** One text, which a property may have emptied. */
    String textOrEmpty(Node node, String what) throws MappingException {
        if (node instanceof ScalarNode scalar) {
            return fill(scalar, scalar.getValue());
        }
        boolean property =
                node instanceof MappingNode table
                        && !table.getValue().isEmpty()
                        && table.getValue().get(0).getKeyNode() instanceof MappingNode;
        throw wrong(
                node,
                property
                        ? "{{name}} must stand in quotes: \"{{name}}\""
                        : what + " is one text, not a list or 'key: value' pairs");
    }

    /** One of a few words. */
    String word(Node node, String what, Collection<String> known) throws MappingException {
        String word = text(node, what);
        if (!known.contains(word)) {
            throw wrong(
                    node, what + " can not be '" + word + "'" + Spelling.hintOrAll(word, known));
        }
        return word;
    }

    /** True or false. */
    boolean flag(Node node, String what) throws MappingException {
        return word(node, what, List.of("true", "false")).equals("true");
    }

    /** A path, checked. */
    FieldPath path(Node node, String what) throws MappingException {
        try {
            return FieldPath.parse(text(node, what));
        } catch (IllegalArgumentException e) {
            throw wrong(node, e.getMessage());
        }
    }

    /** The node as JSON. */
    JsonNode json(Node node) throws MappingException {
        return new YamlJson(this).of(node);
    }

    String fill(Node at, String text) throws MappingException {
        if (properties == null) {
            return text;
        }
        try {
            return Placeholders.fill(text, properties);
        } catch (IllegalArgumentException e) {
            throw wrong(at, e.getMessage());
        }
    }
}
