package io.tiktokroutes.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Tells a person on a terminal, or the log of a CI server, how the tests went. */
final class TestReport {

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final boolean colours;
    private final boolean verbose;
    private final int width;

    /**
     * @param colours true to show good in green and bad in red
     * @param verbose true to name the cases that passed, too
     * @param files all that will be printed
     */
    TestReport(PrintWriter out, boolean colours, boolean verbose, List<Path> files) {
        this.out = out;
        this.colours = colours;
        this.verbose = verbose;
        this.width =
                files.stream().mapToInt(file -> TestFiles.nameOf(file).length()).max().orElse(0);
    }

    /** One line for a file that is green; what failed, and every mistake, below it otherwise. */
    void print(TestedFile file) {
        out.println(
                file.name()
                        + " ".repeat(width - file.name().length() + 3)
                        + counts(file.passed(), file.failed(), file.mistakes().size()));
        file.mistakes().forEach(mistake -> out.println("  " + mistake));
        for (TestedFile.TestedCase test : file.cases()) {
            if (!test.passed()) {
                String[] parts = test.failure().split("\n", 2);
                out.println("  " + coloured(RED, parts[0]));
                out.println(parts.length > 1 ? parts[1] : "");
            } else if (verbose) {
                out.println("  " + coloured(GREEN, "passed") + "  " + test.name());
            }
        }
        out.flush();
    }

    /** The last line. */
    void sum(List<TestedFile> files) {
        if (files.size() > 1) {
            out.println(
                    counts(
                                    files.stream().mapToInt(TestedFile::passed).sum(),
                                    files.stream().mapToInt(TestedFile::failed).sum(),
                                    files.stream().mapToInt(f -> f.mistakes().size()).sum())
                            + " in "
                            + files.size()
                            + " files");
            out.flush();
        }
    }

    private String counts(int passed, int failed, int mistakes) {
        StringBuilder counts = new StringBuilder();
        if (passed > 0 || failed + mistakes == 0) {
            counts.append(coloured(GREEN, passed + " passed"));
        }
        if (failed > 0) {
            counts.append(counts.isEmpty() ? "" : ", ").append(coloured(RED, failed + " failed"));
        }
        if (mistakes > 0) {
            String word = mistakes == 1 ? " mistake" : " mistakes";
            counts.append(counts.isEmpty() ? "" : ", ").append(coloured(RED, mistakes + word));
        }
        return counts.toString();
    }

    private String coloured(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }
}
