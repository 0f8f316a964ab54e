package io.tiktokroutes.mapping;

import io.tiktokroutes.mapping.MappingTable.Spot;
import io.tiktokroutes.spelling.Spelling;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a mapping file and makes the plan of it. */
final class MappingReader {

    static final List<String> KEYS =
            List.of(
                    "description",
                    "extends",
                    "source",
                    "target",
                    "country",
                    "empty",
                    "when",
                    "rows",
                    "allowed",
                    "require");

    /** A mapping file that is not read yet. */
    record Text(String path, String text) {}

    private final UnaryOperator<String> properties;
    private final Map<String, Lookup> lookups;
    private final Map<String, Text> texts;

    /**
     * @param properties what stands for {{name}}
     * @param lookups the lookup files there are
     * @param texts the mapping files there are, by name; one of them may extend another
     */
    MappingReader(
            UnaryOperator<String> properties,
            Map<String, Lookup> lookups,
            Map<String, Text> texts) {
        this.properties = properties;
        this.lookups = lookups;
        this.texts = texts;
    }

    /**
     * @param name one of the mapping files there are
     * @throws MappingException with every mistake that was found
     */
    Mapping read(String name) throws MappingException {
        Sheet sheet = new SheetReader(properties, texts).read(name);
        Mistakes mistakes = new Mistakes();
        if (sheet.find("rows") == null) {
            Node root = sheet.root();
            throw sheet.file()
                    .wrong(root, "the mapping has no rows; write rows: and one '- ' for each");
        }
        Reading.Places places = new Reading.Places();
        List<Row> rows =
                new RowsReader(
                                mistakes.attempt(sheet::country, Country.NONE),
                                mistakes.attempt(sheet::empties, Set.of()),
                                lookups,
                                places,
                                mistakes)
                        .read(sheet);
        Targets targets = targets(rows, mistakes);
        Sheet.Entry when = sheet.find("when");
        List<Guard> guards =
                when == null
                        ? List.of()
                        : mistakes.attempt(
                                () -> new LimitReader(when.file()).guards(when.node(), places),
                                List.of());
        mistakes.tell(); // or a row that could not be read would be missed below
        checkColumns(rows, targets, mistakes);
        Sheet.Entry allowedAt = sheet.find("allowed");
        Allowed allowed =
                allowedAt == null
                        ? null
                        : mistakes.attempt(
                                () ->
                                        new LimitReader(allowedAt.file())
                                                .allowed(allowedAt.node(), targets),
                                null);
        Sheet.Entry require = sheet.find("require");
        List<Requirement> requirements =
                require == null
                        ? List.of()
                        : mistakes.attempt(
                                () ->
                                        new LimitReader(require.file())
                                                .requirements(require.node(), targets),
                                List.of());
        MappingTable table =
                mistakes.attempt(() -> table(sheet, rows, guards, requirements, allowed), null);
        mistakes.tell();
        return new Mapping(
                table,
                guards,
                rows,
                allowed,
                requirements,
                targets.lists().stream()
                        .sorted(Comparator.comparing((FieldPath p) -> -p.steps().size()))
                        .toList(),
                uses(sheet, rows),
                places.size());
    }

    private static Targets targets(List<Row> rows, Mistakes mistakes) {
        Targets targets = new Targets();
        for (Row row : rows) {
            try {
                targets.add(row);
            } catch (IllegalArgumentException e) {
                Spot to = row.line().to();
                mistakes.add(
                        new MappingException(to.file(), to.line(), to.column(), e.getMessage()));
            }
        }
        return targets;
    }

    /** A row may look at columns that rows above it write. */
    private static void checkColumns(List<Row> rows, Targets targets, Mistakes mistakes) {
        for (Row row : rows) {
            if (row.when() == null) {
                continue;
            }
            for (FieldPath column : Condition.columnsOf(row.when())) {
                if (!targets.writes(column)) {
                    Spot to = row.line().to();
                    mistakes.add(
                            new MappingException(
                                    to.file(),
                                    to.line(),
                                    to.column(),
                                    "its when looks at the column '"
                                            + column.text()
                                            + "', and no row writes it"
                                            + Spelling.hintOrAll(
                                                    column.text(), targets.columns())));
                }
            }
        }
    }

    private static Set<String> uses(Sheet sheet, List<Row> rows) {
        Set<String> uses = new HashSet<>(sheet.bases());
        for (Row row : rows) {
            if (row.treatment().lookup() != null) {
                uses.add("lookups/" + row.treatment().lookup().name());
            }
        }
        return uses;
    }

    private static MappingTable table(
            Sheet sheet,
            List<Row> rows,
            List<Guard> guards,
            List<Requirement> requirements,
            Allowed allowed)
            throws MappingException {
        return new MappingTable(
                sheet.name(),
                sheet.file().name(),
                sheet.base() == null ? "" : sheet.base().name(),
                text(sheet, "description").text(),
                text(sheet, "source"),
                text(sheet, "target"),
                rows.stream().map(Row::line).toList(),
                guards.stream().map(Guard::told).toList(),
                requirements.stream().map(Requirement::told).toList(),
                allowed == null ? List.of() : allowed.told());
    }

    private static Spot text(Sheet sheet, String key) throws MappingException {
        Sheet.Entry entry = sheet.find(key);
        return entry == null
                ? Spot.NONE
                : entry.file().spot(entry.node(), entry.file().text(entry.node(), key));
    }
}
