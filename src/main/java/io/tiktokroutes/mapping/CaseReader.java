package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the cases of a test file. */
final class CaseReader {

    static final List<String> KEYS =
            List.of(
                    "name",
                    "settings",
                    "properties",
                    "input",
                    "output",
                    "contains",
                    "absent",
                    "skipped",
                    "refused");

    private final YamlFile file;
    private final String mapping;

    /**
     * @param path how messages call the file
     * @param mapping the mapping under test
     */
    CaseReader(String path, String mapping) {
        this.file = new YamlFile(path, null);
        this.mapping = mapping;
    }

    List<MappingTests.Case> read(String text) throws MappingException {
        Node root = file.read(text);
        Node tests = file.fields(root, "a test file", List.of("tests")).get("tests");
        if (tests == null) {
            throw file.wrong(
                    root, "the file has no tests; write tests: and one '- name:' for each");
        }
        List<MappingTests.Case> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Mistakes mistakes = new Mistakes();
        for (Node node : file.items(tests, "tests")) {
            MappingTests.Case test = mistakes.attempt(() -> one(node), null);
            if (test != null && !names.add(test.name())) {
                mistakes.add(
                        file.wrong(
                                node, "another test has the same name; say how this one differs"));
            }
            cases.add(test);
        }
        mistakes.tell();
        return cases;
    }

    private MappingTests.Case one(Node node) throws MappingException {
        Map<String, Node> fields = file.fields(node, "a test", KEYS);
        for (String key : List.of("name", "input")) {
            if (!fields.containsKey(key)) {
                throw file.wrong(node, "the test has no " + key + "; add " + key + ":");
            }
        }
        return new MappingTests.Case(
                file.name(),
                node.getStartMark().getLine() + 1,
                mapping,
                file.text(fields.get("name"), "name"),
                texts(fields.get("settings"), "settings"),
                texts(fields.get("properties"), "properties"),
                file.json(fields.get("input")),
                expectation(node, fields));
    }

    private Map<String, String> texts(Node node, String what) throws MappingException {
        Map<String, String> texts = new HashMap<>();
        if (node != null) {
            for (Map.Entry<String, Node> entry : file.table(node, what).entrySet()) {
                texts.put(entry.getKey(), file.textOrEmpty(entry.getValue(), entry.getKey()));
            }
        }
        return texts;
    }

    private Expectation expectation(Node node, Map<String, Node> fields) throws MappingException {
        boolean part = fields.containsKey("contains") || fields.containsKey("absent");
        int kinds = part ? 1 : 0;
        for (String key : List.of("output", "skipped", "refused")) {
            kinds += fields.containsKey(key) ? 1 : 0;
        }
        if (kinds != 1) {
            throw file.wrong(
                    node,
                    "a test expects one thing: output, or contains and absent, or skipped, or refused");
        }
        if (fields.containsKey("skipped")) {
            return new Expectation.Skip(RowReader.reason(file, fields.get("skipped")));
        }
        if (fields.containsKey("refused")) {
            return refusal(fields.get("refused"));
        }
        Node columns = fields.get(part ? "contains" : "output");
        JsonNode wanted = columns == null ? null : file.json(columns);
        List<FieldPath> absent = new ArrayList<>();
        if (fields.containsKey("absent")) {
            for (Node item : file.items(fields.get("absent"), "absent")) {
                absent.add(file.path(item, "absent"));
            }
        }
        return new Expectation.Output(wanted, !part, absent);
    }

    private Expectation refusal(Node node) throws MappingException {
        if (!(node instanceof MappingNode)) {
            return new Expectation.Refusal(RowReader.reason(file, node), 0);
        }
        Map<String, Node> fields = file.fields(node, "refused", List.of("reason", "row"));
        if (!fields.containsKey("reason")) {
            throw file.wrong(node, "refused needs a reason; add reason: CODE");
        }
        int row = 0;
        if (fields.containsKey("row")) {
            JsonNode number = file.json(fields.get("row"));
            if (!number.canConvertToInt() || !number.isIntegralNumber()) {
                throw file.wrong(fields.get("row"), "row is the number of a row, counted from 1");
            }
            row = number.intValue();
        }
        return new Expectation.Refusal(RowReader.reason(file, fields.get("reason")), row);
    }
}
