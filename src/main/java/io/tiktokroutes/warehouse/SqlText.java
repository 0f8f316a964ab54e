package io.tiktokroutes.warehouse;

import io.tiktokroutes.spelling.Spelling;
import io.tiktokroutes.store.DatabaseKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a query, in which code is told apart from strings, names in quotes and comments. */
final class SqlText {

    private static final Pattern FIRST_WORD = Pattern.compile("^[\\s(]*(\\w+)");
    private static final Pattern DOLLAR = Pattern.compile("\\$(?:[A-Za-z_]\\w*)?\\$");
    private static final List<String> QUERIES = List.of("select", "with", "values", "table");
    private static final Set<String> CHANGES =
            Set.of(
                    "insert",
                    "update",
                    "delete",
                    "merge",
                    "replace",
                    "create",
                    "drop",
                    "alter",
                    "truncate",
                    "grant",
                    "revoke",
                    "call",
                    "exec",
                    "execute",
                    "do",
                    "set",
                    "begin",
                    "commit",
                    "copy",
                    "load",
                    "lock",
                    "rename",
                    "use",
                    "vacuum",
                    "analyze");

    /** H2 gives back the rows that a change inside of a query changes. */
    private static final Pattern CHANGED_ROWS =
            Pattern.compile("\\b(?:final|new|old)\\s+table\\s*\\(", Pattern.CASE_INSENSITIVE);

    private final String statement;
    private final String code;

    private SqlText(String statement, String code) {
        this.statement = statement;
        this.code = code;
    }

    /**
     * Reads a model.
     *
     * @param backslashes whether a backslash escapes in strings, as in MariaDB
     * @throws ModelException when it is empty, several statements, or no query
     */
    static SqlText of(String text, boolean backslashes) {
        String code = code(text, backslashes);
        int end = code.stripTrailing().length();
        if (end > 0 && code.charAt(end - 1) == ';') {
            end = code.substring(0, end - 1).stripTrailing().length();
        }
        if (code.isBlank() || end == 0) {
            throw new ModelException("it is empty; write one query, such as select * from orders");
        }
        int semicolon = code.substring(0, end).indexOf(';');
        if (semicolon >= 0) {
            throw new ModelException(
                    "it holds several statements, and a model is one query; take out what comes"
                            + " after the semicolon at "
                            + place(text, semicolon));
        }
        SqlText sql = new SqlText(text.substring(0, end), code.substring(0, end));
        sql.checkIsQuery();
        return sql;
    }

    static SqlText of(String text, DatabaseKind kind) {
        return of(text, kind == DatabaseKind.MARIADB);
    }

    private void checkIsQuery() {
        Matcher word = FIRST_WORD.matcher(code);
        String first = word.find() ? word.group(1).toLowerCase(Locale.ROOT) : "";
        if (CHANGES.contains(first)) {
            throw changes(first);
        }
        if (!QUERIES.contains(first)) {
            throw new ModelException(
                    "it does not begin as a query does, at "
                            + place(statement, word.find(0) ? word.start(1) : 0)
                            + Spelling.hintOrAll(first, QUERIES));
        }
        if (CHANGED_ROWS.matcher(code).find()) {
            throw changes("that");
        }
    }

    static ModelException changes(String what) {
        return new ModelException(
                "a model only reads, and "
                        + what
                        + " changes something in the warehouse; write a query that begins with"
                        + " select");
    }

    /** What is sent to the database. */
    String statement() {
        return statement;
    }

    /** For drivers that take every question mark for a parameter. */
    String withoutParameters() {
        if (code.indexOf('?') < 0) {
            return statement;
        }
        StringBuilder doubled = new StringBuilder();
        for (int i = 0; i < statement.length(); i++) {
            doubled.append(statement.charAt(i)).append(code.charAt(i) == '?' ? "?" : "");
        }
        return doubled.toString();
    }

    /** Where a character stands, as {@code line 3, column 7}. */
    String place(int offset) {
        return place(statement, offset);
    }

    private static String place(String text, int offset) {
        int at = Math.max(0, Math.min(offset, text.length()));
        String before = text.substring(0, at);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return "line " + line + ", column " + (at - before.lastIndexOf('\n'));
    }

    /** The place of a character; databases count those outside of the basic plane as one. */
    int offsetOfCharacter(int number) {
        return number > statement.codePointCount(0, statement.length())
                ? statement.length()
                : statement.offsetByCodePoints(0, number);
    }

    /** Where a name stands first that is written in the code or in quotes; -1 when nowhere. */
    int find(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        for (String word : Arrays.asList(name, last)) {
            Matcher found =
                    Pattern.compile(
                                    "(?<![\\w])" + Pattern.quote(word) + "(?![\\w])",
                                    Pattern.CASE_INSENSITIVE)
                            .matcher(code);
            if (found.find()) {
                return found.start();
            }
        }
        return -1;
    }

    /** Where a piece of text stands that is on that line or later; -1 when nowhere. */
    int find(String piece, int line) {
        int from = 0;
        for (int i = 1; i < line && from >= 0; i++) {
            from = statement.indexOf('\n', from) + 1;
        }
        return statement.indexOf(piece, Math.max(0, from));
    }

    /** As long as the text, with blanks in place of what is no code; names in quotes stay. */
    private static String code(String text, boolean backslashes) {
        StringBuilder code = new StringBuilder(text);
        int i = 0;
        while (i < text.length()) {
            int end = skip(text, i, backslashes);
            if (end < 0) {
                i++;
                continue;
            }
            if (text.charAt(i) != '"' && text.charAt(i) != '`') {
                for (int k = i; k < end; k++) {
                    if (!Character.isWhitespace(text.charAt(k))) {
                        boolean quote = text.charAt(i) == '\'' && (k == i || k == end - 1);
                        code.setCharAt(k, quote ? '\'' : ' ');
                    }
                }
            } else {
                for (int k = i; k < end; k++) {
                    if (text.charAt(k) == ';' || text.charAt(k) == '?') {
                        code.setCharAt(k, ' ');
                    }
                }
            }
            i = end;
        }
        return code.toString();
    }

    /** The end of what begins there and is no code; -1 when code does. */
    private static int skip(String text, int at, boolean backslashes) {
        char c = text.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            boolean escapes =
                    c == '\''
                            && (backslashes || (at > 0 && "eE".indexOf(text.charAt(at - 1)) >= 0));
            return quoted(text, at, c, escapes);
        }
        if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            return end < 0 ? text.length() : end + 2;
        }
        if (c == '$') {
            Matcher tag = DOLLAR.matcher(text).region(at, text.length());
            if (tag.lookingAt()) {
                int end = text.indexOf(tag.group(), tag.end());
                return end < 0 ? text.length() : end + tag.group().length();
            }
        }
        return -1;
    }

    private static int quoted(String text, int at, char quote, boolean escapes) {
        for (int i = at + 1; i < text.length(); i++) {
            if (escapes && text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i + 1; // a doubled quote begins another piece at once
            }
        }
        return text.length();
    }
}
