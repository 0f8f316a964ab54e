package io.tiktokroutes.calls;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Values of a request that must not be seen, found again in the sentences of its answer. */
final class Echoes {

    static final Echoes NONE = new Echoes();

    private static final int MOST_VALUES = 50_000;

    /** Shorter ones, such as a gender, stand in every other sentence. */
    private static final int SHORTEST = 3;

    private static final int LONGEST = 200;

    /** So many words and marks a value may have. */
    private static final int MOST_PIECES = 32;

    private final Set<String> values = new HashSet<>();

    /** Remembers a value that was hidden. */
    void add(String value) {
        boolean fits = value.length() >= SHORTEST && value.length() <= LONGEST;
        if (fits && values.size() < MOST_VALUES) {
            values.add(value);
        }
    }

    /** A sentence without those values. */
    String hiddenIn(String sentence) {
        if (values.isEmpty()) {
            return sentence;
        }
        List<Integer> edges = edges(sentence);
        StringBuilder hidden = new StringBuilder();
        int from = 0;
        while (from < edges.size() - 1) {
            int to = end(sentence, edges, from);
            boolean found = to > from;
            to = found ? to : from + 1;
            hidden.append(
                    found ? Discretion.HIDDEN : sentence.substring(edges.get(from), edges.get(to)));
            from = to;
        }
        return hidden.toString();
    }

    /** Where the longest value ends that begins there; there itself when none does. */
    private int end(String sentence, List<Integer> edges, int from) {
        int last = Math.min(edges.size() - 1, from + MOST_PIECES);
        for (int to = last; to > from; to--) {
            if (values.contains(sentence.substring(edges.get(from), edges.get(to)))) {
                return to;
            }
        }
        return from;
    }

    /** Where words and marks begin and end. */
    private static List<Integer> edges(String sentence) {
        List<Integer> edges = new ArrayList<>();
        edges.add(0);
        for (int i = 1; i < sentence.length(); i++) {
            boolean word = Character.isLetterOrDigit(sentence.charAt(i));
            if (!word || !Character.isLetterOrDigit(sentence.charAt(i - 1))) {
                edges.add(i);
            }
        }
        if (!sentence.isEmpty()) {
            edges.add(sentence.length());
        }
        return edges;
    }
}
