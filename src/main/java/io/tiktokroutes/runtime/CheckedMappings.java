package io.tiktokroutes.runtime;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.mappings.MappingFolder;
import io.tiktokroutes.lint.mappings.SchemaCheck;
import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.MappingTable.Line;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.runtime.live.MappingFiles;
import io.tiktokroutes.schema.RecordSchemas;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mappings of the running program, which take in what passes the checks of lint.
 *
 * <p>What the schemas say is asked only about files that are saved while the program runs: it takes
 * a tenth of a second or two, for which the start shall not wait.
 */
final class CheckedMappings implements MappingFiles {

    private static final String MAPPING = ".mapping.yaml";

    private final Path folder;
    private final Mappings mappings;
    private final UnaryOperator<String> properties;
    private final SchemaCheck schemas;
    private final Function<MappingTable, List<Finding>> sinks;
    private final Map<Path, String> active = new TreeMap<>();
    private volatile boolean started;

    /**
     * @param folder of the mapping files
     * @param mappings which takes the files in
     * @param properties the value of a property; null when it is unknown
     * @param schemas of what comes in and goes out
     * @param sinks what the sinks that use a mapping would say of a version of it
     */
    CheckedMappings(
            Path folder,
            Mappings mappings,
            UnaryOperator<String> properties,
            RecordSchemas schemas,
            Function<MappingTable, List<Finding>> sinks) {
        this.folder = folder;
        this.mappings = mappings;
        this.properties = properties;
        this.schemas = new SchemaCheck(schemas);
        this.sinks = sinks;
    }

    /** From now on a file is tried out before it takes effect, for records are under way. */
    void started() {
        started = true;
    }

    @Override
    public void activate(Path file, String text) throws StartupException {
        try {
            if (started) {
                check(file, allWith(file, text));
            }
            mappings.activate(file, text);
        } catch (MappingException e) {
            throw new StartupException(
                    MappingFolder.findings(e).stream()
                            .map(Finding::line)
                            .collect(Collectors.joining("\n")),
                    e);
        }
        active.put(file, text);
    }

    /** The files that would be in use, lookups first, for mappings need them. */
    private Map<Path, String> allWith(Path file, String text) {
        Map<Path, String> all = new TreeMap<>(active);
        all.put(file, text);
        Map<Path, String> ordered = new LinkedHashMap<>();
        all.keySet().stream()
                .sorted(
                        Comparator.comparing(CheckedMappings::isMapping)
                                .thenComparing(Comparator.naturalOrder()))
                .forEach(each -> ordered.put(each, all.get(each)));
        return ordered;
    }

    /** Tries the file out beside all others, and tells what is wrong in it or in its users. */
    private void check(Path file, Map<Path, String> all) throws StartupException {
        MappingFolder tried = new MappingFolder(folder, all, properties);
        List<String> errors =
                tried.mappings().names().stream()
                        .filter(name -> isConcerned(name, file, tried))
                        .flatMap(name -> tried.find(name).stream())
                        .flatMap(mapping -> findings(mapping.table()))
                        .filter(finding -> !finding.warning())
                        .map(Finding::line)
                        .toList();
        if (!errors.isEmpty()) {
            throw new StartupException(String.join("\n", errors));
        }
    }

    private Stream<Finding> findings(MappingTable table) {
        return Stream.concat(schemas.findings(table).stream(), sinks.apply(table).stream());
    }

    private static boolean isConcerned(String mapping, Path file, MappingFolder tried) {
        String name = file.getFileName().toString();
        if (isMapping(file)) {
            return name.equals(mapping + MAPPING);
        }
        String lookup = name.replaceFirst("\\.[a-z]+$", "");
        return tried.find(mapping).stream()
                .flatMap(found -> found.table().rows().stream())
                .map(Line::lookup)
                .anyMatch(used -> used.text().equals(lookup));
    }

    private static boolean isMapping(Path file) {
        return file.toString().endsWith(MAPPING);
    }

    @Override
    public void remove(Path file) {
        active.remove(file);
        mappings.remove(file);
    }

    @Override
    public Set<String> names() {
        return mappings.names();
    }
}
