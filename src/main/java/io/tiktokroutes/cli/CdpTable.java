package io.tiktokroutes.cli;

import io.tiktokroutes.cdp.CdpAttribute;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Prints rows of words in columns. */
final class CdpTable {

    private final List<String[]> rows = new ArrayList<>();

    CdpTable row(String... words) {
        rows.add(words);
        return this;
    }

    /** A row for each attribute: code, type, whether it is required and personal. */
    static CdpTable of(Collection<CdpAttribute> attributes) {
        CdpTable table = new CdpTable();
        for (CdpAttribute each : attributes) {
            table.row(
                    each.code(),
                    each.type().word(),
                    each.required() ? "required" : "",
                    each.personal() ? "personal data" : "");
        }
        return table;
    }

    /**
     * @param indent what each line begins with
     */
    void print(PrintWriter out, String indent) {
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
