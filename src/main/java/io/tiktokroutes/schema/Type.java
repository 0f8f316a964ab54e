package io.tiktokroutes.schema;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The types of JSON Schema. */
enum Type {
    STRING(1, "a text"),
    INTEGER(2, "a whole number"),
    NUMBER(4, "a number"),
    BOOLEAN(8, "true or false"),
    ARRAY(16, "a list"),
    OBJECT(32, "an object"),
    NULL(64, "null");

    static final int ALL = (1 << values().length) - 1;

    /** A place of its own in a set of types. */
    final int bit;

    final String words;

    Type(int bit, String words) {
        this.bit = bit;
        this.words = words;
    }

    /** As JSON Schema writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean in(int types) {
        return (types & bit) != 0;
    }

    static Set<String> words(int types) {
        Set<String> words = new LinkedHashSet<>();
        for (Type type : values()) {
            if (type.in(types)) {
                words.add(type.word());
            }
        }
        return words;
    }
}
