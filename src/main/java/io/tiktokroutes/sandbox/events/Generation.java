package io.tiktokroutes.sandbox.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A run of keys that were seen one after the other: an open-addressing table of hashes with the
 * second each was seen, and the event ids as plain bytes. About 16 bytes a key and the id itself.
 */
final class Generation {

    static final int CAPACITY = 1 << 17;
    private static final int SLOTS = CAPACITY * 2;
    private static final int CHUNK = 1 << 18;
    private static final int LONGEST_ID = 4096;

    private long[] hashes = new long[1 << 10];
    private int[] seconds = new int[1 << 10];
    private final List<byte[]> chunks = new ArrayList<>();
    private int used; // bytes used in the last chunk
    private int size;
    private int latest;

    boolean full() {
        return size >= CAPACITY;
    }

    int size() {
        return size;
    }

    /** The second in which the last key was put here. */
    int latest() {
        return latest;
    }

    /** The second a key was seen, or -1. */
    int seen(long hash) {
        int mask = hashes.length - 1;
        for (int slot = ((int) hash) & mask; hashes[slot] != 0; slot = (slot + 1) & mask) {
            if (hashes[slot] == hash) {
                return seconds[slot];
            }
        }
        return -1;
    }

    /** Puts a key that is not here yet. */
    void put(long hash, int second, int pair, String id) {
        if (size * 2 >= hashes.length && hashes.length < SLOTS) {
            grow();
        }
        insert(hash, second);
        size++;
        latest = second;
        append(pair, id);
    }

    private void insert(long hash, int second) {
        int mask = hashes.length - 1;
        int slot = ((int) hash) & mask;
        while (hashes[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        hashes[slot] = hash;
        seconds[slot] = second;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldSeconds = seconds;
        hashes = new long[oldHashes.length * 2];
        seconds = new int[oldHashes.length * 2];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                insert(oldHashes[i], oldSeconds[i]);
            }
        }
    }

    /** Two bytes for the pair of source and event, two for the length, then the id in UTF-8. */
    private void append(int pair, String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, LONGEST_ID);
        if (chunks.isEmpty() || used + length + 4 > CHUNK) {
            chunks.add(new byte[CHUNK]);
            used = 0;
        }
        byte[] chunk = chunks.get(chunks.size() - 1);
        chunk[used] = (byte) (pair >> 8);
        chunk[used + 1] = (byte) pair;
        chunk[used + 2] = (byte) ((length + 1) >> 8); // never 0 0, which ends a chunk
        chunk[used + 3] = (byte) (length + 1);
        System.arraycopy(text, 0, chunk, used + 4, length);
        used += length + 4;
    }

    /** The ids in the order they came; a copy of nothing, so read it under the store's lock. */
    List<byte[]> chunks() {
        List<byte[]> copy = new ArrayList<>(chunks);
        if (!copy.isEmpty()) {
            int last = copy.size() - 1;
            copy.set(last, Arrays.copyOf(copy.get(last), used)); // the one that is still written
        }
        return copy;
    }
}
