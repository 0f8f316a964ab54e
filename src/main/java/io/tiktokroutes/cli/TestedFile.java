package io.tiktokroutes.cli;

import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.MappingTests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A test file after its cases were run.
 *
 * @param name the mapping that it tests
 * @param file its path
 * @param cases those that were run
 * @param mistakes what kept all cases from being run
 */
record TestedFile(String name, Path file, List<TestedCase> cases, List<String> mistakes) {

    /**
     * One case after it was run.
     *
     * @param name what it shows
     * @param line where it begins in its file
     * @param failure lines for a person; empty when it passed
     * @param nanos how long it took
     */
    record TestedCase(String name, int line, String failure, long nanos) {

        boolean passed() {
            return failure.isEmpty();
        }
    }

    TestedFile {
        cases = List.copyOf(cases);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * Runs a test file.
     *
     * @param folder of the mapping
     * @param wanted which cases to run, by their names
     */
    static TestedFile run(Path file, MappingFolder folder, Predicate<String> wanted)
            throws IOException {
        String name = TestFiles.nameOf(file);
        List<TestedCase> cases = new ArrayList<>();
        List<MappingException> mistakes = new ArrayList<>(folder.read(name));
        MappingTests tests = new MappingTests(folder.mappings());
        try {
            // also when the mapping has mistakes: all are told at once
            List<MappingTests.Case> all = tests.cases(file);
            for (MappingTests.Case test : mistakes.isEmpty() ? all : List.<MappingTests.Case>of()) {
                if (wanted.test(test.name())) {
                    cases.add(run(test, tests));
                }
            }
        } catch (MappingException e) {
            mistakes.addAll(e.all());
        }
        return new TestedFile(name, file, cases, mistakes.stream().map(TestedFile::line).toList());
    }

    private static TestedCase run(MappingTests.Case test, MappingTests tests) {
        long start = System.nanoTime();
        String failure;
        try {
            MappingTests.Result result = tests.run(test);
            failure = result.passed() ? "" : result.report();
        } catch (MappingException e) {
            // the mapping can be read, but not with the properties of this case
            failure =
                    test.file()
                            + ":"
                            + test.line()
                            + ": "
                            + test.name()
                            + "\n    "
                            + String.join("\n    ", e.all().stream().map(m -> line(m)).toList());
        }
        return new TestedCase(test.name(), test.line(), failure, System.nanoTime() - start);
    }

    private static String line(MappingException mistake) {
        String message = mistake.getMessage();
        String place = message.substring(0, message.length() - mistake.problem().length());
        return place + "error: " + mistake.problem();
    }

    int passed() {
        return (int) cases.stream().filter(TestedCase::passed).count();
    }

    int failed() {
        return cases.size() - passed();
    }

    boolean isGreen() {
        return mistakes.isEmpty() && failed() == 0;
    }
}
