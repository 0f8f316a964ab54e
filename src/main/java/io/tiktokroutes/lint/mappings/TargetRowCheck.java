package io.tiktokroutes.lint.mappings;

import static io.tiktokroutes.lint.mappings.SchemaCheck.error;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.MappingTable.Line;
import io.tiktokroutes.mapping.MappingTable.Spot;
import io.tiktokroutes.schema.Column;
import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what a row writes against the column it writes to. */
final class TargetRowCheck {

    /** Conversions that leave a listed text as it is. */
    private static final Set<String> UNCHANGED = Set.of("", "string", "trimmed");

    private final Columns target;
    private final List<Finding> findings;

    /**
     * @param findings where to add them
     */
    TargetRowCheck(Columns target, List<Finding> findings) {
        this.target = target;
        this.findings = findings;
    }

    void check(Line row) {
        Optional<String> unknown = target.complain(row.to().text());
        if (unknown.isPresent()) {
            findings.add(error(row.to(), Rule.UNKNOWN_COLUMN, unknown.get()));
            return;
        }
        target.find(row.to().text()).ifPresent(column -> check(row, column));
    }

    private void check(Line row, Column column) {
        boolean hashed = !row.hash().isEmpty() && !row.hash().text().equals("none");
        if (column.mustBeHashed() && !hashed) {
            findings.add(
                    error(
                            row.to(),
                            Rule.PLAIN_PERSONAL_DATA,
                            column.path()
                                    + " would leave in plain text; add hash: sha256-if-plain"));
        }
        if (column.values().isEmpty() || hashed || !UNCHANGED.contains(row.as().text())) {
            return;
        }
        checkValue(row.constant().text(), row.constant(), column, "");
        checkValue(row.fallback().text(), row.fallback(), column, "");
        for (String result : row.results()) {
            checkValue(result, row.lookup(), column, ", which the lookup gives");
        }
    }

    private void checkValue(String value, Spot at, Column column, String origin) {
        if (!at.isEmpty() && !StandIns.isOpen(value) && !column.values().contains(value)) {
            findings.add(
                    error(
                            at,
                            Rule.BAD_CONSTANT,
                            column.path()
                                    + " of "
                                    + target.name()
                                    + " does not take '"
                                    + value
                                    + "'"
                                    + origin
                                    + Spelling.hintOrAll(value, column.values())));
        }
    }
}
