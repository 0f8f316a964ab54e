package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Project;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.warehouse.Model;
import io.tiktokroutes.warehouse.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The models of a project: SQL files in {@code models/} of the folder of routes.
 *
 * @param routes the folder of the route files
 */
public record Models(Path routes) {

    /** The names that a warehouse source may give. */
    List<String> names() {
        try {
            return Model.names(routes);
        } catch (IOException e) {
            return List.of(); // told where a model is asked for
        }
    }

    /** The text of the model of that name; empty when there is none, or none that can be read. */
    Optional<String> text(String name) {
        try {
            return Optional.of(Files.readString(fileOf(name)));
        } catch (IOException e) {
            return Optional.empty(); // told with the file
        }
    }

    Path fileOf(String name) {
        return Model.file(name, routes);
    }

    /** What is wrong with a SQL file of the project; files elsewhere are somebody else's. */
    public List<Finding> findings(Path file, String text) {
        Path full = file.toAbsolutePath().normalize();
        if (!full.startsWith(routes.toAbsolutePath().normalize())) {
            return List.of();
        }
        String name = Project.nameOf(file);
        if (!full.getParent().equals(Model.folder(routes).toAbsolutePath().normalize())) {
            return List.of(
                    Finding.error(
                            name,
                            Position.START,
                            Rule.MODEL_FILE,
                            "nobody reads a model here; move it to "
                                    + Project.nameOf(
                                            Model.folder(routes).resolve(file.getFileName()))));
        }
        return SqlText.mistake(text)
                .map(m -> List.of(Finding.error(name, m.at(), Rule.MODEL_FILE, m.problem())))
                .orElse(List.of());
    }
}
