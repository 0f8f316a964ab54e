package io.tiktokroutes.warehouse;

import java.util.LinkedHashSet;
import java.util.Set;

/** Rows that a key does not tell apart: how many, and a few of them. */
final class KeyTroubles {

    /** The most characters of a key that the tables hold. */
    static final int MOST_CHARACTERS = 200;

    private static final int EXAMPLES = 5;
    private static final int SHOWN = 60;

    private final String column;
    private final Set<String> twice = new LinkedHashSet<>();
    private final Set<String> tooLong = new LinkedHashSet<>();
    private long missing;
    private long repeated;
    private long lengthy;

    KeyTroubles(String column) {
        this.column = column;
    }

    void missing() {
        missing++;
    }

    void repeated(String key) {
        repeated++;
        example(twice, key);
    }

    void tooLong(String key) {
        lengthy++;
        example(tooLong, key);
    }

    private static void example(Set<String> examples, String key) {
        if (examples.size() < EXAMPLES) {
            examples.add(key.length() <= SHOWN ? key : key.substring(0, SHOWN) + "…");
        }
    }

    /**
     * @throws ModelException when there are any
     */
    void check() {
        StringBuilder words = new StringBuilder();
        add(words, missing, "have none", Set.of());
        add(words, repeated, "have one that another row has", twice);
        add(words, lengthy, "have one of more than " + MOST_CHARACTERS + " characters", tooLong);
        if (!words.isEmpty()) {
            throw new ModelException(
                    "the primary key "
                            + column
                            + " must tell rows apart, and "
                            + words
                            + "; nothing was sent. Choose another column, or mend the query");
        }
    }

    private static void add(StringBuilder words, long count, String what, Set<String> examples) {
        if (count > 0) {
            words.append(words.isEmpty() ? "" : ", and ")
                    .append(SqlTrouble.number(count))
                    .append(count == 1 ? " row " : " rows ")
                    .append(count == 1 ? what.replaceFirst("have", "has") : what)
                    .append(examples.isEmpty() ? "" : " (" + String.join(", ", examples) + ")");
        }
    }
}
