package io.tiktokroutes.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows under a head, each column as wide as its widest cell; the last one is not filled up. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> numbers;

    /**
     * @param numbers the columns, from 0, whose cells end at the same place
     */
    Table(Set<Integer> numbers, String... head) {
        this.numbers = numbers;
        rows.add(List.of(head));
    }

    Table(String... head) {
        this(Set.of(), head);
    }

    /** Empty cells are shown as a dash. */
    void add(String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell.isBlank() ? "-" : cell.replaceAll("\\s+", " "));
        }
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    void print(PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                String fill = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
                line.append(i == 0 ? "" : GAP);
                line.append(numbers.contains(i) ? fill + cell : cell + fill);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
