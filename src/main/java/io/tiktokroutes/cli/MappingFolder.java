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
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
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
    private final UnaryOperator<String> properties;
    private final Mappings mappings;

    /** What was read, with its mistakes. */
    private final Map<String, List<MappingException>> read = new HashMap<>();

    private final Set<Path> active = new HashSet<>();

    /**
     * @param folder the mapping files, with the folder lookups inside
     * @throws StartupException when there is no such folder
     */
    MappingFolder(Path folder, Settings settings) throws StartupException {
        check(folder);
        this.folder = folder;
        this.properties = settings.asProperties()::getProperty;
        this.mappings = new Mappings(folder, properties);
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

    /** The name of the mapping in a file. */
    static String nameOf(Path mapping) {
        String name = mapping.getFileName().toString();
        return name.substring(0, name.length() - MAPPING.length());
    }

    private static Path file(Path folder, String name) {
        return folder.resolve(name + MAPPING);
    }

    /**
     * @throws StartupException when there is no mapping of that name, with or without mistakes
     */
    void find(String name) throws StartupException, IOException {
        if (!Files.isRegularFile(file(folder, name))) {
            throw new StartupException(unknown(name).getMessage());
        }
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
     * @return every mistake of its file, and those of its base and of the lookups, when it cannot
     *     be used; empty when it can
     */
    List<MappingException> read(String name) throws IOException {
        List<MappingException> known = read.get(name);
        if (known == null) {
            boolean there = Files.isRegularFile(file(folder, name));
            known = there ? activate(name) : List.of(unknown(name));
            read.put(name, known);
        }
        return known;
    }

    private MappingException unknown(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.filter(file -> file.toString().endsWith(MAPPING))
                            .map(MappingFolder::nameOf)
                            .sorted()
                            .toList();
            String hint = Spelling.hintOrAll(name, names);
            return new MappingException(
                    folder.toString(), 0, 0, "there is no mapping '" + name + "'" + hint);
        }
    }

    private List<MappingException> activate(String name) throws IOException {
        lookups().forEach(this::activate); // one that cannot be used may not be needed
        List<Path> baseFirst = new ArrayList<>(filesOf(folder, name));
        Collections.reverse(baseFirst);
        List<MappingException> mistakes = List.of();
        for (Path file : baseFirst) {
            mistakes = activate(file);
        }
        if (mistakes.isEmpty()) {
            return mistakes;
        }
        List<MappingException> all = mistakesOf(name);
        return all.isEmpty() ? mistakes : all;
    }

    private List<MappingException> activate(Path file) {
        if (active.contains(file)) {
            return List.of();
        }
        try {
            mappings.activate(file, Files.readString(file));
            active.add(file);
            return List.of();
        } catch (MappingException e) {
            return e.all();
        } catch (IOException e) {
            return List.of(
                    new MappingException(
                            file.toString(),
                            0,
                            0,
                            "can not be read; it must be UTF-8 text: " + e.getMessage()));
        }
    }

    /** Of all the mistakes in the folder, those that matter to one mapping. */
    private List<MappingException> mistakesOf(String name) throws IOException {
        Set<Path> files = filesOf(folder, name);
        files.addAll(lookups());
        Set<Path> here = new HashSet<>();
        files.forEach(file -> here.add(file.toAbsolutePath().normalize()));
        try {
            new Mappings(folder, properties).load();
            return List.of();
        } catch (MappingException e) {
            return e.all().stream()
                    .filter(m -> here.contains(Path.of(m.file()).toAbsolutePath().normalize()))
                    .toList();
        }
    }

    private List<Path> lookups() throws IOException {
        Path lookups = folder.resolve(LOOKUPS);
        if (!Files.isDirectory(lookups)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(lookups)) {
            return files.filter(Files::isRegularFile).sorted().toList();
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
    static Set<Path> filesOf(Path folder, String name) {
        Set<Path> files = new LinkedHashSet<>();
        for (String next = name; next != null && files.add(file(folder, next)); ) {
            next = base(file(folder, next));
        }
        return files;
    }
}
