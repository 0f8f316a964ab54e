package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the rows of a mapping file. */
final class RowReader {

    static final List<String> KEYS =
            List.of(
                    "to",
                    "from",
                    "value",
                    "lookup",
                    "otherwise",
                    "default",
                    "as",
                    "hash",
                    "required",
                    "else",
                    "reason");

    private static final List<String> OTHERWISE = List.of("skip", "refuse", "keep");

    private final YamlFile file;
    private final AsReader as;
    private final Set<String> empties;
    private final Map<String, Lookup> lookups;

    RowReader(YamlFile file, Country country, Set<String> empties, Map<String, Lookup> lookups) {
        this.file = file;
        this.as = new AsReader(file, country);
        this.empties = empties;
        this.lookups = lookups;
    }

    /** The node of the row's target, for a message about it. */
    Node toOf(Node row) throws MappingException {
        return file.fields(row, "a row", KEYS).get("to");
    }

    Row read(Node node, int number) throws MappingException {
        Map<String, Node> fields = file.fields(node, "a row", KEYS);
        Node to =
                need(node, fields, "to", "the row does not say where to write; add to: and a path");
        Target target = Target.at(target(to));
        Node from = fields.get("from");
        Node value = fields.get("value");
        if ((from == null) == (value == null)) {
            throw file.wrong(node, "a row has either from: (a path) or value: (a constant)");
        }
        if (value != null && fields.containsKey("default")) {
            throw file.wrong(
                    fields.get("default"), "a row with value: needs no default; take it out");
        }
        Node asNode = fields.get("as");
        List<Candidate> candidates = from == null ? List.of() : candidates(from);
        Origin origin = new Origin(candidates, asNode == null ? Set.of() : empties);
        if (origin.hasItems() && !target.hasItems()) {
            throw file.wrong(
                    from,
                    "from goes through a list and to does not; write [] in both, or [0] in from");
        }
        return new Row(
                number,
                origin,
                treatment(fields, value == null ? fields.get("default") : value),
                target,
                fields.containsKey("required") && file.flag(fields.get("required"), "required"),
                fields.containsKey("reason") ? reason(file, fields.get("reason")) : null,
                RowSummary.of(file, fields));
    }

    private FieldPath target(Node node) throws MappingException {
        FieldPath path = file.path(node, "to");
        if (!path.steps().get(0).isKey()) {
            throw file.wrong(node, "a payload is an object; begin with a name");
        }
        boolean inItem = false;
        for (FieldPath.Step step : path.steps()) {
            if (inItem && !step.isKey()) {
                throw file.wrong(node, "after [] only names follow");
            }
            inItem |= step.isEach();
        }
        return path;
    }

    private Treatment treatment(Map<String, Node> fields, Node fallback) throws MappingException {
        Node lookup = fields.get("lookup");
        only(
                fields,
                "otherwise",
                lookup,
                "otherwise belongs to a lookup; add lookup: or take it out");
        Node asNode = fields.get("as");
        only(fields, "else", asNode, "else belongs to as; add as: or take it out");
        JsonNode constant = fallback == null ? null : file.json(fallback);
        if (fallback != null && !Values.filled(constant)) {
            throw file.wrong(fallback, "the value is empty; write one or take the key out");
        }
        Lookup.Otherwise otherwise = Lookup.Otherwise.NOTHING;
        if (fields.containsKey("otherwise")) {
            String word = file.word(fields.get("otherwise"), "otherwise", OTHERWISE);
            otherwise = Lookup.Otherwise.valueOf(word.toUpperCase(Locale.ROOT));
        }
        Hash hash = null;
        if (fields.containsKey("hash")) {
            String word = file.word(fields.get("hash"), "hash", Hash.words());
            hash = Hash.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        Conversion conversion = asNode == null ? null : as.read(asNode);
        if (hash != null && asNode != null && as.isList(asNode)) {
            throw file.wrong(
                    fields.get("hash"),
                    "a list can not be hashed; write [] in from and to instead of as: list");
        }
        boolean omits =
                fields.containsKey("else")
                        && file.word(fields.get("else"), "else", List.of("refuse", "omit"))
                                .equals("omit");
        return new Treatment(
                lookup == null ? null : lookup(lookup),
                otherwise,
                constant,
                conversion,
                omits,
                hash);
    }

    private void only(Map<String, Node> fields, String key, Node other, String problem)
            throws MappingException {
        if (fields.containsKey(key) && other == null) {
            throw file.wrong(fields.get(key), problem);
        }
    }

    private Lookup lookup(Node node) throws MappingException {
        if (node instanceof MappingNode) {
            return MappingReader.lookup(file, "", node);
        }
        String name = file.text(node, "lookup");
        Lookup lookup = lookups.get(name);
        if (lookup == null) {
            throw file.wrong(
                    node,
                    "there is no lookups/"
                            + name
                            + ".yaml or .csv"
                            + Spelling.hintOrAll(name, lookups.keySet()));
        }
        return lookup;
    }

    private List<Candidate> candidates(Node node) throws MappingException {
        if (!(node instanceof SequenceNode list)) {
            return List.of(candidate(node));
        }
        if (list.getValue().isEmpty()) {
            throw file.wrong(node, "from is an empty list; write a path");
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Node item : list.getValue()) {
            candidates.add(candidate(item));
        }
        return candidates;
    }

    private Candidate candidate(Node node) throws MappingException {
        if (node instanceof MappingNode) {
            return inText(node);
        }
        FieldPath path = file.path(node, "from");
        FieldPath.Step first = path.steps().get(0);
        if (path.text().startsWith("settings.")) {
            if (path.steps().size() != 2 || !path.steps().get(1).isKey()) {
                throw file.wrong(node, "a parameter of the sink is written settings.NAME");
            }
            return new Candidate.Setting(path.steps().get(1).key());
        }
        if (!first.isKey()) {
            throw file.wrong(node, "a payload is an object; begin with a name");
        }
        return new Candidate.Field(path);
    }

    private Candidate inText(Node node) throws MappingException {
        Map<String, Node> fields = file.fields(node, "from", List.of("cookie", "query", "in"));
        boolean cookie = fields.containsKey("cookie");
        Node name = fields.get(cookie ? "cookie" : "query");
        Node in = fields.get("in");
        if (name == null || in == null || fields.size() != 2) {
            throw file.wrong(
                    node, "write {cookie: NAME, in: [paths]} or {query: NAME, in: [paths]}");
        }
        List<FieldPath> paths = new ArrayList<>();
        for (Node item : in instanceof SequenceNode list ? list.getValue() : List.of(in)) {
            FieldPath path = file.path(item, "in");
            if (path.each() >= 0) {
                throw file.wrong(
                        item, "a cookie or query is read from one text; write a path without []");
            }
            paths.add(path);
        }
        return cookie
                ? new Candidate.Cookie(file.text(name, "cookie"), paths)
                : new Candidate.Query(file.text(name, "query"), paths);
    }

    private Node need(Node row, Map<String, Node> fields, String key, String problem)
            throws MappingException {
        Node node = fields.get(key);
        if (node == null) {
            throw file.wrong(row, problem);
        }
        return node;
    }

    /** A reason code, as the ledger shows it. */
    static String reason(YamlFile file, Node node) throws MappingException {
        String code = file.text(node, "reason");
        if (!code.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '_')) {
            throw file.wrong(node, "a reason is written in capitals, such as NO_IDENTIFIER");
        }
        return code;
    }
}
