package io.tiktokroutes.sandbox.leads;

import java.util.Locale;

/** Where a lead is kept; exports see only one region at a time (reference, leads 3.5). */
enum Region {
    ROW,
    US,
    EU;

    /**
     * The region of a request by its {@code x-lead-region} header; without one, the rest of the
     * world.
     */
    static Region ofHeader(String header) {
        return "us".equals(header) ? US : "eu".equals(header) ? EU : ROW;
    }

    /** The region by its word, or an IllegalArgumentException in the user's words. */
    static Region ofWord(String word) {
        for (Region region : values()) {
            if (region.name().toLowerCase(Locale.ROOT).equals(word)) {
                return region;
            }
        }
        throw new IllegalArgumentException("region is row, us or eu, not " + word);
    }
}
