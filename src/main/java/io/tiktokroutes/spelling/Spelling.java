package io.tiktokroutes.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the word that a person probably meant. */
public final class Spelling {

    /** Of words shorter than this every second is near to another one. */
    private static final int SHORT = 4;

    private static final int LONG = 10;

    private Spelling() {}

    /** {@code "; did you mean 'period'?"}, or nothing when no known word is near. */
    public static String hint(String written, Collection<String> known) {
        String best = "";
        // a third of the letters may be wrong, but never all of them
        int least = Math.min(written.length(), Math.max(1, written.length() / 3) + 1);
        for (String word : known) {
            int distance =
                    distance(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
    }

    /** The same; when no known word is near, all of them. */
    public static String hintOrAll(String written, Collection<String> known) {
        String hint = hint(written, known);
        return hint.isEmpty() && !known.isEmpty()
                ? "; write one of " + String.join(", ", known)
                : hint;
    }

    /**
     * The word that is almost the written one: one letter is wrong, or two in a long word. Empty
     * when there is none, or when the written one is known.
     */
    public static String near(String written, Collection<String> known) {
        int most = written.length() < LONG ? 1 : 2;
        if (known.contains(written) || written.length() < SHORT) {
            return "";
        }
        return known.stream()
                .filter(word -> distance(written, word) <= most)
                // name_2 is no slip of the pen for name_1
                .filter(word -> !written.replaceAll("\\d", "0").equals(word.replaceAll("\\d", "0")))
                .min(Comparator.comparingInt(word -> distance(written, word)))
                .orElse("");
    }

    /** How many letters must be added, removed, changed or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] =
                        Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
