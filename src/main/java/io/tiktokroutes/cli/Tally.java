package io.tiktokroutes.cli;

import java.util.Locale;

/** Counts what became of the records of an input. */
final class Tally {

    private final long start = System.nanoTime();
    private long mapped;
    private long skipped;
    private long refused;

    void map() {
        mapped++;
    }

    void skip() {
        skipped++;
    }

    void refuse() {
        refused++;
    }

    long records() {
        return mapped + skipped + refused;
    }

    boolean anyRefused() {
        return refused > 0;
    }

    /** How long it has been counting. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    long perSecond() {
        return Math.round(records() / Math.max(seconds(), 1e-9));
    }

    /** {@code 1,000 records in 0.5 s (2,000/s): 990 mapped, 8 skipped, 2 refused}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d record%s in %.1f s (%,d/s): %,d mapped, %,d skipped, %,d refused",
                records(),
                records() == 1 ? "" : "s",
                seconds(),
                perSecond(),
                mapped,
                skipped,
                refused);
    }
}
