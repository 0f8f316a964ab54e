package io.tiktokroutes.lint.mappings;

import static io.tiktokroutes.lint.mappings.SchemaCheck.error;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.MappingTable.Spot;
import io.tiktokroutes.schema.Column;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds columns that a record must have and that no row fills. */
final class RequiredColumns {

    /**
     * The sink fills these when a mapping does not: from the record's key and the clock, or from
     * its parameter event.
     */
    private static final Set<String> FILLED_IN = Set.of("event_id", "event_time", "ec", "ea");

    private final Columns target;
    private final List<Finding> findings;

    /**
     * @param findings where to add them
     */
    RequiredColumns(Columns target, List<Finding> findings) {
        this.target = target;
        this.findings = findings;
    }

    /**
     * @param at where to tell what is missing
     */
    void check(MappingTable table, Spot at) {
        Set<String> filled =
                table.rows().stream()
                        .map(row -> Columns.plain(row.to().text()))
                        .collect(Collectors.toSet());
        for (Column column : target.all()) {
            boolean needed =
                    column.alwaysRequired()
                            ? !FILLED_IN.contains(column.path())
                            : column.required() && anyWithin(column.within(), filled);
            if (needed && !anyWithin(column.path(), filled) && !anyAbove(column.path(), filled)) {
                findings.add(
                        error(
                                at,
                                Rule.MISSING_COLUMN,
                                "no row fills "
                                        + column.path()
                                        + ", which "
                                        + (column.alwaysRequired()
                                                ? "every " + target.name()
                                                : column.within())
                                        + " must have; write a row '{ to: "
                                        + column.path()
                                        + ", from: … }'"));
            }
        }
    }

    /** True when a row fills the place or something in it. */
    private static boolean anyWithin(String place, Set<String> filled) {
        return filled.stream()
                .anyMatch(
                        to ->
                                to.equals(place)
                                        || to.startsWith(place + ".")
                                        || to.startsWith(place + "["));
    }

    /** True when a row fills an object or list as a whole that the place is in. */
    private static boolean anyAbove(String place, Set<String> filled) {
        return filled.stream()
                .anyMatch(to -> place.startsWith(to + ".") || place.startsWith(to + "["));
    }
}
