package io.tiktokroutes.cli;

import io.tiktokroutes.mapping.Mapping;
import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The mappings of a folder, each read when it is asked for, with its base and the lookups: a
 * mistake in one file is told, and does not hold up the others.
 */
final class MappingFolder {

    static final String MAPPING = ".mapping.yaml";
    static final String LOOKUPS = "lookups";

    /** Found in the text, since a file with a mistake has a base, too. */
    private static final Pattern BASE = Pattern.compile("(?m)^extends:[ \t]*[\"']?([^\\s\"'#]+)");

    private final Path folder;
    private final Mappings mappings;
    private final List<MappingException> lookupMistakes = new ArrayList<>();
    private final Map<String, List<MappingException>> read = new HashMap<>();
    private boolean lookupsAreRead;

    /**
     * @param folder the mapping files, with the folder lookups inside
     * @throws StartupException when there is no such folder
     */
    MappingFolder(Path folder, Settings settings) throws StartupException {
        check(folder);
        this.folder = folder;
        Properties values = settings.asProperties();
        this.mappings = new Mappings(folder, values::getProperty);
    }

    /**
     * @throws StartupException when there is no such folder
     */
    static void check(Path folder) throws StartupException {
        if (!Files.isDirectory(folder)) {
            throw new StartupException(
                    "there is no folder "
                            + folder
                            + "; start the program where mappings is, or name it with --mappings");
        }
    }

    /** Holds what was read so far. */
    Mappings mappings() {
        return mappings;
    }

    /** The names of all mapping files, sorted; also of those with mistakes. */
    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(MAPPING))
                    .map(name -> name.substring(0, name.length() - MAPPING.length()))
                    .sorted()
                    .toList();
        }
    }

    /** The file of a mapping, which need not be there. */
    Path file(String name) {
        return folder.resolve(name + MAPPING);
    }

    /**
     * A mapping that can be used.
     *
     * @throws StartupException when there is none of that name, or it has mistakes: a line for each
     */
    Mapping get(String name) throws StartupException, IOException {
        List<MappingException> mistakes = read(name);
        if (!mistakes.isEmpty()) {
            throw new StartupException(
                    String.join("\n", mistakes.stream().map(Throwable::getMessage).toList()));
        }
        try {
            return mappings.get(name);
        } catch (MappingException e) {
            throw new StartupException(e.getMessage(), e);
        }
    }

    /**
     * Reads a mapping, unless it is read already.
     *
     * @return its mistakes, with those of its base and of the lookups when these are what keeps it
     *     from being read; empty when it can be used
     */
    List<MappingException> read(String name) throws IOException {
        List<MappingException> known = read.get(name);
        if (known != null) {
            return known;
        }
        read.put(name, List.of()); // a mapping that extends itself ends here
        readLookups();
        Path file = file(name);
        List<MappingException> mistakes = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            String base = base(file);
            if (base != null && Files.isRegularFile(file(base))) {
                mistakes.addAll(read(base));
            }
            if (mistakes.isEmpty()) {
                activate(file).ifPresent(mistakes::add);
                mistakes.addAll(0, mistakes.isEmpty() ? List.of() : lookupMistakes);
            }
        } else {
            String hint = Spelling.hintOrAll(name, names());
            mistakes.add(
                    new MappingException(
                            folder.toString(), 0, 0, "there is no mapping '" + name + "'" + hint));
        }
        read.put(name, List.copyOf(mistakes));
        return read.get(name);
    }

    private void readLookups() throws IOException {
        Path lookups = folder.resolve(LOOKUPS);
        if (lookupsAreRead || !Files.isDirectory(lookups)) {
            return;
        }
        lookupsAreRead = true;
        try (Stream<Path> files = Files.list(lookups)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                activate(file).ifPresent(lookupMistakes::add);
            }
        }
    }

    private Optional<MappingException> activate(Path file) {
        try {
            mappings.activate(file, Files.readString(file));
            return Optional.empty();
        } catch (MappingException e) {
            return Optional.of(e);
        } catch (IOException e) {
            return Optional.of(
                    new MappingException(
                            file.toString(),
                            0,
                            0,
                            "can not be read; it must be UTF-8 text: " + e.getMessage()));
        }
    }

    /** The mapping that the file extends; null when there is none, or it can not be read. */
    private static String base(Path file) {
        try {
            Matcher base = BASE.matcher(Files.readString(file));
            return base.find() ? base.group(1) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The mapping's file and those of its bases, as far as they can be found. */
    Set<Path> filesOf(String name) {
        Set<Path> files = new LinkedHashSet<>();
        for (String next = name; next != null && files.add(file(next)); ) {
            next = base(file(next));
        }
        return files;
    }
}
