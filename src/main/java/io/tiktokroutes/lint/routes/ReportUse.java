package io.tiktokroutes.lint.routes;

import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.routefile.RouteFile;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A report source or table sink in a route file.
 *
 * @param known its parameters, as far as their values are known, defaults among them
 */
record ReportUse(RouteFile file, EndpointUse use, Map<String, String> known) {

    /** The items of a parameter that is a list with commas or blanks between; none if unknown. */
    List<String> list(String parameter) {
        String text = known.getOrDefault(parameter, "").strip();
        return text.isEmpty() ? List.of() : List.of(text.split("[,\\s]+"));
    }

    boolean knows(String parameter) {
        return known.containsKey(parameter);
    }

    /** Where a parameter's value stands; of one that is not set, where the endpoint does. */
    Position placeOf(String parameter) {
        return SinkCheck.placeOf(use, parameter);
    }

    /** Where an item of a list stands, which may have several lines. */
    Position placeOf(String parameter, String item) {
        Position start = placeOf(parameter);
        if (!use.parameters().containsKey(parameter)) {
            return start;
        }
        List<String> lines = file.text().lines().toList();
        Pattern word = Pattern.compile("(?<![\\w-])" + Pattern.quote(item) + "(?![\\w-])");
        for (int line = start.line(); line <= lines.size(); line++) {
            var found = word.matcher(lines.get(line - 1));
            if (found.find(
                    line == start.line()
                            ? Math.min(start.column() - 1, lines.get(line - 1).length())
                            : 0)) {
                return new Position(line, found.start() + 1);
            }
        }
        return start;
    }
}
