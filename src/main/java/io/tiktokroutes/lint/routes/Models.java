package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Project;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The models of a project: SQL files in {@code models/} of the folder of routes.
 *
 * @param routes the folder of the route files
 */
public record Models(Path routes) {

    private static final String SUFFIX = ".sql";

    /** The names that a warehouse source may give. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(folder())) {
            try (Stream<Path> files = Files.list(folder())) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("."))
                        .forEach(
                                name ->
                                        names.add(
                                                name.substring(
                                                        0, name.length() - SUFFIX.length())));
            } catch (IOException e) {
                return Set.of(); // told where a model is asked for
            }
        }
        return names;
    }

    /** The query of that name; empty when there is none, or none that can be read. */
    Optional<ModelQuery> query(String name) {
        try {
            return Optional.of(new ModelQuery(Files.readString(fileOf(name))));
        } catch (IOException e) {
            return Optional.empty(); // told with the file
        }
    }

    /**
     * @param name with or without its ending
     */
    Path fileOf(String name) {
        return folder().resolve(name.endsWith(SUFFIX) ? name : name + SUFFIX);
    }

    private Path folder() {
        return routes.resolve("models");
    }

    /** What is wrong with a SQL file of the project; files elsewhere are somebody else's. */
    public List<Finding> findings(Path file, String text) {
        Path full = file.toAbsolutePath().normalize();
        if (!full.startsWith(routes.toAbsolutePath().normalize())) {
            return List.of();
        }
        String name = Project.nameOf(file);
        if (!full.getParent().equals(folder().toAbsolutePath().normalize())) {
            return List.of(
                    Finding.error(
                            name,
                            Position.START,
                            Rule.MODEL_FILE,
                            "nobody reads a model here; move it to "
                                    + Project.nameOf(folder().resolve(file.getFileName()))));
        }
        return new ModelQuery(text)
                .mistake()
                .map(m -> List.of(Finding.error(name, m.at(), Rule.MODEL_FILE, m.problem())))
                .orElse(List.of());
    }
}
