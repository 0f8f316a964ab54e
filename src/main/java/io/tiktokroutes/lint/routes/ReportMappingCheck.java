package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.MappingTable.Line;
import io.tiktokroutes.mapping.MappingTable.Spot;
import io.tiktokroutes.routefile.Position;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what a mapping reads against what the report asks for. */
final class ReportMappingCheck {

    private final MappingTable mapping;

    ReportMappingCheck(MappingTable mapping) {
        this.mapping = mapping;
    }

    /** Finds rows that never have a value, as none of their places is asked for. */
    void check(ReportUse source, List<Finding> findings) {
        if (!source.knows("dimensions") || !source.knows("metrics")) {
            return;
        }
        for (Line row : mapping.rows()) {
            List<ReportField> fields = new ArrayList<>();
            row.paths().forEach(path -> ReportField.of(path.text()).ifPresent(fields::add));
            if (!fields.isEmpty()
                    && fields.size() == row.paths().size()
                    && fields.stream().noneMatch(f -> source.list(f.group()).contains(f.name()))) {
                findings.add(empty(row.paths().get(0), fields.get(0), source));
            }
        }
    }

    private static Finding empty(Spot path, ReportField field, ReportUse source) {
        return Finding.error(
                path.file(),
                new Position(Math.max(1, path.line()), Math.max(1, path.column())),
                Rule.REPORT_MAPPING,
                field
                        + " would always be empty: "
                        + source.file().name()
                        + ":"
                        + source.placeOf(field.group())
                        + " does not ask for "
                        + field.name()
                        + "; add it to "
                        + field.group()
                        + " there, or take the row out");
    }

    /** The metrics that the mapping reads; empty when it may read any. */
    Optional<Set<String>> metrics() {
        Set<String> read = new LinkedHashSet<>();
        for (Line row : mapping.rows()) {
            // conditions are known as text only
            if (!row.when().isEmpty() || !mapping.guards().isEmpty()) {
                return Optional.empty();
            }
            for (Spot path : row.paths()) {
                if (path.text().equals("metrics") || path.text().contains("{{")) {
                    return Optional.empty();
                }
                ReportField.of(path.text())
                        .filter(field -> field.group().equals("metrics"))
                        .ifPresent(field -> read.add(field.name()));
            }
        }
        return Optional.of(read);
    }
}
