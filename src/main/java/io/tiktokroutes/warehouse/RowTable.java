package io.tiktokroutes.warehouse;

import java.util.Arrays;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * What is known of the rows of a run, by key: 25 bytes for each, so that a million of them need
 * about 40 MB. Keys are told apart by 128 bits of their hash.
 */
final class RowTable {

    /** The row was sent before. */
    static final int SENT = 1;

    /** The query gave the row. */
    static final int SEEN = 2;

    /** A destination refuses the row. */
    static final int REFUSED = 4;

    /** A refused row that goes again although it did not change. */
    static final int AGAIN = 8;

    private static final int USED = 16;
    private static final int SEED = 104_729;
    private static final double FULL = 0.6;
    private static final double GROWTH = 1.6;

    private long[] high;
    private long[] low;
    private long[] hashes;
    private byte[] flags;
    private int size;

    /**
     * @param expected how many rows there will be, as far as known
     */
    RowTable(long expected) {
        allocate((int) Math.min(Integer.MAX_VALUE - 16, Math.max(1024, expected / FULL + 16)));
    }

    private void allocate(int capacity) {
        high = new long[capacity];
        low = new long[capacity];
        hashes = new long[capacity];
        flags = new byte[capacity];
    }

    /** The 64-bit hash of a row. */
    static long hash(byte[] bytes, int offset, int length) {
        return MurmurHash3.hash128x64(bytes, offset, length, SEED)[0];
    }

    /** The place of a key, which is made when there is none; valid until the next one is made. */
    int place(byte[] key) {
        long[] hash = MurmurHash3.hash128x64(key, 0, key.length, SEED);
        if (size >= flags.length * FULL) {
            grow();
        }
        return place(hash[0], hash[1]);
    }

    private int place(long first, long second) {
        int at = start(first);
        while (flags[at] != 0) {
            if (high[at] == first && low[at] == second) {
                return at;
            }
            at = at + 1 == flags.length ? 0 : at + 1;
        }
        high[at] = first;
        low[at] = second;
        flags[at] = USED;
        size++;
        return at;
    }

    private int start(long hash) {
        return (int) (((hash >>> 32) * flags.length) >>> 32);
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldHashes = hashes;
        byte[] oldFlags = flags;
        allocate((int) Math.min(Integer.MAX_VALUE - 16, (long) (oldFlags.length * GROWTH)));
        size = 0;
        for (int i = 0; i < oldFlags.length; i++) {
            if (oldFlags[i] != 0) {
                int at = place(oldHigh[i], oldLow[i]);
                hashes[at] = oldHashes[i];
                flags[at] = oldFlags[i];
            }
        }
    }

    boolean has(int place, int flag) {
        return (flags[place] & flag) != 0;
    }

    void mark(int place, int flag) {
        flags[place] |= (byte) flag;
    }

    long hashAt(int place) {
        return hashes[place];
    }

    void hashAt(int place, long hash) {
        hashes[place] = hash;
    }

    /** How many keys it holds. */
    int size() {
        return size;
    }

    /** Gives the memory back. */
    void clear() {
        allocate(1);
        Arrays.fill(flags, (byte) 0);
        size = 0;
    }
}
