package io.tiktokroutes.runtime.live;

import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.routefile.RouteFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Notices which files of a folder were saved or deleted, by looking from time to time.
 *
 * <p>Looking costs next to nothing for some dozen files, and works where notifications do not: on
 * network drives, on folders mounted into a container, and with editors that save by renaming.
 */
public final class SavedFiles {

    private record Stamp(FileTime modified, long size, Object identity) {}

    /**
     * What happened since the look before.
     *
     * @param saved new or changed, and quiet since the look before: nobody is writing them
     * @param deleted gone at both looks: nobody is replacing them
     */
    public record Changes(Set<Path> saved, Set<Path> deleted) {
        public boolean none() {
            return saved.isEmpty() && deleted.isEmpty();
        }
    }

    private final Path folder;
    private final int depth;
    private final Predicate<Path> wanted;
    private Map<Path, Stamp> seen = new TreeMap<>();
    private final Map<Path, Stamp> reported = new TreeMap<>();

    /**
     * @param folder may be missing; then there are no files in it
     * @param depth how many folders deep to look
     * @param wanted by the path inside of the folder
     */
    public SavedFiles(Path folder, int depth, Predicate<Path> wanted) {
        this.folder = folder;
        this.depth = depth;
        this.wanted = inside -> !isTemporary(inside) && wanted.test(inside);
    }

    /** Looks at one file only, whatever its name is. */
    public SavedFiles(Path file) {
        this.folder = file;
        this.depth = 0;
        this.wanted = inside -> true;
    }

    /** All files as they are, and the start of looking for changes. */
    public Set<Path> first() throws IOException {
        seen = scan();
        reported.clear();
        reported.putAll(seen);
        return new TreeSet<>(seen.keySet());
    }

    /** A folder that cannot be read, for instance one that was unmounted, has no changes. */
    public Changes look() throws IOException {
        Map<Path, Stamp> now = scan();
        Set<Path> saved = new TreeSet<>();
        now.forEach(
                (path, stamp) -> {
                    if (stamp.equals(seen.get(path)) && !stamp.equals(reported.get(path))) {
                        saved.add(path);
                        reported.put(path, stamp);
                    }
                });
        Set<Path> deleted = new TreeSet<>(reported.keySet());
        deleted.removeIf(path -> now.containsKey(path) || seen.containsKey(path));
        reported.keySet().removeAll(deleted);
        seen = now;
        return new Changes(saved, deleted);
    }

    private Map<Path, Stamp> scan() throws IOException {
        Map<Path, Stamp> found = new TreeMap<>();
        if (reported.isEmpty() && !Files.exists(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path inside = folder.relativize(file);
                if (wanted.test(inside)) {
                    stampOf(file).ifPresent(stamp -> found.put(file, stamp));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    private static Optional<Stamp> stampOf(Path file) throws IOException {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            Object identity = Objects.requireNonNullElse(is.fileKey(), "");
            return is.isRegularFile()
                    ? Optional.of(new Stamp(is.lastModifiedTime(), is.size(), identity))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // deleted while we looked
        }
    }

    /** What editors leave lying while they work. */
    private static boolean isTemporary(Path inside) {
        for (Path part : inside) {
            String name = part.toString();
            if (name.startsWith(".") || name.startsWith("#") || name.endsWith("~")) {
                return true;
            }
        }
        return inside.toString().matches(".*\\.(swp|swx|tmp|bak|orig|part)");
    }

    /** The text of a file, without the byte order mark that some editors write. */
    static String read(Path file, String name) throws IOException, RouteFileException {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                            .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new RouteFileException(
                    name, Position.START, "the file is not in UTF-8; save it as UTF-8");
        }
    }
}
