package io.tiktokroutes.reference;

import io.tiktokroutes.reference.Kamelet.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Writes the page of one kamelet. */
final class KameletPage {

    private static final String UP = "../../../";

    private KameletPage() {}

    /**
     * @param file the kamelet, from the root of the project
     */
    static String of(Kamelet kamelet, String file, ExampleRoute example, SettingsFile settings) {
        StringBuilder page = new StringBuilder("# " + Markdown.text(kamelet.name()) + "\n\n");
        page.append(Generated.note(List.of(UP + file)));
        page.append(Generated.sentence(kamelet.title() + ", a " + kamelet.type())).append(' ');
        page.append(Generated.sentence(kamelet.description())).append("\n\n## Parameters\n\n");
        if (kamelet.parameters().isEmpty()) {
            page.append("None.\n");
        } else {
            page.append(table(kamelet, settings));
        }
        page.append("\n## Example\n\n");
        if (!example.file().isEmpty()) {
            page.append("From ");
            page.append(Markdown.link(Markdown.code(example.file()), UP + example.file()));
            page.append(":\n\n");
        }
        return page.append("```yaml\n").append(example.yaml()).append("```\n").toString();
    }

    private static Markdown.Table table(Kamelet kamelet, SettingsFile settings) {
        Markdown.Table table =
                new Markdown.Table("name", "type", "default", "required", "secret", "description");
        for (Parameter each : kamelet.parameters()) {
            table.line(
                    Markdown.code(each.name()),
                    Markdown.text(each.type()),
                    fallback(each, settings),
                    each.required() ? "yes" : "",
                    each.secret() ? "yes" : "",
                    description(each));
        }
        return table;
    }

    private static String fallback(Parameter parameter, SettingsFile settings) {
        if (!parameter.isSet()) {
            return "";
        }
        if (parameter.fallback().isEmpty()) {
            return "empty";
        }
        List<String> parts = new ArrayList<>();
        for (Placeholders.Placeholder found : Placeholders.in(parameter.fallback())) {
            String name = found.name();
            String known = settings.value(name);
            String shown = known == null ? Markdown.code(name) : Generated.setting(name, "../");
            String value = known == null ? found.fallback() : known;
            boolean empty = value == null || value.isEmpty();
            parts.add("setting " + shown + (empty ? "" : ", " + Markdown.code(value)));
        }
        return parts.isEmpty() ? Markdown.code(parameter.fallback()) : String.join("; ", parts);
    }

    private static String description(Parameter parameter) {
        List<String> sentences = new ArrayList<>();
        sentences.add(Generated.sentence(parameter.description()));
        if (!parameter.choices().isEmpty()) {
            sentences.add("One of " + Markdown.codes(parameter.choices(), ", ") + ".");
        }
        if (!parameter.example().isEmpty()) {
            sentences.add("Example: " + Markdown.code(parameter.example()));
        }
        return String.join(" ", sentences).strip();
    }
}
