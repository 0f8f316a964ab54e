package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import io.tiktokroutes.store.FileVersions;
import io.tiktokroutes.store.FileVersions.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A route, mapping or lookup with its versions and its place on disk.
 *
 * @param name as versions are kept, such as {@code routes/leads-to-cdp.camel.yaml}
 * @param path where it stands, or stood when it was active
 * @param versions the newest first
 */
record HistoryFile(String name, Path path, List<Version> versions) {

    private static final String ROUTES = "routes/";
    private static final String MAPPINGS = "mappings/";

    /**
     * Finds the file that an operator names by path or bare name.
     *
     * @throws StartupException when there is none or more than one, with the names to choose from
     */
    static HistoryFile find(FileVersions kept, String written, Path routes, Path mappings)
            throws StartupException, SQLException {
        List<String> names = kept.latest().stream().map(Version::file).toList();
        Path path = Path.of(written).toAbsolutePath().normalize();
        Set<String> found = new TreeSet<>();
        for (String name : names) {
            if (name.equals(written) || placeOf(name, routes, mappings).equals(path)) {
                found = Set.of(name);
                break;
            }
            if (bareNames(name).contains(written)) {
                found.add(name);
            }
        }
        if (found.size() > 1) {
            throw new StartupException(
                    "'"
                            + written
                            + "' may be "
                            + String.join(" or ", found)
                            + "; write one of them");
        }
        if (found.isEmpty()) {
            List<String> known = new ArrayList<>(names);
            names.forEach(name -> known.addAll(bareNames(name)));
            String hint = Spelling.hint(written, known);
            throw new StartupException(
                    "no version of '"
                            + written
                            + "' is kept"
                            + (hint.isEmpty()
                                    ? "; history lists the files that were active"
                                    : hint));
        }
        String name = found.iterator().next();
        return new HistoryFile(name, placeOf(name, routes, mappings), kept.of(name));
    }

    /** The file's name with and without its ending. */
    private static List<String> bareNames(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return List.of(file, file.replaceFirst("(\\.camel|\\.mapping)?\\.[a-z]+$", ""));
    }

    private static Path placeOf(String name, Path routes, Path mappings) {
        Path place =
                name.startsWith(ROUTES)
                        ? routes.resolve(name.substring(ROUTES.length()))
                        : mappings.resolve(name.substring(MAPPINGS.length()));
        return place.toAbsolutePath().normalize();
    }

    /**
     * @throws StartupException when there is no version of that number
     */
    Version version(int number) throws StartupException {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(
                        () ->
                                new StartupException(
                                        name
                                                + " has no version "
                                                + number
                                                + "; it has "
                                                + versions.stream()
                                                        .map(v -> "" + v.number())
                                                        .limit(10)
                                                        .collect(Collectors.joining(", "))));
    }

    /** What stands on disk now; empty when the file is gone or a draft. */
    Optional<String> onDisk() throws IOException {
        try {
            // whatever it is in, it has to be told from the versions
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** True when what stands on disk is none of the versions: it would be lost. */
    boolean hasUnknownOnDisk() throws IOException {
        Optional<String> text = onDisk();
        return text.isPresent()
                && versions.stream()
                        .noneMatch(v -> v.digest().equals(FileVersions.digest(text.get())));
    }

    /** Writes the file anew, as a whole or not at all. */
    void write(String content) throws IOException {
        Files.createDirectories(path.getParent());
        // files that begin with a dot are not taken in
        Path whole = Files.createTempFile(path.getParent(), "." + path.getFileName(), ".tmp");
        try {
            Files.writeString(whole, content);
            if (Files.exists(path)) {
                copyPermissions(whole);
            } else {
                readableAsUsual(whole);
            }
            try {
                Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private void copyPermissions(Path to) throws IOException {
        try {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(path));
        } catch (UnsupportedOperationException e) {
            // another kind of file system, which has no such thing
        }
    }

    /** A temporary file is readable by its owner only, and the program may be somebody else. */
    private static void readableAsUsual(Path to) throws IOException {
        try {
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (UnsupportedOperationException e) {
            // another kind of file system, which has no such thing
        }
    }
}
