package io.tiktokroutes.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Set;
import java.util.function.Predicate;

/** Looks through one event and remembers the first thing that is wrong; then it looks no more. */
final class Check {

    private static final String NO_HASH = "not a valid SHA-256 string";

    private final boolean nullIsAbsent;
    private Problem problem;

    Check(boolean nullIsAbsent) {
        this.nullIsAbsent = nullIsAbsent;
    }

    /** The first problem, or null. */
    Problem problem() {
        return problem;
    }

    boolean failed() {
        return problem != null;
    }

    void fail(Problem found) {
        if (problem == null) {
            problem = found;
        }
    }

    /** The value when it is there and nothing was wrong so far; otherwise missing. */
    private JsonNode value(JsonNode parent, String name) {
        JsonNode value = problem == null ? parent.path(name) : MissingNode.getInstance();
        return nullIsAbsent && value.isNull() ? MissingNode.getInstance() : value;
    }

    private void unless(boolean good, String at, String name, String what) {
        if (!good) {
            fail(new Problem(at + name, what));
        }
    }

    /** A string that must be there and not be empty. */
    String required(JsonNode parent, String at, String name) {
        JsonNode value = value(parent, name);
        if (problem == null && value.isMissingNode()) {
            fail(Problem.missing(at + name));
        } else if (problem == null) {
            unless(value.isTextual(), at, name, Problem.NO_STRING);
            if (problem == null) {
                unless(!value.textValue().isBlank(), at, name, "must not be empty");
            }
        }
        return problem == null ? value.textValue() : "";
    }

    void strings(JsonNode parent, String at, String... names) {
        for (String name : names) {
            JsonNode value = value(parent, name);
            unless(value.isMissingNode() || value.isTextual(), at, name, Problem.NO_STRING);
        }
    }

    void numbers(JsonNode parent, String at, String... names) {
        for (String name : names) {
            JsonNode value = value(parent, name);
            unless(value.isMissingNode() || value.isNumber(), at, name, "not a valid number");
        }
    }

    void integers(JsonNode parent, String at, String... names) {
        for (String name : names) {
            JsonNode value = value(parent, name);
            boolean whole =
                    value.isIntegralNumber()
                            || (value.isNumber()
                                    && value.decimalValue().stripTrailingZeros().scale() <= 0);
            unless(value.isMissingNode() || whole, at, name, "not a valid integer");
        }
    }

    void booleans(JsonNode parent, String at, String... names) {
        for (String name : names) {
            JsonNode value = value(parent, name);
            unless(value.isMissingNode() || value.isBoolean(), at, name, "not a valid boolean");
        }
    }

    /** One of some words; anything else is refused. */
    void word(JsonNode parent, String at, String name, Set<String> words) {
        strings(parent, at, name);
        JsonNode value = value(parent, name);
        unless(
                value.isMissingNode() || words.contains(value.textValue()),
                at,
                name,
                "must be one of " + String.join(", ", words));
    }

    /** An object, or missing; anything else is refused. */
    JsonNode object(JsonNode parent, String at, String name) {
        JsonNode value = value(parent, name);
        unless(value.isMissingNode() || value.isObject(), at, name, "not a valid object");
        return problem == null ? value : MissingNode.getInstance();
    }

    /** An object that must be there. */
    JsonNode requiredObject(JsonNode parent, String at, String name) {
        if (problem == null && value(parent, name).isMissingNode()) {
            fail(Problem.missing(at + name));
        }
        return object(parent, at, name);
    }

    /** An array, or missing. */
    JsonNode array(JsonNode parent, String at, String name) {
        JsonNode value = value(parent, name);
        unless(value.isMissingNode() || value.isArray(), at, name, "not a valid list");
        return problem == null ? value : MissingNode.getInstance();
    }

    /** An array of strings. */
    void stringList(JsonNode parent, String at, String name) {
        JsonNode list = array(parent, at, name);
        for (int i = 0; i < list.size(); i++) {
            unless(list.get(i).isTextual(), at, name + "." + i, Problem.NO_STRING);
        }
    }

    /** A string that fits, under the given rule. Empty strings pass: some clients send them. */
    void fits(JsonNode parent, String at, String name, Predicate<String> rule, String what) {
        strings(parent, at, name);
        JsonNode value = value(parent, name);
        if (value.isTextual() && !value.textValue().isEmpty()) {
            unless(rule.test(value.textValue()), at, name, what);
        }
    }

    /** A time in epoch seconds that must lie near enough, when that is asked for. */
    void age(String name, long time, Rules rules) {
        boolean near = time >= rules.now() - 28 * 86_400L && time <= rules.now() + 600;
        unless(near || !rules.age(), "", name, "must be within the last 28 days");
    }

    /**
     * A string or a list of strings, each the hex of a SHA-256 when that is asked for. Empty ones
     * pass: clients send them and are evidently accepted (reference, events 3.3).
     */
    void identity(JsonNode parent, String at, String name, boolean hashed) {
        JsonNode value = value(parent, name);
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                identity(value.get(i), at, name + "." + i, name, hashed);
            }
        } else if (!value.isMissingNode()) {
            identity(value, at, name, name, hashed);
        }
    }

    private void identity(JsonNode value, String at, String place, String name, boolean hashed) {
        unless(value.isTextual(), at, place, Problem.NO_STRING);
        if (problem == null && hashed && !value.textValue().isEmpty()) {
            unless(isSha256(value.textValue()), at, name, NO_HASH);
        }
    }

    static boolean isSha256(String text) {
        if (text.length() != 64) {
            return false;
        }
        for (int i = 0; i < 64; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }
}
