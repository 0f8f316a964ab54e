package io.tiktokroutes.reference;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML file as a person wrote it: its texts in their order, with nothing filled in. */
final class YamlText {

    /**
     * One text of the file.
     *
     * @param keys the keys above it, the nearest last; items of a list have their list's key
     * @param item its place in the list right under the first key, counted from 1; 0 outside
     * @param isKey true when it is a key itself
     * @param text as it is written
     * @param place the line and the column, counted from 1, with a colon between
     */
    record Scalar(List<String> keys, int item, boolean isKey, String text, String place) {

        /** The nearest key above. */
        String key() {
            return keys.isEmpty() ? "" : keys.get(keys.size() - 1);
        }
    }

    private final Node root;
    private final List<Scalar> scalars = new ArrayList<>();

    private YamlText(String text) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        root = yaml.compose(new StringReader(text));
        if (root != null) {
            walk(root, List.of(), 0, false);
        }
    }

    static YamlText of(String text) {
        return new YamlText(text);
    }

    static YamlText read(Path file) throws IOException {
        return new YamlText(Files.readString(file));
    }

    private void walk(Node node, List<String> keys, int item, boolean isKey) {
        if (node instanceof ScalarNode scalar) {
            String place =
                    (scalar.getStartMark().getLine() + 1)
                            + ":"
                            + (scalar.getStartMark().getColumn() + 1);
            scalars.add(new Scalar(keys, item, isKey, scalar.getValue(), place));
        } else if (node instanceof SequenceNode list) {
            int number = 0;
            for (Node each : list.getValue()) {
                number++;
                walk(each, keys, keys.size() == 1 && item == 0 ? number : item, isKey);
            }
        } else if (node instanceof MappingNode table) {
            for (NodeTuple field : table.getValue()) {
                walk(field.getKeyNode(), keys, item, true);
                walk(field.getValueNode(), with(keys, textOf(field.getKeyNode())), item, false);
            }
        }
    }

    private static List<String> with(List<String> keys, String key) {
        List<String> more = new ArrayList<>(keys);
        more.add(key);
        return List.copyOf(more);
    }

    private static String textOf(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Every text of the file. */
    List<Scalar> scalars() {
        return scalars;
    }

    /** The texts that stand right at these keys; none when there are no such keys. */
    List<String> at(String... keys) {
        List<String> wanted = List.of(keys);
        return scalars.stream()
                .filter(s -> !s.isKey() && s.keys().equals(wanted))
                .map(Scalar::text)
                .toList();
    }

    /** The first text at these keys, or nothing. */
    String one(String... keys) {
        return at(keys).stream().findFirst().orElse("");
    }

    /** The names of the entries right below these keys, in their order. */
    List<String> names(String... keys) {
        List<String> wanted = List.of(keys);
        return scalars.stream()
                .filter(s -> s.isKey() && s.keys().equals(wanted))
                .map(Scalar::text)
                .toList();
    }

    /** The items of a file that is a list, each as it stands in the text. */
    List<String> items(String text, UnaryOperator<String> tidy) {
        List<String> items = new ArrayList<>();
        if (root instanceof SequenceNode list) {
            List<Node> nodes = list.getValue();
            int[] code = text.codePoints().toArray();
            for (int i = 0; i < nodes.size(); i++) {
                int start = nodes.get(i).getStartMark().getIndex();
                int end = nodes.get(i).getEndMark().getIndex();
                items.add(tidy.apply(new String(code, start, end - start)));
            }
        }
        return items;
    }
}
