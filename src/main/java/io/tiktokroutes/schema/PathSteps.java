package io.tiktokroutes.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a path of a mapping file apart: {@code items[].id}, {@code emails[0]}, {@code ['a.b']},
 * {@code identities[type=email].value}, {@code gdpr[settings.consent].consented}.
 */
final class PathSteps {

    /** One step: into a field of that name, into any field, or into an item. */
    record Step(Kind kind, String name) {}

    /** Where a step leads. */
    enum Kind {
        FIELD,
        ANY_FIELD,
        ITEM
    }

    private PathSteps() {}

    /** The steps; what is no path at all is one field of that name, which no schema knows. */
    static List<Step> of(String path) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            int end;
            if (path.charAt(at) == '[') {
                end = endOfBracket(path, at);
                if (end < 0) {
                    return List.of(new Step(Kind.FIELD, path));
                }
                steps.add(bracket(path.substring(at + 1, end)));
                end++;
            } else {
                end = at;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                steps.add(new Step(Kind.FIELD, path.substring(at, end)));
            }
            at = end < path.length() && path.charAt(end) == '.' ? end + 1 : end;
        }
        return steps;
    }

    private static int endOfBracket(String path, int at) {
        char quote = at + 1 < path.length() ? path.charAt(at + 1) : ' ';
        if (quote != '\'' && quote != '"') {
            return path.indexOf(']', at);
        }
        int i = at + 2;
        while (i < path.length()) {
            if (path.charAt(i) != quote) {
                i++;
            } else if (i + 1 < path.length() && path.charAt(i + 1) == quote) {
                i += 2; // a quote inside quotes is written twice
            } else {
                return path.startsWith("]", i + 1) ? i + 1 : -1;
            }
        }
        return -1;
    }

    private static Step bracket(String inside) {
        if (inside.startsWith("'") || inside.startsWith("\"")) {
            String quote = inside.substring(0, 1);
            String name = inside.substring(1, inside.length() - 1);
            return new Step(Kind.FIELD, name.replace(quote + quote, quote));
        }
        if (inside.startsWith("settings.")) {
            return new Step(Kind.ANY_FIELD, "");
        }
        return new Step(Kind.ITEM, "");
    }
}
