package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.mapping.MappingTable.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Writes down how a row is written, with the places of its parts. */
final class RowLine {

    private final YamlFile file;
    private final Map<String, Node> fields;

    RowLine(YamlFile file, Map<String, Node> fields) {
        this.file = file;
        this.fields = fields;
    }

    MappingTable.Line line(
            int number, String base, List<Candidate> places, Map<String, Lookup> lookups)
            throws MappingException {
        Node when = fields.get("when");
        Node required = fields.get("required");
        return new MappingTable.Line(
                number,
                base,
                spot("to"),
                from(places),
                paths(),
                spot("value"),
                spot("lookup"),
                known(lookup(lookups)),
                results(lookup(lookups)),
                text("otherwise"),
                spot("default"),
                spot("as"),
                spot("hash"),
                required != null && file.textOrEmpty(required, "required").equals("true"),
                text("else"),
                text("reason"),
                when == null ? "" : new ConditionText(file).of(when));
    }

    private List<Spot> from(List<Candidate> places) {
        List<Spot> from = new ArrayList<>();
        if (fields.containsKey("from")) {
            List<Node> nodes = PlaceReader.each(fields.get("from"));
            for (int i = 0; i < nodes.size() && i < places.size(); i++) {
                from.add(file.spot(nodes.get(i), title(places.get(i))));
            }
        }
        return from;
    }

    private static String title(Candidate place) {
        boolean inText = place instanceof Candidate.Cookie || place instanceof Candidate.Query;
        List<String> paths = place.paths().stream().map(FieldPath::text).toList();
        return place.text() + (inText ? " in " + String.join(", ", paths) : "");
    }

    /** Every path the row reads, those of cookies and queries among them. */
    private List<Spot> paths() throws MappingException {
        List<Spot> paths = new ArrayList<>();
        if (fields.containsKey("from")) {
            for (Node node : PlaceReader.each(fields.get("from"))) {
                if (node instanceof MappingNode) {
                    Node in = file.table(node, "from").get("in");
                    for (Node each : in == null ? List.<Node>of() : PlaceReader.each(in)) {
                        paths.add(file.spot(each, file.textOrEmpty(each, "in")));
                    }
                } else {
                    paths.add(file.spot(node, file.textOrEmpty(node, "from")));
                }
            }
        }
        return paths;
    }

    /** Null when the row has none, or one that does not exist. */
    private Lookup lookup(Map<String, Lookup> lookups) throws MappingException {
        Node node = fields.get("lookup");
        if (node == null) {
            return null;
        }
        return node instanceof MappingNode
                ? LookupReader.table(file, "", node)
                : lookups.get(file.textOrEmpty(node, "lookup"));
    }

    private static List<String> known(Lookup lookup) {
        return lookup == null ? List.of() : lookup.entries().keySet().stream().sorted().toList();
    }

    private static List<String> results(Lookup lookup) {
        return lookup == null
                ? List.of()
                : lookup.entries().values().stream()
                        .map(JsonNode::asText)
                        .distinct()
                        .sorted()
                        .toList();
    }

    private String text(String key) throws MappingException {
        Node node = fields.get(key);
        return node == null ? "" : file.textOrEmpty(node, key);
    }

    private Spot spot(String key) throws MappingException {
        Node node = fields.get(key);
        if (node == null) {
            return Spot.NONE;
        }
        if (node instanceof ScalarNode) {
            return file.spot(node, file.textOrEmpty(node, key));
        }
        JsonNode json = file.json(node);
        return file.spot(node, json.toString());
    }
}
