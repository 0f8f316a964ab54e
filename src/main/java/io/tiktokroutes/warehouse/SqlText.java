package io.tiktokroutes.warehouse;

import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.spelling.Spelling;
import io.tiktokroutes.store.DatabaseKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a model: one query, which changes nothing. */
public final class SqlText {

    private static final Pattern FIRST_WORD = Pattern.compile("^[\\s(]*(\\w+)");
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

    /** What may stand behind a with in place of a query. */
    private static final Set<String> AFTER_WITH =
            Set.of("insert", "update", "delete", "merge", "replace", "truncate");

    /** H2 gives back the rows that a change inside of a query changes. */
    private static final Pattern CHANGED_ROWS =
            Pattern.compile("\\b(?:final|new|old)\\s+table\\s*\\(", Pattern.CASE_INSENSITIVE);

    /**
     * What keeps a text from being a model.
     *
     * @param at the place in the text
     */
    public record Mistake(Position at, String problem) {}

    private final String statement;
    private final SqlCode sql;
    private final String code;

    private SqlText(SqlCode sql, int end) {
        this.sql = sql;
        this.statement = sql.text().substring(0, end);
        this.code = sql.code().substring(0, end);
    }

    /**
     * Reads a model.
     *
     * @throws ModelException when it is empty, several statements, or no query
     */
    static SqlText of(String text, DatabaseKind kind) {
        SqlCode sql = new SqlCode(text, kind == DatabaseKind.MARIADB);
        Optional<Mistake> mistake = mistake(sql);
        if (mistake.isPresent()) {
            Position at = mistake.get().at();
            throw new ModelException(
                    mistake.get().problem() + (end(sql.code()) == 0 ? "" : " (" + words(at) + ")"));
        }
        return new SqlText(sql, end(sql.code()));
    }

    /** What is wrong with a model, as far as that is known without a database. */
    public static Optional<Mistake> mistake(String text) {
        return mistake(new SqlCode(text, false));
    }

    private static Optional<Mistake> mistake(SqlCode sql) {
        int end = end(sql.code());
        if (sql.open() >= 0) {
            return mistake(sql, sql.open(), "what begins here is never closed");
        }
        if (end == 0) {
            return mistake(sql, 0, "it is empty; write one query, such as select * from orders");
        }
        String code = sql.code().substring(0, end);
        Matcher word = FIRST_WORD.matcher(code);
        boolean begins = word.find();
        String first = begins ? word.group(1).toLowerCase(Locale.ROOT) : "";
        int at = begins ? word.start(1) : 0;
        if (CHANGES.contains(first)) {
            return mistake(sql, at, changing(first));
        }
        if (!QUERIES.contains(first)) {
            return mistake(
                    sql,
                    at,
                    "it does not begin as a query does" + Spelling.hintOrAll(first, QUERIES));
        }
        int semicolon = code.indexOf(';');
        if (semicolon >= 0) {
            return mistake(
                    sql,
                    semicolon,
                    "it holds several statements, and a model is one query; take out what comes"
                            + " after the semicolon");
        }
        Matcher changed = CHANGED_ROWS.matcher(code);
        if (changed.find()) {
            return mistake(sql, changed.start(), changing("that"));
        }
        return first.equals("with") ? changeAfterWith(sql) : Optional.empty();
    }

    /** What the names that a query begins with are for: a query, or a change. */
    private static Optional<Mistake> changeAfterWith(SqlCode sql) {
        List<SqlWord> words = SqlWord.of(sql);
        for (SqlWord word : words.subList(1, words.size())) {
            if (word.depth() == 0 && QUERIES.stream().anyMatch(word::is)) {
                return Optional.empty();
            }
            if (word.depth() == 0 && AFTER_WITH.stream().anyMatch(word::is)) {
                return mistake(sql, word.at(), changing(word.text().toLowerCase(Locale.ROOT)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Mistake> mistake(SqlCode sql, int at, String problem) {
        return Optional.of(new Mistake(sql.position(at), problem));
    }

    /** Where the code ends, without the semicolon that may close it. */
    private static int end(String code) {
        int end = code.stripTrailing().length();
        return end > 0 && code.charAt(end - 1) == ';'
                ? code.substring(0, end - 1).stripTrailing().length()
                : end;
    }

    static ModelException changes(String what) {
        return new ModelException(changing(what));
    }

    private static String changing(String what) {
        return "a model only reads, and "
                + what
                + " changes something in the warehouse; write a query that begins with select";
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
        return words(sql.position(offset));
    }

    private static String words(Position at) {
        return "line " + at.line() + ", column " + at.column();
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
}
