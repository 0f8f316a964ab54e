package io.tiktokroutes.lint.routes;

import io.tiktokroutes.routefile.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a SQL text, without its comments, as far as all databases agree on them. */
final class SqlText {

    /** What a piece of SQL is. */
    enum Kind {
        WORD,
        /** A name in quotes of its kind. */
        NAME,
        /** A text or a number. */
        LITERAL,
        SYMBOL
    }

    /**
     * @param text as written; names without their quotes
     * @param at where it begins, counted from 0
     * @param depth how many brackets are open around it
     */
    record Token(Kind kind, String text, int at, int depth) {

        /** True for a word that is not in quotes, whatever its letters' case. */
        boolean is(String word) {
            return kind != Kind.NAME && kind != Kind.LITERAL && text.equalsIgnoreCase(word);
        }

        /** True for what can be the name of a column. */
        boolean isName() {
            return kind == Kind.WORD || kind == Kind.NAME;
        }
    }

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int depth;

    /** Where a quote or comment begins that is never closed; -1 when there is none. */
    private int open = -1;

    SqlText(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length() && open < 0) {
            at = next(at);
        }
    }

    List<Token> tokens() {
        return tokens;
    }

    /** Where something begins that is never closed; -1 when there is none. */
    int open() {
        return open;
    }

    /** True when some databases may read its quotes in another way. */
    boolean hasBackslash() {
        return text.indexOf('\\') >= 0;
    }

    /** A place of the text as line and column. */
    Position position(int at) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Position(line, at - start + 1);
    }

    /** Reads what begins there, and gives where it ends. */
    private int next(int at) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            return at + 1;
        }
        if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }
        if (text.startsWith("/*", at)) {
            return closed(at, "*/", at + 2);
        }
        if (c == '\'') {
            return quoted(at, Kind.LITERAL);
        }
        if (c == '"' || c == '`') {
            return quoted(at, Kind.NAME);
        }
        if (c == '$' && text.substring(at).matches("(?s)\\$\\w*\\$.*")) {
            String tag = text.substring(at, text.indexOf('$', at + 1) + 1);
            int end = closed(at, tag, at + tag.length());
            add(Kind.LITERAL, tag, at);
            return end;
        }
        if (Character.isLetterOrDigit(c) || c == '_') {
            int end = at;
            while (end < text.length() && isPartOfWord(text.charAt(end))) {
                end++;
            }
            add(Character.isDigit(c) ? Kind.LITERAL : Kind.WORD, text.substring(at, end), at);
            return end;
        }
        if (c == ')' || c == ']') {
            depth--;
        }
        add(Kind.SYMBOL, String.valueOf(c), at);
        if (c == '(' || c == '[') {
            depth++;
        }
        return at + 1;
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    /** A quote inside is written twice. */
    private int quoted(int at, Kind kind) {
        char quote = text.charAt(at);
        int end = text.indexOf(quote, at + 1);
        while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == quote) {
            end = text.indexOf(quote, end + 2);
        }
        if (end < 0) {
            open = at;
            return text.length();
        }
        add(kind, text.substring(at + 1, end), at);
        return end + 1;
    }

    private int closed(int at, String end, int from) {
        int found = text.indexOf(end, from);
        if (found < 0) {
            open = at;
            return text.length();
        }
        return found + end.length();
    }

    private void add(Kind kind, String word, int at) {
        tokens.add(new Token(kind, word, at, depth));
    }

    /** As somebody would say it in a message. */
    static String shown(Token token) {
        return "'" + token.text().toLowerCase(Locale.ROOT) + "'";
    }
}
