package io.tiktokroutes.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where the files of a project are. None of the folders and files need exist.
 *
 * @param routes folder of the route files
 * @param mappings folder of the mapping files
 * @param kamelets folder of own kamelets
 * @param config file of settings
 * @param docs Markdown files, or folders of them
 */
public record Project(Path routes, Path mappings, Path kamelets, Path config, List<Path> docs) {

    private static final int DEEPEST = 16;

    public Project {
        docs = List.copyOf(docs);
    }

    /** The project of the working directory. */
    public static Project here(Path routes, Path mappings, Path config) {
        return new Project(
                routes,
                mappings,
                Path.of("kamelets"),
                config,
                List.of(Path.of("README.md"), Path.of("docs")));
    }

    /** All files that can be looked at, in the order of their names. */
    Set<Path> files() throws IOException {
        Set<Path> files = new TreeSet<>();
        files.addAll(under(routes));
        files.addAll(under(mappings));
        files.addAll(under(kamelets));
        for (Path doc : docs) {
            files.addAll(Files.isDirectory(doc) ? directlyIn(doc) : under(doc));
        }
        files.addAll(under(config));
        return files;
    }

    /** A file, or all files of a folder, that are of a kind that is looked at. */
    static Set<Path> under(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(path, DEEPEST)) {
            return kept(files);
        }
    }

    private static Set<Path> directlyIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return kept(files);
        }
    }

    private static Set<Path> kept(Stream<Path> files) {
        Set<Path> kept = new TreeSet<>();
        files.filter(Files::isRegularFile)
                .map(Path::normalize)
                .filter(file -> FileKind.of(file) != null)
                .forEach(kept::add);
        return kept;
    }

    /** True for a route file that is saved but does not run. */
    static boolean isDraft(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent != null && parent.endsWith("drafts");
    }

    /** The path as a person at the working directory would write it. */
    public static String nameOf(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path full = file.toAbsolutePath().normalize();
        return (full.startsWith(here) ? here.relativize(full) : full).toString().replace('\\', '/');
    }

    /** Files by their kind, in the order of their names. */
    static Map<FileKind, Set<Path>> byKind(Set<Path> files) {
        Map<FileKind, Set<Path>> kinds = new TreeMap<>();
        for (FileKind kind : FileKind.values()) {
            kinds.put(kind, new TreeSet<>());
        }
        files.forEach(file -> kinds.get(FileKind.of(file)).add(file));
        return kinds;
    }
}
