package io.tiktokroutes.sandbox.reports;

/** Numbers that look random and are always the same for the same object and day. */
final class Seed {

    private Seed() {}

    /** A number from 0 up to, not including, the bound. */
    static long of(long id, long day, int use, long bound) {
        return Math.floorMod(mix(mix(id) ^ mix(day * 31 + use)), bound);
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
