package io.tiktokroutes.runtime;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was perhaps meant. */
final class Suggestion {

    private Suggestion() {}

    /** The nearest of the words, when it is near enough to be meant. */
    static Optional<String> among(Collection<String> words, String written) {
        int most = Math.max(2, written.length() / 4);
        return words.stream()
                .filter(word -> distance(word, written) <= most)
                .min(Comparator.comparingInt(word -> distance(word, written)));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
