package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a mapping file and makes the plan of it. */
final class MappingReader {

    static final List<String> KEYS =
            List.of("description", "source", "target", "country", "empty", "rows", "require");

    private static final String SETTINGS = "settings.";

    private final String name;
    private final YamlFile file;
    private final Map<String, Lookup> lookups;

    /**
     * @param name the mapping's name
     * @param path how messages call the file
     * @param properties what stands for {{name}}
     * @param lookups the lookup files there are
     */
    MappingReader(
            String name,
            String path,
            UnaryOperator<String> properties,
            Map<String, Lookup> lookups) {
        this.name = name;
        this.file = new YamlFile(path, properties);
        this.lookups = lookups;
    }

    Mapping read(String text) throws MappingException {
        Node root = file.read(text);
        Map<String, Node> fields = file.fields(root, "a mapping", KEYS);
        Node rowsNode = fields.get("rows");
        if (rowsNode == null) {
            throw file.wrong(root, "the mapping has no rows; write rows: and one '- ' for each");
        }
        RowReader reader =
                new RowReader(
                        file,
                        country(fields.get("country")),
                        empties(fields.get("empty")),
                        lookups);
        Targets targets = new Targets();
        List<Row> rows = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Node node : file.items(rowsNode, "rows")) {
            Row row = reader.read(node, rows.size() + 1);
            try {
                targets.add(row);
            } catch (IllegalArgumentException e) {
                throw file.wrong(reader.toOf(node), e.getMessage());
            }
            if (row.treatment().lookup() != null) {
                used.add(row.treatment().lookup().name());
            }
            rows.add(row);
        }
        return new Mapping(
                name,
                text(fields, "description"),
                text(fields, "source"),
                text(fields, "target"),
                rows,
                requirements(fields.get("require"), targets),
                targets.lists().stream()
                        .sorted(Comparator.comparing((FieldPath p) -> -p.steps().size()))
                        .toList(),
                used);
    }

    private String text(Map<String, Node> fields, String key) throws MappingException {
        return fields.containsKey(key) ? file.text(fields.get(key), key) : "";
    }

    private Country country(Node node) throws MappingException {
        String text = node == null ? "" : file.textOrEmpty(node, "country").strip();
        if (text.isEmpty()) {
            return Country.NONE;
        }
        if (text.startsWith(SETTINGS)) {
            return new Country("", text.substring(SETTINGS.length()));
        }
        String code = text.toUpperCase(Locale.ROOT);
        if (!Country.codes().contains(code)) {
            throw file.wrong(
                    node,
                    "'" + text + "' is no country; write two letters such as FR, or settings.NAME");
        }
        return new Country(code, null);
    }

    private Set<String> empties(Node node) throws MappingException {
        Set<String> texts = new HashSet<>();
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                texts.add(file.text(item, "an item of empty").strip());
            }
        } else if (node != null) {
            texts.add(file.text(node, "empty").strip());
        }
        return texts;
    }

    private List<Requirement> requirements(Node node, Targets targets) throws MappingException {
        List<Requirement> requirements = new ArrayList<>();
        if (node != null) {
            for (Node item : file.items(node, "require")) {
                requirements.add(requirement(item, targets));
            }
        }
        return requirements;
    }

    private Requirement requirement(Node node, Targets targets) throws MappingException {
        Map<String, Node> fields =
                file.fields(node, "an item of require", List.of("any", "all", "else", "reason"));
        if (fields.containsKey("any") == fields.containsKey("all")) {
            throw file.wrong(node, "an item of require has either any: […] or all: […]");
        }
        boolean all = fields.containsKey("all");
        List<FieldPath> columns = new ArrayList<>();
        for (Node item : file.items(fields.get(all ? "all" : "any"), all ? "all" : "any")) {
            FieldPath column = file.path(item, "a column");
            if (!targets.writes(column)) {
                throw file.wrong(
                        item,
                        "no row writes '"
                                + column.text()
                                + "'"
                                + Spelling.hintOrAll(column.text(), targets.columns()));
            }
            columns.add(column);
        }
        boolean skips =
                fields.containsKey("else")
                        && file.word(fields.get("else"), "else", List.of("refuse", "skip"))
                                .equals("skip");
        String usual = skips ? Reasons.FILTERED : Reasons.MALFORMED;
        String reason =
                fields.containsKey("reason") ? RowReader.reason(file, fields.get("reason")) : usual;
        return new Requirement(all, columns, skips, reason);
    }

    /** Reads a table of a lookup: the same for a file and for a table inside a row. */
    static Lookup lookup(YamlFile file, String name, Node node) throws MappingException {
        Map<String, JsonNode> entries = new HashMap<>();
        for (Map.Entry<String, Node> entry : file.table(node, "a lookup").entrySet()) {
            JsonNode value = file.json(entry.getValue());
            if (value.isContainerNode() || value.isNull()) {
                throw file.wrong(
                        entry.getValue(),
                        "'" + entry.getKey() + "' leads to no single value; write one");
            }
            entries.put(entry.getKey(), value);
        }
        return new Lookup(name, file.name(), entries);
    }
}
