package io.tiktokroutes.runtime;

import io.tiktokroutes.runtime.live.Placeholder;
import io.tiktokroutes.runtime.live.RouteFile;
import io.tiktokroutes.runtime.live.RouteFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares what is set with what routes and mappings read, before anything starts. */
final class UsedSettings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z0-9._-]+)");

    private final Settings settings;
    private final Path routes;
    private final Path mappings;

    UsedSettings(Settings settings, Path routes, Path mappings) {
        this.settings = settings;
        this.routes = routes;
        this.mappings = mappings;
    }

    /**
     * @throws StartupException when something is set that nobody reads, or read that nobody set;
     *     one line for each
     */
    void check() throws StartupException {
        List<String> mistakes = new ArrayList<>(settings.unknown(read()));
        for (Path file : files(routes, 1)) {
            if (file.toString().endsWith(".camel.yaml")) {
                addMissing(file, mistakes);
            }
        }
        if (!mistakes.isEmpty()) {
            throw new StartupException(String.join("\n", mistakes));
        }
    }

    private void addMissing(Path file, List<String> mistakes) {
        try {
            RouteFile route = RouteFile.parse(file.toString(), Files.readString(file));
            for (Placeholder used : route.placeholders()) {
                boolean ours = used.needed() && !used.name().contains(":");
                if (ours && settings.find(used.name()).isEmpty()) {
                    mistakes.add(file + ":" + used.at() + ": " + settings.missing(used.name()));
                }
            }
        } catch (RouteFileException | IOException e) {
            // told with more words when the file is loaded
        }
    }

    private Set<String> read() {
        Set<String> names = new TreeSet<>();
        for (Path folder : List.of(routes, mappings, Path.of("kamelets"))) {
            for (Path file : files(folder, 3)) {
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

    private static List<Path> files(Path folder, int depth) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
