package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.MappingTable.Line;
import io.tiktokroutes.mapping.MappingTable.Spot;
import io.tiktokroutes.reports.ReportWords;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.spelling.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks a table sink with its mapping: the columns, and the key that keeps rows apart. */
final class ReportTableCheck {

    private final ReportUse sink;
    private final MappingTable mapping;
    private final List<Finding> findings;

    /**
     * @param findings where to add what is wrong
     */
    ReportTableCheck(ReportUse sink, MappingTable mapping, List<Finding> findings) {
        this.sink = sink;
        this.mapping = mapping;
        this.findings = findings;
    }

    /** What can be told without the source. */
    void check() {
        for (Line row : mapping.rows()) {
            String column = row.to().text();
            if (!column.matches("[A-Za-z_][A-Za-z0-9_]{0,62}") && !column.contains("{{")) {
                findings.add(
                        at(
                                row.to(),
                                Rule.REPORT_TABLE,
                                "'"
                                        + column
                                        + "' cannot be a column of a table; write letters, digits"
                                        + " and _"));
            }
        }
        Set<String> columns = new TreeSet<>();
        mapping.rows().forEach(row -> columns.add(lower(row.to().text())));
        if (sink.known().getOrDefault("vanished", "").equals("delete")) {
            checkDeletes(columns);
        }
        for (String column : sink.list("key")) {
            if (!columns.contains(lower(column))) {
                findings.add(
                        error(
                                "key",
                                column,
                                "the mapping "
                                        + mapping.name()
                                        + " makes no column '"
                                        + column
                                        + "'"
                                        + Spelling.hintOrAll(column, columns)));
            }
        }
    }

    /** To delete what vanished one must know whose rows they are, and of which day. */
    private void checkDeletes(Set<String> columns) {
        for (String parameter : List.of("advertiserColumn", "dayColumn")) {
            String column = sink.known().getOrDefault(parameter, "");
            if (!column.isEmpty() && !columns.contains(lower(column))) {
                findings.add(
                        error(
                                "vanished",
                                "",
                                "the mapping "
                                        + mapping.name()
                                        + " makes no column '"
                                        + column
                                        + "', which vanished: delete needs; add a row, name another"
                                        + " column with "
                                        + parameter
                                        + ", or write vanished: keep"));
            }
        }
    }

    /** What can be told with it. */
    void checkAgainst(ReportUse source) {
        if (source.knows("dimensions") && sink.knows("key")) {
            checkKey(source.list("dimensions"));
        }
    }

    /** Rows that differ in a dimension only must not take each other's place. */
    private void checkKey(List<String> dimensions) {
        Set<String> key = new TreeSet<>();
        sink.list("key").forEach(column -> key.add(lower(column)));
        Set<String> told = new LinkedHashSet<>();
        for (Line row : mapping.rows()) {
            if (key.contains(lower(row.to().text()))) {
                row.paths().forEach(path -> told.add(path.text()));
            }
        }
        boolean byId = dimensions.stream().anyMatch(name -> ReportWords.known().levelOf(name) >= 0);
        for (String dimension : dimensions) {
            if (!told.contains("dimensions." + dimension)) {
                findings.add(
                        error(
                                "key",
                                "",
                                "rows that differ in "
                                        + dimension
                                        + " only would take each other's place; add "
                                        + columnOf("dimensions." + dimension)
                                                .map(column -> "the column " + column)
                                                .orElse("a column from dimensions." + dimension)
                                        + " to the key"));
            }
        }
        if (!byId && told.stream().noneMatch(path -> path.endsWith("advertiser_id"))) {
            findings.add(
                    error(
                            "key",
                            "",
                            "rows of different ad accounts would take each other's place; add a"
                                    + " column from advertiser_id to the key"));
        }
    }

    private Optional<String> columnOf(String path) {
        return mapping.rows().stream()
                .filter(row -> row.paths().stream().anyMatch(p -> p.text().equals(path)))
                .map(row -> row.to().text())
                .findFirst();
    }

    private Finding error(String parameter, String item, String problem) {
        return Finding.error(
                sink.file().name(),
                item.isEmpty() ? sink.placeOf(parameter) : sink.placeOf(parameter, item),
                Rule.REPORT_TABLE,
                problem);
    }

    private static Finding at(Spot spot, Rule rule, String problem) {
        Position place = new Position(Math.max(1, spot.line()), Math.max(1, spot.column()));
        return Finding.error(spot.file(), place, rule, problem);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
