package io.tiktokroutes.lint.mappings;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.MappingTable.Line;
import io.tiktokroutes.mapping.MappingTable.Spot;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.schema.RecordSchema;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.schema.SchemaException;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks a mapping against the schemas of what comes in and what goes out. */
public final class SchemaCheck {

    private final RecordSchemas schemas;

    /**
     * @param schemas those that mappings may name
     */
    public SchemaCheck(RecordSchemas schemas) {
        this.schemas = schemas;
    }

    /** Everything that is wrong or suspicious in the mapping's own rows, in its order. */
    public List<Finding> findings(MappingTable table) {
        List<Finding> findings = new ArrayList<>();
        Optional<Columns> source = columns(table.source(), findings);
        Optional<Columns> target = columns(table.target(), findings);
        List<Line> own = table.rows().stream().filter(row -> row.base().isEmpty()).toList();
        for (Line row : own) {
            source.ifPresent(columns -> checkSource(row, columns, findings));
            target.ifPresent(columns -> new TargetRowCheck(columns, findings).check(row));
            ReachCheck.check(row, source, findings);
        }
        target.ifPresent(
                columns -> new RequiredColumns(columns, findings).check(table, placeOf(table)));
        findings.sort(null);
        return findings;
    }

    private Optional<Columns> columns(Spot name, List<Finding> findings) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (schemas.has(name.text())) {
                RecordSchema schema = schemas.named(name.text());
                return Optional.of(new Columns(schema));
            }
            findings.add(
                    error(
                            name,
                            Rule.UNKNOWN_SCHEMA,
                            "there is no schema '"
                                    + name.text()
                                    + "'"
                                    + Spelling.hintOrAll(name.text(), schemas.names())));
        } catch (SchemaException e) {
            findings.add(error(name, Rule.UNKNOWN_SCHEMA, e.getMessage()));
        }
        return Optional.empty();
    }

    private static void checkSource(Line row, Columns columns, List<Finding> findings) {
        for (Spot path : row.paths()) {
            // a parameter of the sink is no column
            if (!path.text().startsWith("settings.")) {
                columns.complain(path.text())
                        .ifPresent(
                                problem -> findings.add(error(path, Rule.UNKNOWN_COLUMN, problem)));
            }
        }
    }

    /** Where to tell what the mapping lacks. */
    private static Spot placeOf(MappingTable table) {
        return table.target().line() > 0 ? table.target() : new Spot("", table.file(), 1, 1);
    }

    static Finding error(Spot at, Rule rule, String problem) {
        return Finding.error(at.file(), positionOf(at), rule, problem);
    }

    static Finding warning(Spot at, Rule rule, String problem) {
        return Finding.warning(at.file(), positionOf(at), rule, problem);
    }

    private static Position positionOf(Spot at) {
        return MappingFolder.place(at.line(), at.column());
    }
}
