package io.tiktokroutes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One place in which what came differs from what a test case expected.
 *
 * @param column the target column, or {@link #OUTCOME}
 * @param expected as JSON text, or in words
 * @param got as JSON text, or in words
 * @param row the row that produced it and how it is written; empty when there is none
 */
public record Difference(String column, String expected, String got, String row) {

    /** Stands for a column when there is another outcome than expected. */
    static final String OUTCOME = "(outcome)";

    /** A longer value would push the others out of sight; it only pushes those of its own line. */
    private static final int WIDEST = 64;

    /** The differences below each other, in aligned columns with a head. */
    static List<String> table(List<Difference> differences) {
        List<Difference> lines = new ArrayList<>();
        lines.add(new Difference("column", "expected", "got", ""));
        lines.addAll(differences);
        int first = width(lines, Difference::column);
        int second = width(lines, Difference::expected);
        int third = width(lines, Difference::got);
        return lines.stream()
                .map(
                        line ->
                                pad(line.column(), first)
                                        + pad(line.expected(), second)
                                        + pad(line.got(), third)
                                        + line.row())
                .map(String::stripTrailing)
                .toList();
    }

    private static int width(List<Difference> lines, Function<Difference, String> cell) {
        return lines.stream()
                .mapToInt(line -> cell.apply(line).length())
                .filter(length -> length <= WIDEST)
                .max()
                .orElse(WIDEST);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()) + 3);
    }
}
