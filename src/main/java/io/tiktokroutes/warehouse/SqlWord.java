package io.tiktokroutes.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One word, name, literal or sign of a query, as far as all databases agree on them.
 *
 * @param text as written; names without their quotes
 * @param at where it begins, counted from 0
 * @param depth how many brackets are open around it
 */
record SqlWord(Kind kind, String text, int at, int depth) {

    /** What a piece of SQL is. */
    enum Kind {
        WORD,
        /** A name in quotes of its kind. */
        NAME,
        /** A text or a number. */
        LITERAL,
        SIGN
    }

    private static final Pattern PIECE =
            Pattern.compile(
                    "(?<name>\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`)"
                            + "|(?<literal>'[^']*'|\\p{N}[\\p{L}\\p{N}_]*)"
                            + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)"
                            + "|\\S");

    /** All of them, in order. */
    static List<SqlWord> of(SqlCode sql) {
        List<SqlWord> words = new ArrayList<>();
        Matcher piece = PIECE.matcher(sql.code());
        int depth = 0;
        while (piece.find()) {
            String text = sql.text().substring(piece.start(), piece.end());
            if (text.equals(")") || text.equals("]")) {
                depth--;
            }
            Kind kind = Kind.SIGN;
            if (piece.group("name") != null) {
                kind = Kind.NAME;
                text = text.substring(1, text.length() - 1);
            } else if (piece.group("literal") != null) {
                kind = Kind.LITERAL;
            } else if (piece.group("word") != null) {
                kind = Kind.WORD;
            }
            words.add(new SqlWord(kind, text, piece.start(), depth));
            if (text.equals("(") || text.equals("[")) {
                depth++;
            }
        }
        return words;
    }

    /** True for a word or sign that is not in quotes, whatever its letters' case. */
    boolean is(String word) {
        return kind != Kind.NAME && kind != Kind.LITERAL && text.equalsIgnoreCase(word);
    }

    /** True for what can be the name of a column. */
    boolean isName() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }
}
