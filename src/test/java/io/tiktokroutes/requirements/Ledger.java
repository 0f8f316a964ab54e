package io.tiktokroutes.requirements;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins lines, tests and decisions, and writes them as one page. */
final class Ledger {

    static final String UPDATE =
            "mvn -q spotless:apply test -Dtest=RequirementsTest -Drequirements.update=true";

    private final List<Requirement> lines;
    private final Map<String, List<Proof>> proofs = new TreeMap<>();
    private final Map<String, Decisions.Decision> decisions;
    private final List<String> problems = new ArrayList<>();

    Ledger(List<Requirement> lines, List<Proof> proofs, Map<String, Decisions.Decision> decisions) {
        this.lines = lines;
        this.decisions = decisions;
        List<String> known = lines.stream().map(Requirement::id).toList();
        for (Proof proof : proofs) {
            for (String id : proof.ids()) {
                if (known.contains(id)) {
                    this.proofs.computeIfAbsent(id, k -> new ArrayList<>()).add(proof);
                } else if (Requirement.namesARange(id)) {
                    problems.add(proof.name() + " names a range; spell each id: " + id);
                } else {
                    problems.add(proof.name() + " names " + id + ", which is no line of lines.tsv");
                }
            }
        }
        for (String id : decisions.keySet()) {
            if (!known.contains(id)) {
                problems.add(
                        "docs/decisions.yaml settles " + id + ", which is no line of lines.tsv");
            }
        }
    }

    /** Names that lead nowhere: tests and decisions of lines that do not exist. */
    List<String> problems() {
        return problems;
    }

    String render() {
        Map<String, List<Requirement>> products = new LinkedHashMap<>();
        lines.forEach(l -> products.computeIfAbsent(l.product(), k -> new ArrayList<>()).add(l));
        StringBuilder page = new StringBuilder();
        page.append("# What was asked, and where it stands\n\n")
                .append("Every line that the integration guides of the five products promise, with")
                .append(" the tests that prove it or the decision that settles it. Written by the")
                .append(" build from the names and tags of the tests,")
                .append(" [decisions.yaml](decisions.yaml) and")
                .append(" [lines.tsv](../src/test/resources/requirements/lines.tsv);")
                .append(" do not edit it, run\n\n```\n")
                .append(UPDATE)
                .append("\n```\n\nLines named RX-… come from the same vendors' other public pages.")
                .append(" *Reading* says how a line is understood where a guide contradicts")
                .append(" itself.\n\n");
        appendSummary(page, products);
        products.forEach((product, asked) -> appendProduct(page, product, asked));
        return page.toString();
    }

    private void appendSummary(StringBuilder page, Map<String, List<Requirement>> products) {
        page.append("| | lines | proved | decided | open |\n|---|--:|--:|--:|--:|\n");
        products.forEach((product, asked) -> appendCounts(page, product, asked));
        appendCounts(page, "**all**", lines);
    }

    private void appendCounts(StringBuilder page, String name, List<Requirement> asked) {
        long proved = asked.stream().filter(l -> proofs.containsKey(l.id())).count();
        long decided =
                asked.stream()
                        .filter(l -> !proofs.containsKey(l.id()))
                        .filter(l -> decisions.containsKey(l.id()))
                        .count();
        page.append("| ").append(name).append(" | ").append(asked.size());
        page.append(" | ").append(proved).append(" | ").append(decided).append(" | ");
        page.append(asked.size() - proved - decided).append(" |\n");
    }

    private void appendProduct(StringBuilder page, String product, List<Requirement> asked) {
        page.append("\n## ").append(product).append('\n');
        String part = null;
        for (Requirement line : asked) {
            if (!line.part().equals(part)) {
                part = line.part();
                page.append(part.isEmpty() ? "\n" : "\n### " + part + "\n\n");
                page.append("| line | kind | what is asked | state |\n|---|---|---|---|\n");
            }
            page.append("| ").append(line.id()).append(" | ").append(line.kind()).append(" | ");
            page.append(cell(line.text()));
            if (!line.reading().isEmpty()) {
                page.append(" *Reading: ").append(cell(line.reading())).append('*');
            }
            page.append(" | ").append(state(line.id())).append(" |\n");
        }
    }

    private String state(String id) {
        List<String> parts = new ArrayList<>();
        List<String> tests =
                proofs.getOrDefault(id, List.of()).stream()
                        .map(p -> "[" + cell(p.name()) + "](../" + p.source() + ")")
                        .toList();
        if (!tests.isEmpty()) {
            parts.add("proved: " + String.join(", ", tests));
        }
        Decisions.Decision decision = decisions.get(id);
        if (decision != null) {
            String see = decision.see();
            String link = see.startsWith("docs/") ? see.substring("docs/".length()) : "../" + see;
            parts.add(
                    "decided: "
                            + cell(decision.text())
                            + (see.isEmpty() ? "" : " ([" + see + "](" + link + "))"));
        }
        return parts.isEmpty() ? "open" : String.join("; ", parts);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
