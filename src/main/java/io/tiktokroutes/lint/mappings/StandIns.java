package io.tiktokroutes.lint.mappings;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of properties for whoever checks mappings without knowing any secret: a property that
 * is declared, but set only where the program runs, stays as it is written.
 */
public final class StandIns {

    private static final Pattern NEEDED = Pattern.compile("\\{\\{\\s*([A-Za-z0-9._-]+)\\s*}}");

    private final Set<String> needed = new TreeSet<>();
    private final UnaryOperator<String> properties;

    /**
     * @param texts of the mappings
     * @param properties the value of a property; empty when it is declared, null when it is not
     */
    public StandIns(Collection<String> texts, UnaryOperator<String> properties) {
        this.properties = properties;
        for (String text : texts) {
            for (Matcher found = NEEDED.matcher(text); found.find(); ) {
                needed.add(found.group(1));
            }
        }
    }

    /** True for a text that only the running program knows. */
    static boolean isOpen(String text) {
        return text.contains("{{");
    }

    /** The value of a property; null when it is unknown, or the mapping has a default for it. */
    public String valueOf(String name) {
        String value = properties.apply(name);
        if (value == null || !value.isEmpty()) {
            return value;
        }
        return needed.contains(name) ? "{{" + name + "}}" : null;
    }
}
