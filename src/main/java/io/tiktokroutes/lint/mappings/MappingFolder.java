package io.tiktokroutes.lint.mappings;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.Mapping;
import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.routefile.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The mappings and lookups of a folder as far as they can be read: a file with a mistake does not
 * keep the others from being looked at.
 */
public final class MappingFolder {

    private static final String MAPPING = ".mapping.yaml";

    private final Mappings mappings;
    private final Set<Path> failed;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param folder of the mapping files
     * @param texts of the mapping and lookup files, lookups first
     * @param properties the value of a property; null when it is unknown
     */
    public MappingFolder(Path folder, Map<Path, String> texts, UnaryOperator<String> properties) {
        this.mappings = new Mappings(folder, properties);
        Map<Path, String> waiting = new LinkedHashMap<>(texts);
        Map<Path, MappingException> mistakes = new HashMap<>();
        int before;
        // in rounds: a mapping may extend another one
        do {
            before = waiting.size();
            for (Iterator<Map.Entry<Path, String>> each = waiting.entrySet().iterator();
                    each.hasNext(); ) {
                Map.Entry<Path, String> file = each.next();
                try {
                    mappings.activate(file.getKey(), file.getValue());
                    each.remove();
                } catch (MappingException e) {
                    mistakes.put(file.getKey(), e);
                }
            }
        } while (!waiting.isEmpty() && waiting.size() < before);
        failed = Set.copyOf(waiting.keySet());
        for (Path file : waiting.keySet()) {
            findings(mistakes.get(file)).stream()
                    .filter(finding -> !blamesAnother(finding))
                    .forEach(findings::add);
        }
    }

    /** A base or lookup that is there, with a mistake of its own, is not missing. */
    private boolean blamesAnother(Finding finding) {
        return failed.stream()
                .map(file -> file.getFileName().toString().replaceFirst("\\..*", ""))
                .anyMatch(
                        name ->
                                finding.problem().startsWith("there is no mapping '" + name + "'")
                                        || finding.problem()
                                                .startsWith("there is no lookups/" + name + "."));
    }

    /** Each mistake of a file as a finding. */
    public static List<Finding> findings(MappingException mistakes) {
        return mistakes.all().stream()
                .map(
                        mistake ->
                                Finding.error(
                                        mistake.file(),
                                        place(mistake.line(), mistake.column()),
                                        ruleFor(mistake.file()),
                                        mistake.problem()))
                .toList();
    }

    private static Rule ruleFor(String file) {
        if (file.endsWith(".test.yaml")) {
            return Rule.TEST_FILE;
        }
        return file.endsWith(MAPPING) ? Rule.MAPPING_FILE : Rule.LOOKUP_FILE;
    }

    static Position place(int line, int column) {
        return line > 0 ? new Position(line, Math.max(1, column)) : Position.START;
    }

    /**
     * What would be wrong with one more mapping, which is forgotten again.
     *
     * @param name how messages call it
     */
    public List<Finding> tryOut(Path file, String name, String text) {
        try {
            mappings.activate(file, text);
            mappings.remove(file);
            return List.of();
        } catch (MappingException e) {
            return findings(e).stream()
                    .map(f -> Finding.error(name, f.at(), Rule.MAPPING_FILE, f.problem()))
                    .toList();
        }
    }

    /** What is wrong with the files that cannot be read. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** True when a file could be read. */
    public boolean holds(Path file) {
        return !failed.contains(file);
    }

    /** All that could be read. */
    public Mappings mappings() {
        return mappings;
    }

    /** The mapping of that name, if it could be read. */
    public Optional<Mapping> find(String name) {
        try {
            return Optional.of(mappings.get(name));
        } catch (MappingException e) {
            return Optional.empty();
        }
    }
}
