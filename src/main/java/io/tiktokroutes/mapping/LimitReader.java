package io.tiktokroutes.mapping;

import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads what limits a mapping as a whole: {@code when} for the records that come in, {@code
 * allowed} and {@code require} for the payloads that go out.
 */
final class LimitReader {

    static final List<String> ALLOWED_KEYS =
            List.of("by", "within", "columns", "otherwise", "reason");

    private static final List<String> SKIP_OR_REFUSE = List.of("refuse", "skip");

    private final YamlFile file;

    LimitReader(YamlFile file) {
        this.file = file;
    }

    /** The conditions of the whole mapping; one, or a list with a reason for each. */
    List<Guard> guards(Node node, Reading.Places places) throws MappingException {
        Mistakes mistakes = new Mistakes();
        List<Guard> guards = new ArrayList<>();
        for (Node item : PlaceReader.each(node)) {
            Guard guard = mistakes.attempt(() -> guard(item, places), null);
            if (guard != null) {
                guards.add(guard);
            }
        }
        mistakes.tell();
        return guards;
    }

    private Guard guard(Node node, Reading.Places places) throws MappingException {
        List<String> keys = new ArrayList<>(ConditionReader.KEYS);
        keys.add("else");
        keys.add("reason");
        Map<String, Node> fields = file.fields(node, "an item of when", keys);
        Condition condition = new ConditionReader(file, places).one(node, fields, false);
        boolean skips = !fields.containsKey("else") || skips(fields.get("else"));
        String usual = skips ? Reasons.FILTERED : Reasons.MALFORMED;
        return new Guard(condition, skips, reason(fields, usual), new ConditionText(file).of(node));
    }

    /** Which columns an event may carry. */
    Allowed allowed(Node node, Targets targets) throws MappingException {
        Map<String, Node> fields = file.fields(node, "allowed", ALLOWED_KEYS);
        for (String key : List.of("by", "within", "columns")) {
            if (!fields.containsKey(key)) {
                throw file.wrong(node, "allowed has no " + key + "; add " + key + ":");
            }
        }
        Mistakes mistakes = new Mistakes();
        FieldPath by = mistakes.attempt(() -> column(fields.get("by"), targets), null);
        FieldPath within = mistakes.attempt(() -> column(fields.get("within"), targets), null);
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        for (Map.Entry<String, Node> kind :
                file.table(fields.get("columns"), "columns").entrySet()) {
            Set<String> names =
                    mistakes.attempt(() -> names(kind.getValue(), within, targets), Set.of());
            columns.put(kind.getKey(), names);
        }
        Lookup.Otherwise otherwise = Lookup.Otherwise.KEEP;
        if (fields.containsKey("otherwise")) {
            String word =
                    mistakes.attempt(
                            () ->
                                    file.word(
                                            fields.get("otherwise"),
                                            "otherwise",
                                            List.of("keep", "skip", "refuse")),
                            "keep");
            otherwise = Lookup.Otherwise.valueOf(word.toUpperCase(Locale.ROOT));
        }
        boolean skips = otherwise == Lookup.Otherwise.SKIP;
        String reason =
                mistakes.attempt(
                        () -> reason(fields, skips ? Reasons.FILTERED : Reasons.MALFORMED), "");
        mistakes.tell();
        return new Allowed(by, within, columns, otherwise, reason);
    }

    /** Names of columns directly inside the limited object; an empty list allows none. */
    private Set<String> names(Node node, FieldPath within, Targets targets)
            throws MappingException {
        Set<String> names = new HashSet<>();
        for (Node item : file.items(node, "the columns of one kind")) {
            String name = file.text(item, "a column");
            if (within != null) {
                List<Step> steps = new ArrayList<>(within.steps());
                steps.add(new Step.Key(name));
                if (!targets.writes(new FieldPath("", steps))) {
                    throw file.wrong(
                            item,
                            "no row writes '"
                                    + within.text()
                                    + "."
                                    + name
                                    + "'"
                                    + Spelling.hintOrAll(name, targets.inside(within)));
                }
            }
            names.add(name);
        }
        return names;
    }

    /** What the finished payload must have. */
    List<Requirement> requirements(Node node, Targets targets) throws MappingException {
        Mistakes mistakes = new Mistakes();
        List<Requirement> requirements = new ArrayList<>();
        for (Node item : file.items(node, "require")) {
            Requirement requirement = mistakes.attempt(() -> requirement(item, targets), null);
            if (requirement != null) {
                requirements.add(requirement);
            }
        }
        mistakes.tell();
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
            columns.add(column(item, targets));
        }
        boolean skips = fields.containsKey("else") && skips(fields.get("else"));
        String usual = skips ? Reasons.FILTERED : Reasons.MALFORMED;
        return new Requirement(all, columns, skips, reason(fields, usual));
    }

    private FieldPath column(Node node, Targets targets) throws MappingException {
        FieldPath column = file.path(node, "a column");
        if (!targets.writes(column)) {
            throw file.wrong(
                    node,
                    "no row writes '"
                            + column.text()
                            + "'"
                            + Spelling.hintOrAll(column.text(), targets.columns()));
        }
        return column;
    }

    private boolean skips(Node node) throws MappingException {
        return file.word(node, "else", SKIP_OR_REFUSE).equals("skip");
    }

    private String reason(Map<String, Node> fields, String usual) throws MappingException {
        Node node = fields.get("reason");
        return node == null ? usual : RowReader.reason(file, node);
    }
}
