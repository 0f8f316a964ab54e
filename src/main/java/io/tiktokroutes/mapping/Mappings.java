package io.tiktokroutes.mapping;

import io.tiktokroutes.spelling.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The mappings of a folder and the lookups in its folder {@code lookups}. Reading is safe from any
 * thread at any time; a change takes effect as a whole or not at all.
 */
public final class Mappings {

    private static final String MAPPING = ".mapping.yaml";

    /** Everything that is valid at one time. */
    private record State(
            Map<String, MappingReader.Text> texts,
            Map<String, Lookup> lookups,
            Map<String, Mapping> mappings) {

        State copy() {
            return new State(new HashMap<>(texts), new HashMap<>(lookups), new HashMap<>(mappings));
        }
    }

    private final Path folder;
    private final UnaryOperator<String> properties;
    private volatile State state = new State(Map.of(), Map.of(), Map.of());

    /**
     * @param folder where the mapping files are
     * @param properties the value of a property that a file writes as {{name}}; null when unknown
     */
    public Mappings(Path folder, UnaryOperator<String> properties) {
        this.folder = folder;
        this.properties = properties;
    }

    /**
     * Reads all files of the folder in place of what was loaded before.
     *
     * @throws MappingException with every mistake there is; what was loaded before stays
     */
    public synchronized void load() throws MappingException {
        if (!Files.isDirectory(folder)) {
            throw new MappingException(shown(folder), 0, 0, "there is no such folder");
        }
        State fresh = new State(new HashMap<>(), new HashMap<>(), new HashMap<>());
        Mistakes mistakes = new Mistakes();
        for (Path file : files(folder.resolve("lookups"))) {
            // a lookup with a mistake counts as there, or the mappings would be blamed for it
            mistakes.attempt(() -> addLookup(fresh, file, read(file)), null);
            fresh.lookups().putIfAbsent(name(file), new Lookup(name(file), "", Map.of()));
        }
        for (Path file : files(folder)) {
            if (isMapping(file)) {
                String text = mistakes.attempt(() -> read(file), null);
                if (text != null) {
                    fresh.texts().put(name(file), new MappingReader.Text(shown(file), text));
                }
            }
        }
        for (String name : new TreeSet<>(fresh.texts().keySet())) {
            mistakes.attempt(() -> addMapping(fresh, name), null);
        }
        mistakes.tell();
        state = fresh;
    }

    /**
     * Takes the new text of a mapping or lookup file into use. Other files, such as tests, are left
     * alone.
     *
     * @throws MappingException when the text has a mistake; the old version stays in use
     */
    public synchronized void activate(Path file, String text) throws MappingException {
        State next = state.copy();
        String changed = name(file);
        if (isMapping(file)) {
            next.texts().put(changed, new MappingReader.Text(shown(file), text));
            addMapping(next, changed);
        } else if (isLookup(file)) {
            changed = "lookups/" + addLookup(next, file, text);
        }
        for (Mapping mapping : state.mappings().values()) {
            if (mapping.uses().contains(changed)) {
                addMapping(next, mapping.name());
            }
        }
        state = next;
    }

    /**
     * Forgets a file. Mappings that use a removed lookup keep it until they are activated again.
     */
    public synchronized void remove(Path file) {
        State next = state.copy();
        if (isMapping(file)) {
            next.texts().remove(name(file));
            next.mappings().remove(name(file));
        } else if (isLookup(file)) {
            next.lookups().values().removeIf(lookup -> lookup.file().equals(shown(file)));
        }
        state = next;
    }

    /**
     * The mapping of that name.
     *
     * @throws MappingException when there is none, with the name that was probably meant
     */
    public Mapping get(String name) throws MappingException {
        State now = state;
        Mapping mapping = now.mappings().get(name);
        if (mapping == null) {
            throw unknown(name, now);
        }
        return mapping;
    }

    /** The names of all mappings, sorted. */
    public Set<String> names() {
        return new TreeSet<>(state.mappings().keySet());
    }

    /** The lines of a lookup as they count now; none when there is no such lookup. */
    public Map<String, String> lookup(String name) {
        Lookup lookup = state.lookups().get(name);
        Map<String, String> lines = new HashMap<>();
        if (lookup != null) {
            lookup.entries().forEach((in, out) -> lines.put(in, out.asText()));
        }
        return lines;
    }

    /** The mapping of that name as it would be if these properties were set. */
    Mapping with(String name, Map<String, String> extra) throws MappingException {
        State now = state;
        if (extra.isEmpty() || !now.texts().containsKey(name)) {
            return get(name);
        }
        UnaryOperator<String> both =
                key -> extra.containsKey(key) ? extra.get(key) : properties.apply(key);
        return new MappingReader(both, now.lookups(), now.texts()).read(name);
    }

    private MappingException unknown(String name, State now) {
        String hint = Spelling.hintOrAll(name, new TreeSet<>(now.mappings().keySet()));
        return new MappingException(
                shown(folder), 0, 0, "there is no mapping '" + name + "'" + hint);
    }

    private Mapping addMapping(State to, String name) throws MappingException {
        Mapping mapping = new MappingReader(properties, to.lookups(), to.texts()).read(name);
        to.mappings().put(name, mapping);
        return mapping;
    }

    private String addLookup(State to, Path file, String text) throws MappingException {
        String name = name(file);
        Lookup other = to.lookups().get(name);
        if (other != null && !other.file().equals(shown(file))) {
            throw new MappingException(
                    shown(file), 1, 1, other.file() + " has the same name; keep one of them");
        }
        to.lookups().put(name, new LookupReader(name, shown(file), properties).read(text));
        return name;
    }

    private boolean isMapping(Path file) {
        return file.getFileName().toString().endsWith(MAPPING) && depth(file) == 1;
    }

    private boolean isLookup(Path file) {
        String name = file.getFileName().toString();
        return depth(file) == 2
                && file.toAbsolutePath().getParent().endsWith("lookups")
                && (name.endsWith(".yaml") || name.endsWith(".csv"));
    }

    /** How many steps below the folder; 0 when it is elsewhere. */
    private int depth(Path file) {
        Path base = folder.toAbsolutePath().normalize();
        Path path = file.toAbsolutePath().normalize();
        return path.startsWith(base) ? path.getNameCount() - base.getNameCount() : 0;
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(MAPPING)
                ? name.substring(0, name.length() - MAPPING.length())
                : name.substring(0, name.lastIndexOf('.'));
    }

    private List<Path> files(Path in) throws MappingException {
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(in)) {
            return new ArrayList<>(
                    files.filter(f -> isMapping(f) || isLookup(f)).sorted().toList());
        } catch (IOException e) {
            throw new MappingException(shown(in), 0, 0, "can not be read: " + e.getMessage());
        }
    }

    static String read(Path file) throws MappingException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new MappingException(
                    shown(file), 0, 0, "can not be read; it must be UTF-8 text: " + e.getMessage());
        }
    }

    /** The path as a person at the working directory would write it. */
    static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path path = file.toAbsolutePath().normalize();
        Path shown = path.startsWith(here) ? here.relativize(path) : path;
        return shown.toString().replace('\\', '/');
    }
}
