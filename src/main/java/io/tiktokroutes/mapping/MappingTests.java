package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the cases of {@code x.test.yaml} against the mapping {@code x} beside it. */
public final class MappingTests {

    private static final String TEST = ".test.yaml";

    /**
     * One case of a test file.
     *
     * @param file as a person would write its path
     * @param line where the case begins, counted from 1
     * @param mapping the name of the mapping under test
     * @param name what the case says it shows
     * @param settings the parameters of the sink
     * @param properties properties that differ from the running ones
     * @param input the payload
     * @param expectation what should come of it
     */
    public record Case(
            String file,
            int line,
            String mapping,
            String name,
            Map<String, String> settings,
            Map<String, String> properties,
            JsonNode input,
            Expectation expectation) {

        public Case {
            settings = Map.copyOf(settings);
            properties = Map.copyOf(properties);
        }
    }

    /**
     * What came of one case.
     *
     * @param test the case
     * @param differences from what it expects; none when it passed
     */
    public record Result(Case test, List<Difference> differences) {

        public Result {
            differences = List.copyOf(differences);
        }

        public boolean passed() {
            return differences.isEmpty();
        }

        /**
         * Lines for a person: where the case stands and its name, and when it failed what was
         * expected and what came, in aligned columns.
         */
        public String report() {
            StringBuilder report = new StringBuilder();
            report.append(test.file()).append(':').append(test.line()).append(": ");
            report.append(test.name());
            if (!passed()) {
                Difference.table(differences).forEach(l -> report.append("\n    ").append(l));
            }
            return report.toString();
        }
    }

    private final Mappings mappings;

    /**
     * @param mappings loaded; the cases always meet their current state
     */
    public MappingTests(Mappings mappings) {
        this.mappings = mappings;
    }

    /** The test files of a folder, by name. */
    public static List<Path> files(Path folder) throws MappingException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(TEST)).sorted().toList();
        } catch (IOException e) {
            throw new MappingException(
                    Mappings.shown(folder), 0, 0, "can not be read: " + e.getMessage());
        }
    }

    /**
     * The cases of a test file, in their order.
     *
     * @throws MappingException when the test file itself has mistakes, with all of them
     */
    public List<Case> cases(Path file) throws MappingException {
        String fileName = file.getFileName().toString();
        if (!fileName.endsWith(TEST)) {
            throw new MappingException(
                    Mappings.shown(file), 0, 0, "a test file's name ends with " + TEST);
        }
        String mapping = fileName.substring(0, fileName.length() - TEST.length());
        return new CaseReader(Mappings.shown(file), mapping).read(Mappings.read(file));
    }

    /**
     * Runs one case.
     *
     * @throws MappingException when its mapping does not exist or can not be read with the case's
     *     properties
     */
    public Result run(Case test) throws MappingException {
        Mapping mapping = mappings.with(test.mapping(), test.properties());
        Explanation explanation = mapping.explain(test.input(), test.settings());
        RowsBehind rows = new RowsBehind(mapping, explanation);
        return new Result(test, test.expectation().differences(explanation.outcome(), rows));
    }
}
