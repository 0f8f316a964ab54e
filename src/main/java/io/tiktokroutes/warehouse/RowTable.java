package io.tiktokroutes.warehouse;

import org.apache.commons.codec.digest.MurmurHash3;

/**
 * What is known of the rows of a run, by key: 24 bytes for each, so that a million of them need
 * about 40 MB. Keys are told apart by 123 bits of their hash.
 *
 * <p>All of a row stands side by side: the table is far larger than the processor's cache, and each
 * place that is looked at costs more than everything else.
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
    private static final long FLAGS = 31;
    private static final int SEED = 104_729;
    private static final double FULL = 0.6;
    private static final double GROWTH = 1.6;

    /** For each row: half of its key's hash, the other half with the flags at its end, its hash. */
    private static final int WIDTH = 3;

    private static final int MOST = (Integer.MAX_VALUE - 16) / WIDTH;

    private long[] cells;
    private int capacity;
    private int size;

    /**
     * @param expected how many rows there will be, as far as known
     */
    RowTable(long expected) {
        allocate((long) Math.max(1024, expected / FULL + 16));
    }

    private void allocate(long wanted) {
        capacity = (int) Math.min(MOST, wanted);
        cells = new long[capacity * WIDTH];
    }

    /** The 64-bit hash of a row. */
    static long hash(byte[] bytes, int offset, int length) {
        return MurmurHash3.hash128x64(bytes, offset, length, SEED)[0];
    }

    /** The place of a key, which is made when there is none; valid until the next one is made. */
    int place(byte[] key) {
        return place(key, 0, key.length);
    }

    /** The same for a key that stands among other bytes. */
    int place(byte[] bytes, int offset, int length) {
        long[] hash = MurmurHash3.hash128x64(bytes, offset, length, SEED);
        if (size >= capacity * FULL) {
            grow();
        }
        return place(hash[0], hash[1] & ~FLAGS);
    }

    private int place(long first, long second) {
        int at = WIDTH * (int) (((first >>> 32) * capacity) >>> 32);
        while (cells[at + 1] != 0) {
            if (cells[at] == first && (cells[at + 1] & ~FLAGS) == second) {
                return at;
            }
            at = at + WIDTH == cells.length ? 0 : at + WIDTH;
        }
        cells[at] = first;
        cells[at + 1] = second | USED;
        size++;
        return at;
    }

    private void grow() {
        long[] old = cells;
        allocate((long) (capacity * GROWTH));
        size = 0;
        for (int i = 0; i < old.length; i += WIDTH) {
            if (old[i + 1] != 0) {
                int at = place(old[i], old[i + 1] & ~FLAGS);
                cells[at + 1] = old[i + 1];
                cells[at + 2] = old[i + 2];
            }
        }
    }

    boolean has(int place, int flag) {
        return (cells[place + 1] & flag) != 0;
    }

    void mark(int place, int flag) {
        cells[place + 1] |= flag;
    }

    long hashAt(int place) {
        return cells[place + 2];
    }

    void hashAt(int place, long hash) {
        cells[place + 2] = hash;
    }

    /** How many keys it holds. */
    int size() {
        return size;
    }

    /** Gives the memory back. */
    void clear() {
        allocate(1);
        size = 0;
    }
}
