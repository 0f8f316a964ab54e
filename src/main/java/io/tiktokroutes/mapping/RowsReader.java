package io.tiktokroutes.mapping;

import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the rows of a mapping together with those of the mappings it extends. */
final class RowsReader {

    private final Country country;
    private final Set<String> empties;
    private final Map<String, Lookup> lookups;
    private final Reading.Places places;
    private final Mistakes mistakes;

    /**
     * @param country of the whole mapping
     * @param empties texts without meaning, of the whole mapping
     * @param places where the places are noted that the rows look at
     * @param mistakes where to note what is wrong; such rows are left out
     */
    RowsReader(
            Country country,
            Set<String> empties,
            Map<String, Lookup> lookups,
            Reading.Places places,
            Mistakes mistakes) {
        this.country = country;
        this.empties = empties;
        this.lookups = lookups;
        this.places = places;
        this.mistakes = mistakes;
    }

    /** The rows in the order they work. */
    List<Row> read(Sheet sheet) {
        return read(sheet, false);
    }

    private List<Row> read(Sheet sheet, boolean extended) {
        List<Row> rows = sheet.base() == null ? List.of() : read(sheet.base(), true);
        List<Row> own = new ArrayList<>();
        Set<String> removed = new LinkedHashSet<>();
        RowReader reader =
                new RowReader(
                        sheet.file(),
                        extended ? sheet.name() : "",
                        country,
                        empties,
                        lookups,
                        places);
        int number = 0;
        for (Node node : nodes(sheet)) {
            int at = ++number;
            List<Row> below = rows;
            mistakes.attempt(
                    () -> {
                        Map<String, Node> fields = reader.fields(node);
                        if (fields.containsKey("remove")) {
                            removed.add(removal(sheet, fields, below));
                        } else {
                            own.add(reader.read(node, fields, at));
                        }
                        return null;
                    },
                    null);
        }
        return merged(rows, own, removed);
    }

    private List<Node> nodes(Sheet sheet) {
        Node rows = sheet.fields().get("rows");
        return rows == null
                ? List.of()
                : mistakes.attempt(() -> sheet.file().items(rows, "rows"), List.of());
    }

    /** The column whose row of the base does not count. */
    private static String removal(Sheet sheet, Map<String, Node> fields, List<Row> below)
            throws MappingException {
        Node node = fields.get("remove");
        if (sheet.base() == null) {
            throw sheet.file()
                    .wrong(node, "remove takes out a row of the mapping that extends: names");
        }
        if (!sheet.file().flag(node, "remove") || !RowReader.beside(fields).isEmpty()) {
            throw sheet.file().wrong(node, "write { to: COLUMN, remove: true } and nothing else");
        }
        Node to = fields.get("to");
        String column = sheet.file().path(to, "to").text();
        List<String> columns = below.stream().map(r -> r.line().to().text()).toList();
        if (!columns.contains(column)) {
            throw sheet.file()
                    .wrong(
                            to,
                            sheet.base().name()
                                    + " has no row for '"
                                    + column
                                    + "'"
                                    + Spelling.hintOrAll(column, columns));
        }
        return column;
    }

    /**
     * An own row that always works takes the place of the base's rows for its column; own rows that
     * work only when a condition holds are tried before them.
     */
    private static List<Row> merged(List<Row> base, List<Row> own, Set<String> removed) {
        Map<String, List<Row>> changes = new LinkedHashMap<>();
        for (Row row : own) {
            changes.computeIfAbsent(row.line().to().text(), to -> new ArrayList<>()).add(row);
        }
        Set<String> written = new LinkedHashSet<>();
        List<Row> rows = new ArrayList<>();
        Set<String> placed = new LinkedHashSet<>();
        for (Row row : base) {
            String column = row.line().to().text();
            List<Row> changed = changes.getOrDefault(column, List.of());
            if (!changed.isEmpty() && placed.add(column)) {
                changed.forEach(each -> add(each, rows, written));
            }
            boolean replaced = changed.stream().anyMatch(each -> each.when() == null);
            if (!replaced && !removed.contains(column)) {
                add(row, rows, written);
            }
        }
        for (Row row : own) {
            if (!placed.contains(row.line().to().text())) {
                add(row, rows, written);
            }
        }
        return rows;
    }

    private static void add(Row row, List<Row> rows, Set<String> written) {
        boolean first = written.add(row.line().to().text());
        rows.add(first ? row : row.asAlternative());
    }
}
