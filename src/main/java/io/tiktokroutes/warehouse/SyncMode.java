package io.tiktokroutes.warehouse;

import io.tiktokroutes.spelling.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a sync hands on of the rows that a run finds. */
public enum SyncMode {
    /** Rows with keys that were not there before, once. */
    INSERT,
    /** New and changed rows. */
    ADD,
    /** New and changed rows, and which ones left. */
    MIRROR,
    /** All rows, every time. */
    ALL;

    static final List<String> WORDS = Arrays.stream(values()).map(SyncMode::word).toList();

    /** As it is written in a route. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The mode of that word.
     *
     * @throws ModelException when there is none
     */
    static SyncMode of(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.word().equals(word.strip()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ModelException(
                                        "there is no mode '"
                                                + word
                                                + "'"
                                                + Spelling.hintOrAll(word, WORDS)));
    }

    /** True when each record is one version of its row. */
    boolean versions() {
        return this == ADD || this == MIRROR;
    }

    /** True when a run is compared with the rows that were sent before. */
    boolean compares() {
        return this != ALL;
    }
}
