package io.tiktokroutes.reference;

import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.MappingTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes the page of one mapping. */
final class MappingPage {

    private static final String UP = "../../../";

    private final Path root;
    private final SettingsFile settings;
    private final MappingTable mapping;
    private final MappingText text;
    private final List<MappingTests.Case> cases;

    MappingPage(
            Path root,
            SettingsFile settings,
            MappingTable mapping,
            MappingText text,
            List<MappingTests.Case> cases) {
        this.root = root;
        this.settings = settings;
        this.mapping = mapping;
        this.text = text;
        this.cases = List.copyOf(cases);
    }

    String write() throws IOException, MappingException {
        String file = "mappings/" + mapping.name() + ".mapping.yaml";
        StringBuilder page = new StringBuilder("# " + Markdown.text(mapping.name()) + "\n\n");
        page.append(Generated.note(List.of(UP + file)));
        if (!mapping.description().isEmpty()) {
            page.append(Generated.sentence(mapping.description())).append("\n\n");
        }
        page.append(head(file));
        Map<String, LookupText> lookups = new LinkedHashMap<>();
        RowsTable rows = new RowsTable(mapping, text, lookups);
        page.append("\n## Rows\n\n").append(rows.write(root.resolve("mappings")));
        if (rows.hasAlternatives()) {
            page.append(
                    "\nRows of one column are alternatives: the first whose condition holds and"
                            + " that has a value writes it.\n");
        }
        list(page, "Which records", mapping.guards(), "The mapping is for records with:");
        limits(page);
        list(page, "What must be there", mapping.requirements(), "The finished payload has:");
        for (Map.Entry<String, LookupText> lookup : lookups.entrySet()) {
            lookup(page, lookup.getKey(), lookup.getValue());
        }
        properties(page);
        parameters(page);
        cases(page);
        return page.toString();
    }

    private String head(String file) {
        Markdown.Table table = new Markdown.Table("", "");
        table.line("file", Markdown.link(Markdown.code(file), UP + file));
        table.line("source", schema(mapping.source().text()));
        table.line("target", schema(mapping.target().text()));
        if (!mapping.base().isEmpty()) {
            String base = mapping.base();
            table.line("extends", Markdown.link(Markdown.text(base), base + ".md"));
        }
        List<String> country = text.top("country");
        if (!country.isEmpty()) {
            table.line("country of phone numbers", Markdown.codes(bare(country), ", "));
        }
        List<String> empty = text.top("empty");
        if (!empty.isEmpty()) {
            table.line("texts that mean nothing", Markdown.codes(bare(empty), ", "));
        }
        Set<String> lines = requirements();
        if (!lines.isEmpty()) {
            String names = String.join(", ", lines);
            table.line(Markdown.link("requirements", "../../requirements.md"), names);
        }
        return table.toString();
    }

    private static List<String> bare(List<String> texts) {
        return texts.stream().map(Placeholders::bare).toList();
    }

    /** A schema is linked to when there is one. */
    private String schema(String name) {
        String file = "src/main/resources/schemas/" + name + ".schema.json";
        String shown = Markdown.code(name);
        boolean exists = !name.isEmpty() && Files.exists(root.resolve(file));
        return exists ? Markdown.link(shown, UP + file) : shown;
    }

    private Set<String> requirements() {
        Set<String> ids = new LinkedHashSet<>();
        cases.forEach(each -> ids.addAll(Generated.requirements(each.name())));
        return ids;
    }

    private static void list(StringBuilder page, String title, List<String> items, String words) {
        if (!items.isEmpty()) {
            page.append("\n## ").append(title).append("\n\n").append(words).append("\n\n");
            items.forEach(item -> page.append("- ").append(Markdown.text(item)).append('\n'));
        }
    }

    private void limits(StringBuilder page) {
        if (mapping.limits().isEmpty()) {
            return;
        }
        String within = String.join("", text.top("allowed", "within"));
        String by = String.join("", text.top("allowed", "by"));
        page.append("\n## Allowed columns\n\nInside ").append(Markdown.code(within));
        page.append(" only these columns go out.\n\n");
        Markdown.Table table = new Markdown.Table(Markdown.code(by), "columns");
        for (String limit : mapping.limits()) {
            String[] parts = limit.split(": ", 2);
            table.line(Markdown.text(parts[0]), Markdown.text(parts.length > 1 ? parts[1] : ""));
        }
        page.append(table);
    }

    private static void lookup(StringBuilder page, String heading, LookupText lookup) {
        page.append("\n## ").append(heading).append("\n\n");
        if (!lookup.file().isEmpty()) {
            String file = "mappings/" + lookup.file();
            page.append(Markdown.link(Markdown.code(file), UP + file)).append("\n\n");
        }
        page.append(lookup.table());
    }

    private void properties(StringBuilder page) {
        Map<String, MappingText.Use> uses = text.properties();
        if (uses.isEmpty()) {
            return;
        }
        page.append("\n## Properties\n\n");
        Markdown.Table table = new Markdown.Table("property", "default", "read by");
        for (String name : new TreeSet<>(uses.keySet())) {
            MappingText.Use use = uses.get(name);
            String known = settings.value(name);
            String shown = known == null ? Markdown.code(name) : Generated.setting(name, "../");
            String fallback = known == null || known.isEmpty() ? use.fallback() : known;
            table.line(
                    shown,
                    fallback == null ? "must be set" : Markdown.code(fallback),
                    Markdown.text(String.join(", ", use.places())));
        }
        page.append(table);
    }

    private void parameters(StringBuilder page) {
        Map<String, Set<String>> names = text.settings();
        if (names.isEmpty()) {
            return;
        }
        page.append("\n## Parameters of the sink\n\n");
        Markdown.Table table = new Markdown.Table("parameter", "read by");
        names.forEach(
                (name, places) ->
                        table.line(
                                Markdown.code("settings." + name),
                                Markdown.text(String.join(", ", places))));
        page.append(table);
    }

    private void cases(StringBuilder page) {
        String file = "mappings/" + mapping.name() + ".test.yaml";
        page.append("\n## Tests\n\n");
        if (cases.isEmpty()) {
            page.append("None yet.\n");
            return;
        }
        page.append(Markdown.link(Markdown.code(file), UP + file));
        page.append(", ").append(cases.size()).append(cases.size() == 1 ? " case" : " cases");
        page.append("\n\n").append(CasesTable.of(cases));
    }
}
