package io.tiktokroutes.lint.mappings;

import static io.tiktokroutes.lint.mappings.SchemaCheck.error;
import static io.tiktokroutes.lint.mappings.SchemaCheck.warning;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.MappingTable.Line;
import io.tiktokroutes.mapping.MappingTable.Spot;
import io.tiktokroutes.schema.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a row says and never does: places it never comes to, and defaults it never needs. */
final class ReachCheck {

    private ReachCheck() {}

    /**
     * @param source empty when the mapping names no schema of its source
     * @param findings where to add them
     */
    static void check(Line row, Optional<Columns> source, List<Finding> findings) {
        Set<String> before = new HashSet<>();
        String always = "";
        for (Spot place : row.from()) {
            if (!before.add(place.text())) {
                findings.add(
                        error(
                                place,
                                Rule.UNREACHABLE,
                                place.text() + " stands before it already; take one of them out"));
            } else if (!always.isEmpty()) {
                findings.add(
                        warning(
                                place,
                                Rule.UNREACHABLE,
                                "it never comes to this, for "
                                        + always
                                        + " is always there; take it out or write it first"));
            }
            if (always.isEmpty() && isAlwaysThere(place.text(), source)) {
                always = place.text();
            }
        }
        if (!row.fallback().isEmpty() && row.required()) {
            findings.add(
                    warning(
                            row.fallback(),
                            Rule.UNREACHABLE,
                            "with this default the value is never missing; take it or required"
                                    + " out"));
        } else if (!row.fallback().isEmpty() && !always.isEmpty() && row.lookup().isEmpty()) {
            findings.add(
                    warning(
                            row.fallback(),
                            Rule.UNREACHABLE,
                            "the default is never needed, for "
                                    + always
                                    + " is always there; take it out"));
        }
    }

    /** Only plain columns: what stands in a list may be missing from some item. */
    private static boolean isAlwaysThere(String place, Optional<Columns> source) {
        return !place.contains("[")
                && source.flatMap(columns -> columns.find(place))
                        .filter(Column::alwaysRequired)
                        .isPresent();
    }
}
