package io.tiktokroutes.routefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting that a route file asks for.
 *
 * @param name the property, or a function with its argument such as {@code env:HOME}
 * @param needed false when the file gives a default or says {@code {{?name}}}
 * @param at where it stands
 */
public record Placeholder(String name, boolean needed, Position at) {

    private static final Pattern WRITTEN = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Set<String> FUNCTIONS =
            Set.of("env", "sys", "bean", "service", "service.name", "service.host", "service.port");

    /** All placeholders in one value, which starts at the given place of the file. */
    public static List<Placeholder> in(String raw, Position start) {
        List<Placeholder> found = new ArrayList<>();
        for (Matcher match = WRITTEN.matcher(raw); match.find(); ) {
            String before = raw.substring(0, match.start());
            int lines = (int) before.chars().filter(c -> c == '\n').count();
            int column =
                    lines == 0
                            ? start.column() + before.length()
                            : before.length() - before.lastIndexOf('\n');
            found.add(of(match.group(1).strip(), new Position(start.line() + lines, column)));
        }
        return found;
    }

    private static Placeholder of(String written, Position at) {
        boolean optional = written.startsWith("?");
        String rest = written.replaceFirst("^[?!]+", "");
        String[] parts = rest.split(":", 2);
        if (parts.length == 2 && FUNCTIONS.contains(parts[0])) {
            String[] argument = parts[1].split(":", 2);
            return new Placeholder(
                    parts[0] + ":" + argument[0], !optional && argument.length == 1, at);
        }
        return new Placeholder(parts[0], !optional && parts.length == 1, at);
    }
}
