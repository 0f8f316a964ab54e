package io.tiktokroutes.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as they need, two blanks between. */
final class Lines {

    private final List<String[]> rows = new ArrayList<>();

    Lines(String... head) {
        rows.add(head);
    }

    void add(String... cells) {
        rows.add(cells);
    }

    void print(PrintWriter out) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].codePointCount(0, row[i].length()));
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                int blanks = widths[i] - row[i].codePointCount(0, row[i].length()) + 2;
                line.append(row[i]).append(" ".repeat(blanks));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
