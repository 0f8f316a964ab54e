package io.tiktokroutes.mapping;

import io.tiktokroutes.spelling.Spelling;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the {@code as} of a row: one word, or a date pattern with its zone. */
final class AsReader {

    private final YamlFile file;
    private final Country country;

    AsReader(YamlFile file, Country country) {
        this.file = file;
        this.country = country;
    }

    Conversion read(Node node) throws MappingException {
        if (node instanceof MappingNode) {
            return datetime(node);
        }
        String word = file.text(node, "as");
        Conversions kind = Conversions.named(word);
        if (kind == null) {
            List<String> known = new ArrayList<>(Conversions.words());
            known.add("{datetime: yyyy-MM-dd, zone: UTC}");
            throw file.wrong(
                    node, "as can not be '" + word + "'" + Spelling.hintOrAll(word, known));
        }
        return kind.with(country);
    }

    boolean isList(Node node) throws MappingException {
        return node instanceof ScalarNode && file.text(node, "as").equals(Conversions.LIST.word());
    }

    private Conversion datetime(Node node) throws MappingException {
        Map<String, Node> fields = file.fields(node, "as", List.of("datetime", "zone"));
        Node pattern = fields.get("datetime");
        if (pattern == null) {
            throw file.wrong(node, "write {datetime: PATTERN, zone: ZONE}");
        }
        Node zone = fields.get("zone");
        return Conversions.datetime(
                formatter(pattern).withZone(zone == null ? ZoneOffset.UTC : zone(zone)));
    }

    private DateTimeFormatter formatter(Node node) throws MappingException {
        String pattern = file.text(node, "datetime");
        if (pattern.contains("hh") && !pattern.contains("a")) {
            throw file.wrong(node, "hh is the hour of the 12-hour clock; write HH");
        }
        if (pattern.contains("YYYY") || pattern.contains("DD")) {
            throw file.wrong(
                    node, "YYYY and DD count weeks and days of the year; write yyyy and dd");
        }
        try {
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
            formatter.withZone(ZoneOffset.UTC).formatTo(Instant.EPOCH, new StringBuilder());
            return formatter;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw file.wrong(
                    node,
                    "'" + pattern + "' is no date pattern; write for instance yyyy-MM-dd HH:mm:ss");
        }
    }

    private ZoneId zone(Node node) throws MappingException {
        String zone = file.text(node, "zone");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw file.wrong(
                    node,
                    "there is no time zone '"
                            + zone
                            + "'"
                            + Spelling.hintOrAll(zone, zonesLike(zone)));
        }
    }

    /** Only zones near the word, so that a message never lists all six hundred. */
    private static List<String> zonesLike(String zone) {
        List<String> near =
                ZoneId.getAvailableZoneIds().stream()
                        .filter(
                                id ->
                                        Spelling.hintOrAll(zone, List.of(id))
                                                .contains("did you mean"))
                        .sorted()
                        .toList();
        return near.isEmpty() ? List.of("UTC", "Europe/Paris", "Asia/Ho_Chi_Minh") : near;
    }
}
