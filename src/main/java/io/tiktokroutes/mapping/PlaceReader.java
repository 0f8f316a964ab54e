package io.tiktokroutes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a {@code from}: the places a value may come from. */
final class PlaceReader {

    private static final String SETTINGS = "settings.";

    private final YamlFile file;
    private final Reading.Places places;

    PlaceReader(YamlFile file, Reading.Places places) {
        this.file = file;
        this.places = places;
    }

    /** The places in their order; the first that is filled counts. */
    List<Candidate> read(Node node) throws MappingException {
        Mistakes mistakes = new Mistakes();
        List<Candidate> candidates = new ArrayList<>();
        for (Node item : each(node)) {
            Candidate candidate = mistakes.attempt(() -> one(item), null);
            if (candidate != null) {
                candidates.add(candidate);
            }
        }
        mistakes.tell();
        if (candidates.isEmpty()) {
            throw file.wrong(node, "from is an empty list; write a path");
        }
        return candidates;
    }

    /** The nodes of the places. */
    static List<Node> each(Node node) {
        return node instanceof SequenceNode list ? list.getValue() : List.of(node);
    }

    private Candidate one(Node node) throws MappingException {
        if (node instanceof MappingNode) {
            return inText(node);
        }
        FieldPath path = file.path(node, "from");
        if (path.text().startsWith(SETTINGS)) {
            if (path.steps().size() == 2 && path.steps().get(1) instanceof Step.Key name) {
                return new Candidate.Setting(name.name());
            }
            throw file.wrong(node, "a parameter of the sink is written settings.NAME");
        }
        if (!(path.steps().get(0) instanceof Step.Key)) {
            throw file.wrong(node, "a payload is an object; begin with a name");
        }
        return new Candidate.Field(path, places.of((path.each() < 0 ? path : path.list()).steps()));
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
        for (Node item : each(in)) {
            FieldPath path = file.path(item, "in");
            if (path.each() >= 0) {
                throw file.wrong(
                        item, "a cookie or query is read from one text; write a path without []");
            }
            paths.add(path);
        }
        List<Reading.Place> each = paths.stream().map(path -> places.of(path.steps())).toList();
        return cookie
                ? new Candidate.Cookie(file.text(name, "cookie"), paths, each)
                : new Candidate.Query(file.text(name, "query"), paths, each);
    }
}
