package io.tiktokroutes.lint.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings that the files of some folders read as {{name}}, ours or an integrator's own. */
public final class ReadSettings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z0-9._-]+)");
    private static final int DEEPEST = 3;

    private ReadSettings() {}

    /** The names in all files of the folders; folders need not exist. */
    public static Set<String> in(List<Path> folders) {
        Set<String> names = new TreeSet<>();
        for (Path folder : folders) {
            for (Path file : files(folder)) {
                try {
                    Matcher found = PLACEHOLDER.matcher(Files.readString(file));
                    while (found.find()) {
                        names.add(found.group(1));
                    }
                } catch (IOException e) {
                    // a file that is no text reads no settings
                }
            }
        }
        return names;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
