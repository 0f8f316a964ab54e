package io.tiktokroutes.reference;

import io.tiktokroutes.reference.SettingsFile.Setting;
import io.tiktokroutes.runtime.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the page of all settings. */
final class SettingsPage {

    private SettingsPage() {}

    /**
     * @param file the settings, from the root of the project
     * @param readers links to the pages of the mappings and kamelets that read a setting, by name
     */
    static String of(SettingsFile settings, String file, Map<String, Set<String>> readers) {
        StringBuilder page = new StringBuilder("# Settings\n\n");
        page.append(Generated.note(List.of("../../" + file)));
        page.append(
                "Set one in `application.properties` in the working directory, as `-Dname=value`");
        page.append(" or in the environment. The environment wins, then `-D`, then the file; an");
        page.append(" empty value means that a setting is not set.\n");
        Set<String> rooms = new LinkedHashSet<>();
        settings.settings().forEach(each -> rooms.add(each.room()));
        for (String room : rooms) {
            page.append("\n## ").append(Markdown.text(room)).append("\n\n");
            Markdown.Table table =
                    new Markdown.Table("property", "default", "meaning", "environment", "read by");
            for (Setting each : settings.settings()) {
                if (each.room().equals(room)) {
                    table.line(
                            Markdown.code(each.name()),
                            each.value().isEmpty() ? "–" : Markdown.code(each.value()),
                            Markdown.text(each.meaning()),
                            Markdown.code(Settings.variable(each.name())),
                            String.join(", ", readers.getOrDefault(each.name(), Set.of())));
                }
            }
            page.append(table);
        }
        return page.toString();
    }
}
