package io.tiktokroutes.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the properties that a text asks for. */
final class Placeholders {

    private static final Pattern WRITTEN = Pattern.compile("\\{\\{([^{}:]+)(:[^{}]*)?}}");

    /**
     * One property that a text asks for.
     *
     * @param name the property
     * @param fallback what stands for it when it is not set; null when nothing does
     */
    record Placeholder(String name, String fallback) {}

    private Placeholders() {}

    static List<Placeholder> in(String text) {
        List<Placeholder> found = new ArrayList<>();
        for (Matcher match = WRITTEN.matcher(text); match.find(); ) {
            String fallback = match.group(2) == null ? null : match.group(2).substring(1);
            found.add(new Placeholder(match.group(1).strip(), fallback));
        }
        return found;
    }

    /** The text with the names only, as {@code user.{{name}}}. */
    static String bare(String text) {
        return WRITTEN.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement("{{" + m.group(1).strip() + "}}"));
    }
}
