package io.tiktokroutes.lint.routes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a report row that is filled only when the report asks for it.
 *
 * @param group dimensions or metrics, which is the parameter's name, too
 */
record ReportField(String group, String name) {

    private static final Pattern PATH = Pattern.compile("(dimensions|metrics)\\.(\\w+)");

    static Optional<ReportField> of(String path) {
        Matcher found = PATH.matcher(path);
        return found.matches()
                ? Optional.of(new ReportField(found.group(1), found.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return group + "." + name;
    }
}
