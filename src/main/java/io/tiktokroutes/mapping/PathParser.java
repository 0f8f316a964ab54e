package io.tiktokroutes.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a written path apart: names joined by dots, {@code []} for every item, {@code [0]} for one,
 * {@code ['any text']} for a name with dots or blanks, {@code [field=value]} for the first item
 * with that field, {@code [settings.NAME]} for the field that a parameter of the sink names.
 */
final class PathParser {

    private static final String NOT_IN_NAMES = ".[]'\"{}";
    private static final int MOST_STEPS = 50;
    private static final String SETTINGS = "settings.";

    private final String text;
    private int at;

    PathParser(String text) {
        this.text = text;
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        boolean name = true;
        while (at < text.length() || name) {
            if (at < text.length() && text.charAt(at) == '[') {
                steps.add(bracket());
            } else if (name) {
                steps.add(new Step.Key(name()));
            } else {
                throw wrong("after ] a dot or another [ follows");
            }
            name = at < text.length() && text.charAt(at) == '.';
            if (name) {
                at++;
            }
        }
        if (steps.size() > MOST_STEPS) {
            throw wrong("it has more than " + MOST_STEPS + " steps");
        }
        if (steps.stream().filter(s -> s == Step.EACH).count() > 1) {
            throw wrong("a path goes through one list only; keep one []");
        }
        return steps;
    }

    private String name() {
        int start = at;
        while (at < text.length() && NOT_IN_NAMES.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String name = text.substring(start, at);
        if (name.isEmpty()) {
            throw wrong("a name is missing at position " + (start + 1));
        }
        if (name.chars().anyMatch(Character::isWhitespace)) {
            throw wrong("a name with blanks is written ['" + name + "']");
        }
        if (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
            throw wrong("a name with " + text.charAt(at) + " is written ['…']");
        }
        return name;
    }

    private Step bracket() {
        char first = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (first == '\'' || first == '"') {
            return new Step.Key(quoted(first, at + 2));
        }
        int end = text.indexOf(']', at);
        if (end < 0) {
            throw wrong("a ] is missing");
        }
        int equals = text.indexOf('=', at);
        if (equals >= 0 && equals < end) {
            return match(text.substring(at + 1, equals).strip(), equals + 1);
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        if (inside.isEmpty()) {
            return Step.EACH;
        }
        if (inside.startsWith(SETTINGS) && inside.length() > SETTINGS.length()) {
            return new Step.Setting(inside.substring(SETTINGS.length()));
        }
        if (inside.length() > 3 || !inside.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong(
                    "between [ and ] stands nothing, a number up to 999, a quoted name, field=value"
                            + " or settings.NAME");
        }
        return new Step.Item(Integer.parseInt(inside));
    }

    /** The rest of {@code [field=value]}. */
    private Step match(String field, int value) {
        if (field.isEmpty() || field.chars().anyMatch(c -> NOT_IN_NAMES.indexOf(c) >= 0)) {
            throw wrong("before = stands the name of a field");
        }
        char first = value < text.length() ? text.charAt(value) : ' ';
        if (first == '\'' || first == '"') {
            return new Step.Match(field, quoted(first, value + 1));
        }
        int end = text.indexOf(']', value);
        String wanted = text.substring(value, end).strip();
        at = end + 1;
        if (wanted.isEmpty()) {
            throw wrong("after = stands a value");
        }
        return new Step.Match(field, wanted);
    }

    /** A quote inside quotes is written twice, as in YAML. */
    private String quoted(char quote, int from) {
        StringBuilder name = new StringBuilder();
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != quote) {
                name.append(c);
            } else if (i < text.length() && text.charAt(i) == quote) {
                name.append(quote);
                i++;
            } else if (i < text.length() && text.charAt(i) == ']' && name.length() > 0) {
                at = i + 1;
                return name.toString();
            } else {
                break;
            }
        }
        throw wrong("a quoted name ends with " + quote + "]");
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("'" + text + "' is no path: " + what);
    }
}
