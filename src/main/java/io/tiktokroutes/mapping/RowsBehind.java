package io.tiktokroutes.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** Tells which row of a mapping is behind a column of what it made. */
final class RowsBehind {

    private final Mapping mapping;
    private final List<Explanation.Line> lines;

    /**
     * @param explanation how the payload came about
     */
    RowsBehind(Mapping mapping, Explanation explanation) {
        this.mapping = mapping;
        this.lines = explanation.lines();
    }

    /**
     * The row that wrote the column, or that would have, and how it is written; empty when no row
     * has to do with it.
     */
    String of(String column) {
        String inAnyItem = column.replaceAll("\\[\\d+]", "[]");
        String usual = mapping.rowFor(inAnyItem);
        usual = usual.isEmpty() ? mapping.rowFor(column) : usual;
        for (Explanation.Line line : lines) {
            if (line.written() && isIn(column, line.column())) {
                // of several rows for one column another one may have written it
                MappingTable.Line row = row(line);
                return usual.startsWith(row.title() + ":") ? usual : row.title() + words(row);
            }
        }
        return usual;
    }

    private static boolean isIn(String column, String written) {
        return column.startsWith(written)
                && (column.length() == written.length()
                        || ".[".indexOf(column.charAt(written.length())) >= 0);
    }

    private MappingTable.Line row(Explanation.Line line) {
        return mapping.table().rows().stream()
                .filter(row -> row.number() == line.row() && row.base().equals(line.base()))
                .findFirst()
                .orElse(MappingTable.Line.NONE);
    }

    private static String words(MappingTable.Line row) {
        String from =
                row.from().stream()
                        .map(MappingTable.Spot::text)
                        .collect(Collectors.joining(" or "));
        return ": "
                + (from.isEmpty() ? "value " + row.constant().text() : "from " + from)
                + (row.when().isEmpty() ? "" : ", when " + row.when());
    }
}
