package io.tiktokroutes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the rows of a mapping file. */
final class RowReader {

    static final List<String> KEYS =
            List.of(
                    "to",
                    "from",
                    "value",
                    "when",
                    "lookup",
                    "ignore-case",
                    "otherwise",
                    "default",
                    "as",
                    "hash",
                    "required",
                    "else",
                    "reason",
                    "remove");

    private final YamlFile file;
    private final String base;
    private final TreatmentReader treatments;
    private final Set<String> empties;
    private final Map<String, Lookup> lookups;
    private final Reading.Places places;

    /**
     * @param file the file the rows stand in
     * @param base the name of its mapping when another one extends it, else empty
     */
    RowReader(
            YamlFile file,
            String base,
            Country country,
            Set<String> empties,
            Map<String, Lookup> lookups,
            Reading.Places places) {
        this.file = file;
        this.base = base;
        this.treatments = new TreatmentReader(file, country, lookups);
        this.empties = empties;
        this.lookups = lookups;
        this.places = places;
    }

    /** The keys of a row. */
    Map<String, Node> fields(Node node) throws MappingException {
        Map<String, Node> fields = file.fields(node, "a row", KEYS);
        if (!fields.containsKey("to")) {
            throw file.wrong(node, "the row does not say where to write; add to: and a path");
        }
        return fields;
    }

    Row read(Node node, Map<String, Node> fields, int number) throws MappingException {
        Node from = fields.get("from");
        Node value = fields.get("value");
        if ((from == null) == (value == null)) {
            throw file.wrong(node, "a row has either from: (a path) or value: (a constant)");
        }
        if (value != null && fields.containsKey("default")) {
            throw file.wrong(
                    fields.get("default"), "a row with value: needs no default; take it out");
        }
        Mistakes mistakes = new Mistakes();
        FieldPath to = mistakes.attempt(() -> target(fields.get("to")), null);
        List<Candidate> candidates =
                from == null
                        ? List.of()
                        : mistakes.attempt(
                                () -> new PlaceReader(file, places).read(from), List.of());
        Origin origin = new Origin(candidates, fields.containsKey("as") ? empties : Set.of());
        if (to != null && origin.hasItems() && to.each() < 0) {
            mistakes.add(
                    file.wrong(
                            from,
                            "from goes through a list and to does not; write [] in both, or [0]"
                                    + " in from"));
        }
        Node when = fields.get("when");
        Condition condition =
                when == null
                        ? null
                        : mistakes.attempt(
                                () -> new ConditionReader(file, places).read(when), null);
        MappingTable.Line line = mistakes.attempt(() -> line(fields, candidates, number), null);
        Treatment treatment = treatments.read(fields, line, mistakes);
        boolean required =
                fields.containsKey("required")
                        && mistakes.attempt(
                                () -> file.flag(fields.get("required"), "required"), false);
        Node reason = fields.get("reason");
        String code = reason == null ? null : mistakes.attempt(() -> reason(file, reason), null);
        mistakes.tell();
        return new Row(
                condition,
                false,
                origin,
                treatment,
                Target.at(to),
                required,
                code,
                RowSummary.of(file, fields),
                line);
    }

    private MappingTable.Line line(Map<String, Node> fields, List<Candidate> places, int number)
            throws MappingException {
        return new RowLine(file, fields).line(number, base, places, lookups);
    }

    /** The path a row writes to. */
    FieldPath target(Node node) throws MappingException {
        FieldPath path = file.path(node, "to");
        if (!path.isColumn()) {
            throw file.wrong(node, "to is a path of names, numbers and [] only");
        }
        if (!(path.steps().get(0) instanceof Step.Key)) {
            throw file.wrong(node, "a payload is an object; begin with a name");
        }
        boolean inItem = false;
        for (Step step : path.steps()) {
            if (inItem && !(step instanceof Step.Key)) {
                throw file.wrong(node, "after [] only names follow");
            }
            inItem |= step == Step.EACH;
        }
        return path;
    }

    /** A reason code, as the ledger shows it. */
    static String reason(YamlFile file, Node node) throws MappingException {
        String code = file.text(node, "reason");
        if (!code.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '_')) {
            throw file.wrong(node, "a reason is written in capitals, such as NO_IDENTIFIER");
        }
        return code;
    }

    /** All words a row may have but {@code to}, for a row that only takes another one out. */
    static List<String> beside(Map<String, Node> fields) {
        List<String> others = new ArrayList<>(fields.keySet());
        others.removeAll(List.of("to", "remove"));
        return others;
    }
}
