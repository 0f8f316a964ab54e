package io.tiktokroutes.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes texts so that Markdown viewers show them as they are, also inside tables. */
final class Markdown {

    private static final String SPECIAL = "\\`*[]<>|~&";

    private Markdown() {}

    /** Running text on one line. */
    static String text(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean inWord = isLetter(line, i - 1) && isLetter(line, i + 1);
            if (SPECIAL.indexOf(c) >= 0 || (c == '_' && !inWord)) {
                shown.append('\\');
            }
            shown.append(c);
        }
        return shown.toString();
    }

    private static boolean isLetter(String line, int at) {
        return at >= 0 && at < line.length() && Character.isLetterOrDigit(line.charAt(at));
    }

    /** Something that stands in a file; nothing for nothing. */
    static String code(String text) {
        String shown = text.replaceAll("\\s+", " ").replace("|", "\\|");
        if (shown.isEmpty()) {
            return "";
        }
        String fence = "`";
        while (shown.contains(fence)) {
            fence += "`";
        }
        boolean pad = shown.startsWith("`") || shown.endsWith("`");
        return fence + (pad ? " " + shown + " " : shown) + fence;
    }

    /** The words of a list as code, with a word between. */
    static String codes(List<String> texts, String between) {
        return String.join(between, texts.stream().map(Markdown::code).toList());
    }

    /** A link whose text is Markdown already. */
    static String link(String shown, String to) {
        return "[" + shown + "](" + to.replace(" ", "%20").replace(")", "%29") + ")";
    }

    /** The anchor that viewers give a heading. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\-_ ]", "")
                .replace(' ', '-');
    }

    /** Gathers the lines of a table; the cells are Markdown already. */
    static final class Table {
        private final List<String> lines = new ArrayList<>();

        Table(String... heads) {
            line(heads);
            lines.add("|" + "---|".repeat(heads.length));
        }

        Table line(String... cells) {
            StringBuilder line = new StringBuilder("|");
            for (String cell : cells) {
                line.append(cell.isEmpty() ? " |" : " " + cell + " |");
            }
            lines.add(line.toString());
            return this;
        }

        /** How many lines stand below the head. */
        int size() {
            return lines.size() - 2;
        }

        @Override
        public String toString() {
            return String.join("\n", lines) + "\n";
        }
    }
}
