package io.tiktokroutes.reference;

import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.MappingTable.Spot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the rows of a mapping as the table that mapping screens show. */
final class RowsTable {

    /** A lookup with more entries gets a table of its own. */
    private static final int MOST_INLINE = 6;

    private final MappingTable mapping;
    private final MappingText text;
    private final Map<String, Map<String, String>> raw = new HashMap<>();
    private final Map<String, LookupText> lookups;

    /**
     * @param lookups where to note the lookups that want a table of their own, by heading
     */
    RowsTable(MappingTable mapping, MappingText text, Map<String, LookupText> lookups) {
        this.mapping = mapping;
        this.text = text;
        this.lookups = lookups;
    }

    String write(Path folder) throws IOException {
        Markdown.Table table =
                new Markdown.Table(
                        "row",
                        "source column",
                        "transformation",
                        "hash",
                        "destination column",
                        "required");
        for (MappingTable.Line line : mapping.rows()) {
            table.line(
                    line.number() + (line.base().isEmpty() ? "" : " of " + line.base()),
                    source(line),
                    transformation(line, folder),
                    spot(line.hash()),
                    spot(line.to()),
                    required(line));
        }
        return table.toString();
    }

    /** True when some column has several rows. */
    boolean hasAlternatives() {
        Set<String> columns = new HashSet<>();
        return !mapping.rows().stream().allMatch(line -> columns.add(line.to().text()));
    }

    private String source(MappingTable.Line line) throws IOException {
        if (!line.constant().isEmpty()) {
            return "constant " + spot(line.constant());
        }
        List<String> places = new ArrayList<>();
        for (Spot place : line.from()) {
            places.add(spot(place));
        }
        return String.join(", else ", places);
    }

    private String transformation(MappingTable.Line line, Path folder) throws IOException {
        List<String> steps = new ArrayList<>();
        if (!line.when().isEmpty()) {
            steps.add("when " + Markdown.code(line.when()));
        }
        if (!line.lookup().isEmpty()) {
            String otherwise = line.otherwise();
            String ignores = text.inRow(line.base(), line.number(), "ignore-case");
            steps.add(
                    lookup(line, folder)
                            + (ignores.equals("true") ? " in any case" : "")
                            + (otherwise.isEmpty() ? "" : ", others " + otherwise));
        }
        if (!line.fallback().isEmpty()) {
            steps.add("default " + spot(line.fallback()));
        }
        if (!line.as().isEmpty()) {
            String failure = line.onFailure();
            String as = line.as().text().startsWith("{") ? pattern(line) : spot(line.as());
            steps.add("as " + as + (failure.isEmpty() ? "" : ", else " + failure));
        }
        if (!line.reason().isEmpty() && !line.required()) {
            steps.add("reason " + Markdown.code(line.reason()));
        }
        return String.join("; ", steps);
    }

    /** The words of {@code as: { datetime: …, zone: … }}. */
    private static String pattern(MappingTable.Line line) throws IOException {
        List<String> words = new ArrayList<>();
        LookupText.inRow(line.as().text())
                .entries()
                .forEach((key, value) -> words.add(key + " " + Markdown.code(value)));
        return String.join(", ", words);
    }

    private String lookup(MappingTable.Line line, Path folder) throws IOException {
        String written = line.lookup().text();
        if (written.startsWith("{")) {
            LookupText inRow = LookupText.inRow(written);
            if (inRow.entries().size() <= MOST_INLINE) {
                return "lookup " + inRow.inline();
            }
            return link("of " + line.title(), inRow);
        }
        return link(written, LookupText.file(folder, written));
    }

    private String link(String name, LookupText lookup) {
        String heading = "Lookup " + name;
        lookups.put(heading, lookup);
        return "lookup " + Markdown.link(Markdown.text(name), "#" + Markdown.anchor(heading));
    }

    private static String required(MappingTable.Line line) {
        if (!line.required()) {
            return "";
        }
        return "yes" + (line.reason().isEmpty() ? "" : ", " + Markdown.code(line.reason()));
    }

    /** What stands there; with a property in it both its name and what it is without being set. */
    private String spot(Spot spot) throws IOException {
        if (spot.isEmpty()) {
            return "";
        }
        Map<String, String> texts = raw.get(spot.file());
        if (texts == null) {
            texts = MappingText.withProperties(Path.of(spot.file()));
            raw.put(spot.file(), texts);
        }
        String written = texts.get(spot.line() + ":" + spot.column());
        String shown = Markdown.code(spot.text());
        if (written == null || Placeholders.bare(written).equals(spot.text())) {
            return shown;
        }
        return Markdown.code(Placeholders.bare(written)) + (shown.isEmpty() ? "" : " = " + shown);
    }
}
