package io.tiktokroutes.reference;

import io.tiktokroutes.mapping.Expectation;
import io.tiktokroutes.mapping.MappingTests;
import java.util.List;

/** Writes the names of a mapping's tests, so that a reader sees what is proved. */
final class CasesTable {

    private CasesTable() {}

    static String of(List<MappingTests.Case> cases) {
        Markdown.Table table = new Markdown.Table("what is shown", "outcome");
        for (MappingTests.Case each : cases) {
            table.line(Markdown.text(each.name()), outcome(each.expectation()));
        }
        return table.toString();
    }

    private static String outcome(Expectation expectation) {
        if (expectation instanceof Expectation.Skip skip) {
            return "skipped " + Markdown.code(skip.reason());
        }
        if (expectation instanceof Expectation.Refusal refusal) {
            String row = refusal.row() == 0 ? "" : " by row " + refusal.row();
            return "refused " + Markdown.code(refusal.reason()) + row;
        }
        return "payload";
    }
}
