package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a row does to its value: lookup, default, as and hash. */
final class TreatmentReader {

    private static final List<String> OTHERWISE = List.of("skip", "refuse", "keep");

    private final YamlFile file;
    private final AsReader as;
    private final Map<String, Lookup> lookups;

    TreatmentReader(YamlFile file, Country country, Map<String, Lookup> lookups) {
        this.file = file;
        this.as = new AsReader(file, country);
        this.lookups = lookups;
    }

    /**
     * What a row does to its value.
     *
     * @param line how the row is written; null when that could not be read
     * @param mistakes where to note what is wrong
     */
    Treatment read(Map<String, Node> fields, MappingTable.Line line, Mistakes mistakes) {
        Node lookup = fields.get("lookup");
        Node asNode = fields.get("as");
        Node hashNode = fields.get("hash");
        Node fallback = fields.containsKey("value") ? fields.get("value") : fields.get("default");
        belongs(fields, "otherwise", "lookup", mistakes);
        belongs(fields, "else", "as", mistakes);
        belongs(fields, "ignore-case", "lookup", mistakes);
        JsonNode constant =
                fallback == null ? null : mistakes.attempt(() -> constant(fallback), null);
        Node ignore = fields.get("ignore-case");
        boolean anyCase =
                ignore != null && mistakes.attempt(() -> file.flag(ignore, "ignore-case"), false);
        Lookup table =
                lookup == null ? null : mistakes.attempt(() -> lookup(lookup, anyCase), null);
        Lookup.Otherwise otherwise = Lookup.Otherwise.NOTHING;
        if (fields.containsKey("otherwise")) {
            String word =
                    mistakes.attempt(
                            () -> file.word(fields.get("otherwise"), "otherwise", OTHERWISE),
                            "keep");
            otherwise = Lookup.Otherwise.valueOf(word.toUpperCase(Locale.ROOT));
        }
        Hash hash =
                hashNode == null
                        ? null
                        : mistakes.attempt(
                                () -> Hash.named(file.word(hashNode, "hash", Hash.words())), null);
        Conversion conversion =
                asNode == null ? null : mistakes.attempt(() -> as.read(asNode), null);
        boolean list = asNode != null && mistakes.attempt(() -> as.isList(asNode), false);
        if (hash != null && list) {
            mistakes.add(
                    file.wrong(
                            hashNode,
                            "a list can not be hashed; write [] in from and to instead of as: list"));
        }
        boolean omits =
                fields.containsKey("else")
                        && mistakes.attempt(() -> omits(fields.get("else")), false);
        return new Treatment(
                table, otherwise, constant, conversion, omits, hash, ungiven(line), line);
    }

    private static String ungiven(MappingTable.Line line) {
        String as = line == null ? "" : line.as().text();
        return switch (as) {
            case "email", "email-base" -> Reasons.BAD_EMAIL;
            case "phone", "phone-digits" -> Reasons.BAD_PHONE;
            default -> Reasons.MALFORMED;
        };
    }

    private boolean omits(Node node) throws MappingException {
        return file.word(node, "else", List.of("refuse", "omit")).equals("omit");
    }

    private JsonNode constant(Node node) throws MappingException {
        JsonNode constant = file.json(node);
        if (!Values.filled(constant)) {
            throw file.wrong(node, "the value is empty; write one or take the key out");
        }
        return constant;
    }

    private void belongs(Map<String, Node> fields, String key, String to, Mistakes mistakes) {
        if (fields.containsKey(key) && !fields.containsKey(to)) {
            String text = "%s belongs to %s; add %s: or take it out";
            mistakes.add(
                    file.wrong(
                            fields.get(key),
                            text.formatted(key, to.equals("lookup") ? "a lookup" : to, to)));
        }
    }

    private Lookup lookup(Node node, boolean anyCase) throws MappingException {
        Lookup lookup = lookup(node);
        if (!anyCase) {
            return lookup;
        }
        String clash = lookup.differInCaseOnly();
        if (clash != null) {
            throw file.wrong(
                    node,
                    lookup.title()
                            + " has '"
                            + clash
                            + "' in capitals and in small letters with different results; keep one");
        }
        return lookup.inAnyCase();
    }

    private Lookup lookup(Node node) throws MappingException {
        if (node instanceof MappingNode) {
            return LookupReader.table(file, "", node);
        }
        String name = file.text(node, "lookup");
        Lookup lookup = lookups.get(name);
        if (lookup == null) {
            throw file.wrong(
                    node,
                    "there is no lookups/"
                            + name
                            + ".yaml or .csv"
                            + Spelling.hintOrAll(name, new TreeSet<>(lookups.keySet())));
        }
        return lookup;
    }
}
