package io.tiktokroutes.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of all settings. The comment above a setting is its meaning; settings that follow one
 * another without a comment or a blank line between share it.
 *
 * @param settings in the order of the file
 */
record SettingsFile(List<Setting> settings) {

    /**
     * One setting.
     *
     * @param name the property
     * @param value its default; may be empty
     * @param meaning one or more sentences; may be empty
     */
    record Setting(String name, String value, String meaning) {

        /** What it belongs to: the name up to the first dot. */
        String room() {
            return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        }
    }

    static SettingsFile read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static SettingsFile parse(String text) {
        List<Setting> settings = new ArrayList<>();
        StringBuilder meaning = new StringBuilder();
        boolean ended = true;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("#")) {
                if (ended) {
                    meaning.setLength(0);
                }
                meaning.append(meaning.isEmpty() ? "" : " ").append(line.substring(1).strip());
                ended = false;
            } else if (line.isEmpty()) {
                meaning.setLength(0);
            } else {
                String[] parts = line.split("=", 2);
                String value = parts.length == 2 ? parts[1].strip() : "";
                settings.add(new Setting(parts[0].strip(), value, meaning.toString()));
                ended = true;
            }
        }
        return new SettingsFile(List.copyOf(settings));
    }

    /** The default of a setting; null when there is no such setting. */
    String value(String name) {
        return settings.stream()
                .filter(s -> s.name().equals(name))
                .map(Setting::value)
                .findFirst()
                .orElse(null);
    }
}
