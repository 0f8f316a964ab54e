package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the conditions of a {@code when}. */
final class ConditionReader {

    static final List<String> PLACES = List.of("from", "column", "value");

    static final List<String> TESTS =
            Stream.concat(
                            Stream.of("is", "is-not", "present"),
                            Arrays.stream(Condition.Comparison.values())
                                    .map(Condition.Comparison::word))
                    .toList();

    /** The keys of a condition inside a row. */
    static final List<String> KEYS =
            Stream.of(List.of("any"), PLACES, TESTS).flatMap(List::stream).toList();

    private static final String SETTINGS = "settings.";

    private final YamlFile file;
    private final Reading.Places places;

    ConditionReader(YamlFile file, Reading.Places places) {
        this.file = file;
        this.places = places;
    }

    /** One condition, or a list of which all must hold. */
    Condition read(Node node) throws MappingException {
        if (node instanceof SequenceNode list) {
            return new Condition.All(each(list, "when"));
        }
        return one(node, file.fields(node, "when", KEYS), true);
    }

    private List<Condition> each(Node node, String what) throws MappingException {
        List<Condition> conditions = new ArrayList<>();
        for (Node item : file.items(node, what)) {
            conditions.add(one(item, file.fields(item, "a condition", KEYS), true));
        }
        if (conditions.isEmpty()) {
            throw file.wrong(node, what + " is empty; write a condition or take the key out");
        }
        return conditions;
    }

    /**
     * One condition.
     *
     * @param fields its keys; others than those of a condition are not looked at
     * @param columns true when it may look at columns, which rows have written before
     */
    Condition one(Node node, Map<String, Node> fields, boolean columns) throws MappingException {
        if (fields.containsKey("any")) {
            if (Stream.concat(PLACES.stream(), TESTS.stream()).anyMatch(fields::containsKey)) {
                throw file.wrong(node, "beside any stands no other test; write it as a list item");
            }
            return new Condition.Any(any(fields.get("any"), columns));
        }
        List<String> places = PLACES.stream().filter(fields::containsKey).toList();
        List<String> tests = TESTS.stream().filter(fields::containsKey).toList();
        if (places.size() != 1) {
            throw file.wrong(
                    node, "a condition looks at one thing: from: (a path), column: or value:");
        }
        if (tests.size() != 1) {
            throw file.wrong(
                    node, "a condition has one test; write one of " + String.join(", ", TESTS));
        }
        Condition.Test test = test(tests.get(0), fields.get(tests.get(0)));
        Node at = fields.get(places.get(0));
        return switch (places.get(0)) {
            case "column" -> new Condition.Written(column(at, columns), test);
            case "value" -> constant(file.json(at), test);
            default -> new Condition.Given(origin(at), test);
        };
    }

    /** What does not depend on the record is decided now. */
    private static Condition constant(JsonNode value, Condition.Test test) {
        return test.usesSettings()
                ? new Condition.Constant(value, test)
                : new Condition.Decided(test.passes(value, Map.of()));
    }

    private List<Condition> any(Node node, boolean columns) throws MappingException {
        List<Condition> conditions = new ArrayList<>();
        for (Node item : file.items(node, "any")) {
            if (item instanceof SequenceNode) {
                conditions.add(new Condition.All(any(item, columns)));
            } else {
                conditions.add(one(item, file.fields(item, "a condition", KEYS), columns));
            }
        }
        if (conditions.isEmpty()) {
            throw file.wrong(node, "any is empty; write a condition or take the key out");
        }
        return conditions;
    }

    private FieldPath column(Node node, boolean columns) throws MappingException {
        if (!columns) {
            throw file.wrong(
                    node,
                    "the condition of the whole mapping is asked before any column is written;"
                            + " write from: and a path");
        }
        FieldPath column = file.path(node, "column");
        if (!column.isColumn() || column.each() >= 0) {
            throw file.wrong(node, "a column is a path of names and numbers, without []");
        }
        return column;
    }

    private Origin origin(Node node) throws MappingException {
        Origin origin = new Origin(new PlaceReader(file, places).read(node), Set.of());
        if (origin.hasItems()) {
            throw file.wrong(
                    node, "a condition looks at the whole list; write the path without []");
        }
        return origin;
    }

    private Condition.Test test(String word, Node node) throws MappingException {
        return switch (word) {
            case "is" -> is(node);
            case "is-not" -> new Condition.Not(is(node));
            case "present" -> new Condition.Present(file.flag(node, word));
            default -> compares(word, node);
        };
    }

    private Condition.Is is(Node node) throws MappingException {
        Set<String> texts = new HashSet<>();
        List<String> settings = new ArrayList<>();
        for (Node item : PlaceReader.each(node)) {
            JsonNode value = file.json(item);
            String text = Values.filled(value) ? Values.text(value) : null;
            if (text == null) {
                throw file.wrong(
                        item, "the value is empty or no single value; write one, or present:");
            }
            if (text.startsWith(SETTINGS)) {
                settings.add(text.substring(SETTINGS.length()));
            } else {
                texts.add(text);
            }
        }
        if (texts.isEmpty() && settings.isEmpty()) {
            throw file.wrong(node, "the list is empty; write the values");
        }
        return new Condition.Is(texts, settings);
    }

    private Condition.Test compares(String word, Node node) throws MappingException {
        BigDecimal with = Numbers.plain(file.json(node));
        if (with == null) {
            throw file.wrong(node, word + " is a number; write it without signs or blanks");
        }
        for (Condition.Comparison comparison : Condition.Comparison.values()) {
            if (comparison.word().equals(word)) {
                return new Condition.Compares(comparison, with);
            }
        }
        throw new IllegalStateException("no test is called " + word);
    }
}
