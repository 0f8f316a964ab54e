package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.routes.SqlText.Kind;
import io.tiktokroutes.lint.routes.SqlText.Token;
import io.tiktokroutes.routefile.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The query of a model: whether it is one, and which columns it gives. */
final class ModelQuery {

    /**
     * What is wrong with it.
     *
     * @param at the place in the text of the model
     */
    record Mistake(Position at, String problem) {}

    private static final Set<String> BEGINNINGS = Set.of("select", "with", "values", "table", "(");

    private static final Set<String> CHANGES =
            Set.of("insert", "update", "delete", "merge", "replace", "truncate");

    /** What ends the list of columns. */
    private static final Set<String> ENDS =
            Set.of(
                    "from",
                    "where",
                    "group",
                    "having",
                    "union",
                    "intersect",
                    "except",
                    "order",
                    "limit",
                    "offset",
                    "fetch",
                    "window",
                    "into");

    /** Words at the end of an expression that are no name for it. */
    private static final Set<String> NO_NAMES = Set.of("end", "null", "true", "false");

    private final SqlText sql;
    private final List<Token> tokens;

    ModelQuery(String text) {
        this.sql = new SqlText(text);
        this.tokens = sql.tokens();
    }

    /** The first thing that keeps it from being a query. */
    Optional<Mistake> mistake() {
        if (sql.open() >= 0 && !sql.hasBackslash()) {
            return Optional.of(
                    new Mistake(sql.position(sql.open()), "what begins here is never closed"));
        }
        if (tokens.isEmpty()) {
            return Optional.of(
                    new Mistake(Position.START, "the model is empty; write a query: select …"));
        }
        Token first = tokens.get(0);
        if (BEGINNINGS.stream().noneMatch(first::is)) {
            return Optional.of(
                    mistake(
                            first,
                            SqlText.shown(first)
                                    + " begins no query; a model begins with select or with"));
        }
        for (Token token : tokens) {
            if (first.is("with")
                    && token.depth() == 0
                    && token.kind() == Kind.WORD
                    && CHANGES.stream().anyMatch(token::is)
                    && select() > tokens.indexOf(token)) {
                return Optional.of(
                        mistake(
                                token,
                                SqlText.shown(token)
                                        + " changes the warehouse; a model only reads it, with"
                                        + " select"));
            }
        }
        return second().map(token -> mistake(token, "a model is one query; take out what follows"));
    }

    private Mistake mistake(Token token, String problem) {
        return new Mistake(sql.position(token.at()), problem);
    }

    /** What stands after the first statement. */
    private Optional<Token> second() {
        boolean ended = false;
        for (Token token : tokens) {
            if (token.is(";")) {
                ended = true;
            } else if (ended) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }

    /** The names of its columns; empty when they are not easily told. */
    Optional<List<String>> columns() {
        int at = select() + 1;
        if (at > tokens.size()) {
            return Optional.empty();
        }
        if (at < tokens.size() && (tokens.get(at).is("distinct") || tokens.get(at).is("all"))) {
            at++;
        }
        List<String> names = new ArrayList<>();
        List<Token> item = new ArrayList<>();
        for (; at < tokens.size() && !endsList(tokens.get(at)); at++) {
            Token token = tokens.get(at);
            if (token.is(",") && token.depth() == 0) {
                Optional<String> name = name(item);
                if (name.isEmpty()) {
                    return Optional.empty();
                }
                names.add(name.get());
                item.clear();
            } else {
                item.add(token);
            }
        }
        Optional<String> last = name(item);
        last.ifPresent(names::add);
        return last.map(name -> List.copyOf(names));
    }

    /** Where the main select stands; as many as there are words when there is none. */
    private int select() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).depth() == 0 && tokens.get(i).is("select")) {
                return i;
            }
        }
        return tokens.size();
    }

    private static boolean endsList(Token token) {
        return token.depth() == 0
                && (token.is(";")
                        || (token.kind() == Kind.WORD && ENDS.stream().anyMatch(token::is)));
    }

    /** What a column is called, when that is written and not left to the database. */
    private static Optional<String> name(List<Token> item) {
        if (item.isEmpty()) {
            return Optional.empty();
        }
        Token last = item.get(item.size() - 1);
        if (!last.isName() || NO_NAMES.stream().anyMatch(last::is) || last.depth() > 0) {
            return Optional.empty();
        }
        if (item.size() == 1) {
            return Optional.of(last.text());
        }
        Token before = item.get(item.size() - 2);
        boolean named =
                before.is("as")
                        || before.is(".")
                        || before.is(")")
                        || before.kind() == Kind.LITERAL
                        || before.isName();
        // PostgreSQL's cast: a::text is still called a, or not
        return named && !before.is(":") ? Optional.of(last.text()) : Optional.empty();
    }
}
