package io.tiktokroutes.runtime;

import java.util.Collection;
import java.util.Locale;

/** Guesses which known name a person meant. */
final class Spelling {

    private Spelling() {}

    /** {@code "; did you mean 'period'?"}, or nothing when no known name is near. */
    static String hint(String written, Collection<String> known) {
        String best = "";
        int least = Math.max(1, written.length() / 3) + 1;
        for (String name : known) {
            int distance =
                    distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
    }

    /** How many letters must be put in, taken out or exchanged. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
