package io.tiktokroutes.schema;

import java.util.List;
import java.util.Set;

/**
 * What a text must be like.
 *
 * @param words the only ones there are; null when any will do
 * @param least how many characters at least
 * @param most how many characters at most
 * @param pattern null when there is none
 */
record TextRule(List<String> words, Set<String> index, int least, int most, TextPattern pattern) {

    static TextRule of(List<String> words, int least, int most, TextPattern pattern) {
        return new TextRule(words, words == null ? null : Set.copyOf(words), least, most, pattern);
    }

    boolean fits(String text) {
        if (index != null && !index.contains(text)) {
            return false;
        }
        if (text.length() < least || (text.length() > most && characters(text) > most)) {
            return false;
        }
        if (least > 1 && characters(text) < least) {
            return false;
        }
        return pattern == null || pattern.fits(text);
    }

    /** A character beyond the first 65536 has two places in a Java text, and counts once. */
    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }
}
