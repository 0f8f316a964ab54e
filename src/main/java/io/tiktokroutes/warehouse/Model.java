package io.tiktokroutes.warehouse;

import io.tiktokroutes.spelling.Spelling;
import io.tiktokroutes.store.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A query as a route names it.
 *
 * @param origin how it is spoken of, such as {@code models/orders.sql}
 * @param text SQL
 */
public record Model(String origin, String text) {

    private static final String ENDING = ".sql";
    private static final String FOLDER = "models";
    private static final long MOST_BYTES = 1_000_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /**
     * Finds a model.
     *
     * @param written SQL, or the name of a file
     * @param routes the folder of the routes, in which the folder {@code models} is
     * @throws ModelException when there is none
     */
    static Model of(String written, Path routes) {
        String name = written.strip();
        if (name.chars().anyMatch(Character::isWhitespace)) {
            return new Model("the model", written);
        }
        if (!NAME.matcher(name.endsWith(ENDING) ? name : name + ENDING).matches()) {
            throw new ModelException(
                    "'"
                            + name
                            + "' cannot be the name of a model; write the name of a file in "
                            + FOLDER
                            + "/, such as orders, or a query");
        }
        String bare = name.endsWith(ENDING) ? name.substring(0, name.length() - 4) : name;
        Path file = routes.resolve(FOLDER).resolve(bare + ENDING);
        String origin = FOLDER + "/" + bare + ENDING;
        try {
            if (!Files.isRegularFile(file)) {
                throw new ModelException(
                        "there is no model "
                                + origin
                                + " beside the routes"
                                + Spelling.hintOrAll(bare, names(routes)));
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new ModelException(origin + " is longer than " + MOST_BYTES + " bytes");
            }
            return new Model(origin, Files.readString(file));
        } catch (IOException e) {
            throw new ModelException(origin + " cannot be read: " + e, e);
        }
    }

    /**
     * The query.
     *
     * @throws ModelException when it is none
     */
    SqlText sql(DatabaseKind database) {
        try {
            return SqlText.of(text, database);
        } catch (ModelException e) {
            throw wrong(e);
        }
    }

    /** The same mistake with the place it is in. */
    ModelException wrong(ModelException mistake) {
        return new ModelException(origin + ": " + mistake.getMessage(), mistake);
    }

    /** The models in the folder of the routes. */
    static List<String> names(Path routes) throws IOException {
        Path folder = routes.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }
}
