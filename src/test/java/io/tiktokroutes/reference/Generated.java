package io.tiktokroutes.reference;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What all generated pages have in common. */
final class Generated {

    /** Renews the pages. */
    static final String UPDATE =
            "mvn -q spotless:apply test -Dtest=ReferenceTest -Dreference.update=true";

    private static final Pattern REQUIREMENT =
            Pattern.compile("(?<![\\w-])(?:RX?-[A-Z]+-\\d+|X-\\d+)(?!\\w)");

    private Generated() {}

    /**
     * The first lines below a title.
     *
     * @param sources the files the page is written from, as links from the page
     */
    static String note(List<String> sources) {
        List<String> links =
                sources.stream()
                        .map(s -> Markdown.link(s.replaceFirst("^(\\.\\./)+", ""), s))
                        .toList();
        return "> This page is generated from "
                + String.join(", ", links)
                + "; do not edit it. After a change run\n> `"
                + UPDATE
                + "`.\n\n";
    }

    /** A text with a point at its end. */
    static String sentence(String text) {
        String shown = Markdown.text(text);
        return shown.isEmpty() || shown.endsWith(".") ? shown : shown + ".";
    }

    /** The requirement lines that a text names. */
    static List<String> requirements(String text) {
        return REQUIREMENT.matcher(text).results().map(MatchResult::group).toList();
    }

    /**
     * A setting with a link to where it is explained.
     *
     * @param up the way from the page to the folder of the settings page
     */
    static String setting(String name, String up) {
        return Markdown.link(Markdown.code(name), up + "settings.md#" + room(name));
    }

    private static String room(String name) {
        return Markdown.anchor(name.contains(".") ? name.substring(0, name.indexOf('.')) : name);
    }
}
