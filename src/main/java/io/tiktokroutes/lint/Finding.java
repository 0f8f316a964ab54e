package io.tiktokroutes.lint;

import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.routefile.RouteFileException;
import java.util.Comparator;

/**
 * One thing that is wrong, or only suspicious, in one place of a file.
 *
 * @param file as a person at the working directory would write its path
 * @param warning true when it may be meant
 * @param problem what is wrong; what to write
 */
public record Finding(String file, Position at, boolean warning, Rule rule, String problem)
        implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::file)
                    .thenComparing(Finding::at)
                    .thenComparing(Finding::rule)
                    .thenComparing(Finding::problem);

    public static Finding error(String file, Position at, Rule rule, String problem) {
        return new Finding(file, at, false, rule, problem);
    }

    public static Finding warning(String file, Position at, Rule rule, String problem) {
        return new Finding(file, at, true, rule, problem);
    }

    /** A file that cannot be read as what it should be. */
    public static Finding of(String file, Rule rule, RouteFileException mistake) {
        return error(file, mistake.at(), rule, mistake.problem());
    }

    /** Where, what and what to do: the line without the rule. */
    public String line() {
        return file + ":" + at + ": " + (warning ? "warning" : "error") + ": " + problem;
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line() + " (" + rule.id() + ")";
    }
}
