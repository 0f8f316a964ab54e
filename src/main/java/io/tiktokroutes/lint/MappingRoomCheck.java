package io.tiktokroutes.lint;

import io.tiktokroutes.leads.LeadLabels;
import io.tiktokroutes.lint.mappings.MappingFolder;
import io.tiktokroutes.lint.mappings.SchemaCheck;
import io.tiktokroutes.lint.mappings.StandIns;
import io.tiktokroutes.lint.mappings.TestFileCheck;
import io.tiktokroutes.mapping.Mapping;
import io.tiktokroutes.mapping.MappingTable.Line;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.schema.RecordSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Checks all mappings, lookups and tests, each in the folder it stands in. */
final class MappingRoomCheck {

    private static final String MAPPING = ".mapping.yaml";

    private final Texts texts;
    private final List<Finding> findings;
    private final Map<Path, MappingFolder> read = new HashMap<>();
    private final Set<String> names = new TreeSet<>();

    /**
     * @param findings where to add what is wrong
     */
    MappingRoomCheck(Texts texts, List<Finding> findings) {
        this.texts = texts;
        this.findings = findings;
    }

    /** The mappings there are, with mistakes or without. */
    Set<String> names() {
        return names;
    }

    /** The mappings of a folder; none when there is no such folder. */
    MappingFolder of(Path folder) {
        MappingFolder found = read.get(folder.normalize());
        return found == null ? new MappingFolder(folder, Map.of(), name -> "") : found;
    }

    void check(Map<FileKind, Set<Path>> files, UnaryOperator<String> properties) {
        Map<Path, Map<Path, String>> folders = new LinkedHashMap<>();
        // lookups first, for mappings need them
        for (Path lookup : files.get(FileKind.LOOKUP)) {
            texts.of(lookup).ifPresent(t -> in(folders, parentOf(parentOf(lookup))).put(lookup, t));
        }
        for (Path mapping : files.get(FileKind.MAPPING)) {
            texts.of(mapping).ifPresent(t -> in(folders, parentOf(mapping)).put(mapping, t));
            names.add(nameOf(mapping));
        }
        folders.forEach((place, found) -> checkFolder(place, found, properties));
        files.get(FileKind.MAPPING).forEach(m -> checkTested(m, files.get(FileKind.TESTS)));
        for (Path test : files.get(FileKind.TESTS)) {
            findings.addAll(
                    TestFileCheck.findings(
                            test, Project.nameOf(test), namesIn(parentOf(test), files)));
        }
    }

    private static Map<Path, String> in(Map<Path, Map<Path, String>> folders, Path folder) {
        return folders.computeIfAbsent(folder, f -> new LinkedHashMap<>());
    }

    private void checkFolder(
            Path place, Map<Path, String> files, UnaryOperator<String> properties) {
        MappingFolder read =
                new MappingFolder(place, files, new StandIns(files.values(), properties)::valueOf);
        this.read.put(place, read);
        findings.addAll(read.findings());
        SchemaCheck schemas = new SchemaCheck(new RecordSchemas(place));
        Set<String> used = new TreeSet<>();
        for (Path file : files.keySet()) {
            if (isMapping(file) && read.holds(file)) {
                Mapping mapping = read.find(nameOf(file)).orElseThrow();
                findings.addAll(schemas.findings(mapping.table()));
                mapping.table().rows().stream().map(Line::lookup).forEach(l -> used.add(l.text()));
            }
        }
        // a mapping that cannot be read may use any of them
        if (files.keySet().stream().noneMatch(file -> isMapping(file) && !read.holds(file))) {
            files.keySet().stream()
                    .filter(file -> !isMapping(file) && read.holds(file))
                    .forEach(lookup -> checkUsed(lookup, used));
        }
    }

    private void checkUsed(Path lookup, Set<String> used) {
        String name = lookup.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
        if (!used.contains(name) && !name.equals(LeadLabels.LOOKUP)) {
            findings.add(
                    Finding.warning(
                            Project.nameOf(lookup),
                            Position.START,
                            Rule.UNUSED_LOOKUP,
                            "no mapping uses this lookup; write 'lookup: "
                                    + name
                                    + "' in a row, or delete the file"));
        }
    }

    private void checkTested(Path mapping, Set<Path> tests) {
        Path test = mapping.resolveSibling(nameOf(mapping) + ".test.yaml");
        if (!tests.contains(test) && !Files.exists(test)) {
            findings.add(
                    Finding.warning(
                            Project.nameOf(mapping),
                            Position.START,
                            Rule.NO_TESTS,
                            "nothing tests this mapping; write "
                                    + test.getFileName()
                                    + " beside it"));
        }
    }

    private Set<String> namesIn(Path place, Map<FileKind, Set<Path>> files) {
        Set<String> here = new TreeSet<>();
        for (Path mapping : files.get(FileKind.MAPPING)) {
            if (parentOf(mapping).equals(place)) {
                here.add(nameOf(mapping));
            }
        }
        return here.isEmpty() ? names : here;
    }

    private static boolean isMapping(Path file) {
        return file.toString().endsWith(MAPPING);
    }

    private static String nameOf(Path mapping) {
        return mapping.getFileName().toString().replace(MAPPING, "");
    }

    /** Of a file in the working directory: that one. */
    private static Path parentOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
