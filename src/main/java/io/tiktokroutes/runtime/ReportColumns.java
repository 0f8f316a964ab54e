package io.tiktokroutes.runtime;

import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.MappingTable.Line;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.reports.ReportColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of a report table, read off the rows of a mapping. */
public final class ReportColumns {

    private ReportColumns() {}

    /** Those of the mapping as it is now; none when there is no such mapping. */
    public static List<ReportColumn> of(Mappings mappings, String mapping) {
        try {
            return of(mappings.get(mapping).table());
        } catch (MappingException e) {
            return List.of(); // told where the mapping is used
        }
    }

    /**
     * One for each name, in the order of the rows.
     *
     * @throws IllegalArgumentException when a row writes what cannot be a column
     */
    public static List<ReportColumn> of(MappingTable mapping) {
        Map<String, ReportColumn> columns = new LinkedHashMap<>();
        for (Line row : mapping.rows()) {
            ReportColumn column = new ReportColumn(row.to().text(), type(row));
            columns.merge(
                    column.name(),
                    column,
                    // several rows may fill one column; texts take all
                    (one, other) ->
                            one.type() == other.type()
                                    ? one
                                    : new ReportColumn(one.name(), ReportColumn.Type.TEXT));
        }
        return List.copyOf(columns.values());
    }

    private static ReportColumn.Type type(Line row) {
        if (!row.hash().isEmpty()) {
            return ReportColumn.Type.TEXT;
        }
        String as = row.as().text();
        if (as.startsWith("datetime")) {
            return ReportColumn.Type.DATETIME;
        }
        return switch (as) {
            case "integer", "epoch-seconds", "epoch-millis", "seconds-from-millis" ->
                    ReportColumn.Type.INTEGER;
            case "number" -> ReportColumn.Type.NUMBER;
            case "boolean" -> ReportColumn.Type.BOOLEAN;
            default -> ReportColumn.Type.TEXT;
        };
    }
}
