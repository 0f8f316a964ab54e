package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Resources;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.RouteFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The kamelets of some places; of two with the same name the first place counts. */
public final class KameletCatalogue {

    private static final String CLASS_PATH = "classpath:";
    private static final String FILE = "file:";

    private final List<String> locations;
    private final Map<String, Optional<KameletFile>> read = new LinkedHashMap<>();
    private Set<String> names;

    /**
     * @param locations as Camel takes them, such as {@code file:kamelets,classpath:kamelets}
     */
    public KameletCatalogue(String locations) {
        this.locations =
                Arrays.stream(locations.split(","))
                        .map(String::strip)
                        .map(location -> location.replaceFirst("/+$", ""))
                        .toList();
    }

    /** The names of all kamelets, sorted. */
    public Set<String> names() {
        if (names == null) {
            names = new TreeSet<>();
            for (String location : locations) {
                for (String file : filesIn(location)) {
                    if (file.endsWith(KameletFile.SUFFIX)) {
                        names.add(file.substring(0, file.length() - KameletFile.SUFFIX.length()));
                    }
                }
            }
        }
        return names;
    }

    /**
     * The kamelet of that name, if there is one.
     *
     * @throws RouteFileException when there is one that cannot be read
     */
    public Optional<KameletFile> find(String name) throws RouteFileException {
        Optional<KameletFile> known = read.get(name);
        if (known == null) {
            known = load(name);
            read.put(name, known);
        }
        return known;
    }

    private Optional<KameletFile> load(String name) throws RouteFileException {
        String file = name + KameletFile.SUFFIX;
        for (String location : locations) {
            Optional<String> text = textOf(location, file);
            if (text.isPresent()) {
                return Optional.of(KameletFile.parse(file, text.get()));
            }
        }
        return Optional.empty();
    }

    private static Set<String> filesIn(String location) {
        if (location.startsWith(FILE)) {
            try {
                return Resources.filesIn(Path.of(location.substring(FILE.length())));
            } catch (IOException e) {
                return Set.of();
            }
        }
        return Resources.names(folderOf(location));
    }

    private static Optional<String> textOf(String location, String file) throws RouteFileException {
        if (!location.startsWith(FILE)) {
            return Resources.text(folderOf(location) + "/" + file);
        }
        Path path = Path.of(location.substring(FILE.length()), file);
        try {
            return Files.isRegularFile(path)
                    ? Optional.of(Files.readString(path))
                    : Optional.empty();
        } catch (IOException e) {
            throw new RouteFileException(path + " cannot be read; save it as UTF-8");
        }
    }

    private static String folderOf(String location) {
        return location.startsWith(CLASS_PATH)
                ? location.substring(CLASS_PATH.length()).replaceFirst("^/+", "")
                : location;
    }
}
