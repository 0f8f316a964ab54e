package io.tiktokroutes.runtime.live;

import java.util.List;
import java.util.Objects;

/**
 * A saved file that did not take effect.
 *
 * @param text what was saved; null when it could not be read
 * @param lines why not, and what to do, with a line for each mistake
 * @param out true when no version of the file is active, false when an older one is
 */
record Refusal(String text, String lines, boolean out) {

    /** The first mistake; how many more there are is said in brackets. */
    String line() {
        List<String> all = lines.lines().toList();
        String first = all.isEmpty() ? "" : all.get(0);
        return all.size() < 2 ? first : first + " (and " + (all.size() - 1) + " more)";
    }

    /** True when printing both would tell a reader nothing new; Camel puts counters into ids. */
    boolean saysTheSameAs(Refusal other) {
        return other != null
                && out == other.out
                && Objects.equals(text, other.text)
                && lines.replaceAll("[0-9A-F]+", "")
                        .equals(other.lines.replaceAll("[0-9A-F]+", ""));
    }
}
