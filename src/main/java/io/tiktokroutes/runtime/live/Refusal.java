package io.tiktokroutes.runtime.live;

import java.util.Objects;

/**
 * A saved file that did not take effect.
 *
 * @param text what was saved; null when it could not be read
 * @param line why not, and what to do
 * @param out true when no version of the file is active, false when an older one is
 */
record Refusal(String text, String line, boolean out) {

    /** True when printing both would tell a reader nothing new; Camel puts counters into ids. */
    boolean saysTheSameAs(Refusal other) {
        return other != null
                && out == other.out
                && Objects.equals(text, other.text)
                && line.replaceAll("[0-9A-F]+", "").equals(other.line.replaceAll("[0-9A-F]+", ""));
    }
}
