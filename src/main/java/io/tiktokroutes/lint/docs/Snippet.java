package io.tiktokroutes.lint.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a Markdown file between fences.
 *
 * @param kind what it is an example of
 * @param text the piece, with empty lines before it so that everything stands in its own line
 */
public record Snippet(Kind kind, String text) {

    /** What an example may be. */
    public enum Kind {
        ROUTES,
        MAPPING,
        TESTS,
        KAMELET,
        SETTINGS
    }

    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,})\\s*([A-Za-z]*).*");

    /** The examples of a Markdown file; pieces of a file, such as single rows, are none. */
    public static List<Snippet> in(String markdown) {
        List<Snippet> snippets = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (!fence.matches()) {
                continue;
            }
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).strip().equals(fence.group(1))) {
                end++;
            }
            List<String> inside = lines.subList(i + 1, Math.min(end, lines.size()));
            Kind kind = kindOf(fence.group(2), String.join("\n", inside));
            if (kind != null) {
                snippets.add(
                        new Snippet(kind, "\n".repeat(i + 1) + String.join("\n", inside) + "\n"));
            }
            i = end;
        }
        return snippets;
    }

    private static Kind kindOf(String language, String text) {
        if (language.equals("properties")) {
            return Kind.SETTINGS;
        }
        if (!language.equals("yaml")) {
            return null;
        }
        if (has(text, "- route:")) {
            return Kind.ROUTES;
        }
        if (has(text, "kind: *Kamelet")) {
            return Kind.KAMELET;
        }
        if (has(text, "tests:")) {
            return Kind.TESTS;
        }
        return has(text, "rows:") ? Kind.MAPPING : null;
    }

    private static boolean has(String text, String start) {
        return Pattern.compile("(?m)^\\s*" + start).matcher(text).find();
    }
}
