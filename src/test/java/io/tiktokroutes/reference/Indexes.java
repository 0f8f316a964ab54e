package io.tiktokroutes.reference;

import io.tiktokroutes.mapping.MappingTable;
import java.util.List;
import java.util.Map;

/** Writes the pages that lead to the others. */
final class Indexes {

    private Indexes() {}

    /**
     * The page of all mappings.
     *
     * @param mappings each with the number of its test cases
     */
    static String mappings(Map<MappingTable, Integer> mappings) {
        StringBuilder page = new StringBuilder("# Mappings\n\n");
        page.append(Generated.note(List.of("../../../mappings")));
        page.append("One page for each mapping that comes with the program, as the table that");
        page.append(" mapping screens show. How to write one: [Mappings](../../mappings.md).\n\n");
        Markdown.Table table =
                new Markdown.Table("mapping", "what it does", "source", "target", "rows", "tests");
        mappings.forEach(
                (mapping, cases) ->
                        table.line(
                                Markdown.link(
                                        Markdown.text(mapping.name()), mapping.name() + ".md"),
                                Markdown.text(mapping.description()),
                                Markdown.code(mapping.source().text()),
                                Markdown.code(mapping.target().text()),
                                String.valueOf(mapping.rows().size()),
                                String.valueOf(cases)));
        return page.append(table).toString();
    }

    /** The first page of the reference. */
    static String reference(List<Kamelet> kamelets, String folder, String settings) {
        StringBuilder page = new StringBuilder("# Reference\n\n");
        page.append(
                Generated.note(List.of("../../mappings", "../../" + folder, "../../" + settings)));
        page.append("- [Mappings](mappings/README.md): which field goes where\n");
        page.append("- [Settings](settings.md): every setting with its default\n\n");
        page.append("## Kamelets\n\nThe building blocks of routes.\n\n");
        Markdown.Table table = new Markdown.Table("kamelet", "type", "what it does");
        for (Kamelet kamelet : kamelets) {
            table.line(
                    Markdown.link(
                            Markdown.text(kamelet.name()), "kamelets/" + kamelet.name() + ".md"),
                    Markdown.text(kamelet.type()),
                    Markdown.text(kamelet.description()));
        }
        return page.append(table).toString();
    }
}
