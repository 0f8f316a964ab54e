package io.tiktokroutes.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the list of all lines, and refuses one that lost a line or has one twice. */
final class RequirementLines {

    private static final Set<String> KINDS =
            Set.of("field", "setting", "rule", "limit", "note", "flow", "check", "contradiction");

    private RequirementLines() {}

    static List<Requirement> read(Path file) throws IOException {
        return parse(Files.readString(file), file.getFileName().toString());
    }

    static List<Requirement> parse(String text, String name) {
        List<Requirement> lines = new ArrayList<>();
        Map<String, Integer> last = new HashMap<>();
        String product = "";
        String part = "";
        int row = 0;
        for (String line : text.split("\n", -1)) {
            row++;
            if (line.startsWith("### ")) {
                part = line.substring(4).strip();
            } else if (line.startsWith("## ")) {
                product = line.substring(3).strip();
                part = "";
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String where = name + ":" + row + ": ";
                Requirement next = parseLine(line, product, part, where);
                int expected = last.getOrDefault(next.series(), 0) + 1;
                if (next.number() != expected) {
                    throw new IllegalArgumentException(
                            where
                                    + (next.number() < expected
                                            ? next.id() + " stands here a second time"
                                            : next.series() + "-" + expected + " is missing"));
                }
                last.put(next.series(), expected);
                lines.add(next);
            }
        }
        return lines;
    }

    private static Requirement parseLine(String line, String product, String part, String where) {
        String[] cells = line.split("\t", -1);
        if (cells.length < 3 || cells.length > 4 || cells[2].isBlank()) {
            throw new IllegalArgumentException(
                    where + "write id, kind, text and perhaps a reading, separated by tabs");
        }
        if (!Requirement.isId(cells[0])) {
            throw new IllegalArgumentException(where + cells[0] + " is no id like R-CA-20");
        }
        if (!KINDS.contains(cells[1])) {
            throw new IllegalArgumentException(
                    where
                            + cells[1]
                            + " is no kind; write one of "
                            + KINDS.stream().sorted().toList());
        }
        return new Requirement(
                cells[0], cells[1], cells[2], cells.length == 4 ? cells[3] : "", product, part);
    }
}
