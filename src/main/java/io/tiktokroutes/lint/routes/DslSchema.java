package io.tiktokroutes.lint.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Resources;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.routefile.YamlText;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The words of Camel's YAML language, as Camel's own schema lists them. The schema is a little
 * stricter than Camel, so what it does not know is only a doubt.
 */
public final class DslSchema {

    private static final String STEP = "org.apache.camel.model.ProcessorDefinition";
    private static final String LOCAL = "#";

    private static DslSchema read;

    private final JsonNode root;

    private DslSchema(JsonNode root) {
        this.root = root;
    }

    /** The schema of the Camel on the class path; without words when there is none. */
    public static synchronized DslSchema get() {
        if (read == null) {
            read = new DslSchema(load());
        }
        return read;
    }

    private static JsonNode load() {
        try {
            return new ObjectMapper()
                    .readTree(Resources.text("schema/camelYamlDsl.json").orElse("{}"));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The steps a route may have. */
    public Set<String> steps() {
        Set<String> names = new TreeSet<>();
        root.at("/items/definitions")
                .path(STEP)
                .path("properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    /** Every word that is not known where it stands, and what has the wrong form. */
    List<Finding> doubts(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        try {
            Node entries = new YamlText(file.name(), file.text()).compose();
            if (entries instanceof SequenceNode list) {
                for (Node entry : list.getValue()) {
                    walk(entry, List.of(root.path("items")), file.name(), findings);
                }
            }
        } catch (RouteFileException e) {
            return findings; // told already
        }
        return findings;
    }

    /**
     * @param forms the forms the node may have
     */
    private void walk(Node node, List<JsonNode> forms, String file, List<Finding> findings) {
        if (!fits(node, forms)) {
            findings.add(
                    Finding.error(
                            file,
                            YamlText.at(node),
                            Rule.ROUTE_STEP,
                            "here stands "
                                    + kindOf(node)
                                    + "; write "
                                    + forms.stream()
                                            .map(form -> form.path("type").asText())
                                            .filter(type -> !type.isEmpty())
                                            .map(DslSchema::kindOf)
                                            .distinct()
                                            .collect(Collectors.joining(" or "))));
        } else if (node instanceof SequenceNode list) {
            List<JsonNode> items =
                    forms.stream().filter(f -> f.has("items")).map(f -> f.get("items")).toList();
            for (Node item : list.getValue()) {
                walk(item, resolve(items), file, findings);
            }
        } else if (node instanceof MappingNode map) {
            List<JsonNode> tables = forms.stream().filter(f -> f.has("properties")).toList();
            boolean open = tables.isEmpty() || forms.stream().anyMatch(DslSchema::isAnyTable);
            for (NodeTuple pair : map.getValue()) {
                check(pair, tables, open, file, findings);
            }
        }
    }

    private static boolean isAnyTable(JsonNode form) {
        return form.path("type").asText().equals("object") && !form.has("properties");
    }

    /** True when one of the forms is of the node's kind, or none of them says of which it is. */
    private static boolean fits(Node node, List<JsonNode> forms) {
        List<String> types =
                forms.stream().map(f -> f.path("type").asText()).filter(t -> !t.isEmpty()).toList();
        if (node instanceof MappingNode) {
            return types.isEmpty() || types.contains("object");
        }
        if (node instanceof SequenceNode) {
            return types.isEmpty() || types.contains("array");
        }
        return types.isEmpty()
                || types.stream().anyMatch(t -> !t.equals("object") && !t.equals("array"));
    }

    private static String kindOf(Node node) {
        return kindOf(
                node instanceof MappingNode
                        ? "object"
                        : node instanceof SequenceNode ? "array" : "string");
    }

    /** The kinds of YAML by the types of a schema. */
    private static String kindOf(String type) {
        return switch (type) {
            case "object" -> "'key: value' pairs";
            case "array" -> "a list, each item after a '-'";
            default -> "a single value";
        };
    }

    private void check(
            NodeTuple pair,
            List<JsonNode> tables,
            boolean open,
            String file,
            List<Finding> findings) {
        String key = YamlText.keyOf(pair);
        List<JsonNode> values =
                tables.stream()
                        .map(table -> table.get("properties").path(key))
                        .filter(value -> !value.isMissingNode())
                        .toList();
        if (!values.isEmpty()) {
            walk(pair.getValueNode(), resolve(values), file, findings);
        } else if (!open) {
            Set<String> known = new TreeSet<>();
            tables.forEach(t -> t.get("properties").fieldNames().forEachRemaining(known::add));
            findings.add(
                    Finding.error(
                            file,
                            YamlText.at(pair.getKeyNode()),
                            Rule.ROUTE_STEP,
                            known.containsAll(steps())
                                    ? "there is no step '" + key + "'" + Spelling.hint(key, known)
                                    : "'"
                                            + key
                                            + "' is not known here"
                                            + Spelling.hintOrAll(key, known)));
        }
    }

    /** The forms with references followed and alternatives laid out. */
    private List<JsonNode> resolve(List<JsonNode> forms) {
        List<JsonNode> resolved = new ArrayList<>();
        for (JsonNode form : forms) {
            String pointer = form.path("$ref").asText();
            if (pointer.startsWith(LOCAL)) {
                JsonNode target = root.at(pointer.substring(LOCAL.length()));
                resolved.addAll(resolve(List.of(target)));
            }
            resolved.add(form);
            for (String several : List.of("oneOf", "anyOf", "allOf")) {
                form.path(several).forEach(each -> resolved.addAll(resolve(List.of(each))));
            }
        }
        return resolved;
    }
}
