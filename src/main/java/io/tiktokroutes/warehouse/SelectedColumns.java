package io.tiktokroutes.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns that a query names, for those who have no database to ask. */
public final class SelectedColumns {

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

    private SelectedColumns() {}

    /**
     * Reads the list behind the main select.
     *
     * @return empty when the names are not easily told, as of {@code *}
     */
    public static Optional<List<String>> of(String query) {
        List<SqlWord> words = SqlWord.of(new SqlCode(query, false));
        int at = 0;
        while (at < words.size() && !(words.get(at).depth() == 0 && words.get(at).is("select"))) {
            at++;
        }
        if (at == words.size()) {
            return Optional.empty();
        }
        at++;
        if (at < words.size() && (words.get(at).is("distinct") || words.get(at).is("all"))) {
            at++;
        }
        List<String> names = new ArrayList<>();
        List<SqlWord> item = new ArrayList<>();
        for (; at < words.size() && !endsList(words.get(at)); at++) {
            SqlWord word = words.get(at);
            if (word.is(",") && word.depth() == 0) {
                Optional<String> name = name(item);
                if (name.isEmpty()) {
                    return Optional.empty();
                }
                names.add(name.get());
                item.clear();
            } else {
                item.add(word);
            }
        }
        Optional<String> last = name(item);
        last.ifPresent(names::add);
        return last.map(name -> List.copyOf(names));
    }

    private static boolean endsList(SqlWord word) {
        return word.depth() == 0
                && (word.is(";")
                        || (word.kind() == SqlWord.Kind.WORD && ENDS.stream().anyMatch(word::is)));
    }

    /** What a column is called, when that is written and not left to the database. */
    private static Optional<String> name(List<SqlWord> item) {
        if (item.isEmpty()) {
            return Optional.empty();
        }
        SqlWord last = item.get(item.size() - 1);
        if (!last.isName() || NO_NAMES.stream().anyMatch(last::is) || last.depth() > 0) {
            return Optional.empty();
        }
        if (item.size() == 1) {
            return Optional.of(last.text());
        }
        SqlWord before = item.get(item.size() - 2);
        boolean named =
                before.is("as")
                        || before.is(".")
                        || before.is(")")
                        || before.kind() == SqlWord.Kind.LITERAL
                        || before.isName();
        // PostgreSQL's cast: a::text is still called a, or not
        return named && !before.is(":") ? Optional.of(last.text()) : Optional.empty();
    }
}
