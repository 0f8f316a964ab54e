package io.tiktokroutes.sandbox.audiences;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A set of digests of one length in little more than their own bytes: a million of SHA-256 take
 * about 48 MB. Not safe for several threads.
 *
 * <p>It is cut into parts by the first byte, so that growing copies one part only and the parts,
 * each sorted, are the whole in order.
 */
final class Digests {

    private static final int PARTS = 256;

    private final int width;
    private final DigestTable[] parts = new DigestTable[PARTS];
    private int size;

    /**
     * @param width bytes of each digest
     */
    Digests(int width) {
        this.width = width;
    }

    int size() {
        return size;
    }

    /** Whether it was new. */
    boolean add(byte[] digest) {
        int part = digest[0] & 0xFF;
        if (parts[part] == null) {
            parts[part] = new DigestTable(width);
        }
        boolean added = parts[part].add(digest);
        size += added ? 1 : 0;
        return added;
    }

    /** Whether it was there. */
    boolean remove(byte[] digest) {
        DigestTable part = parts[digest[0] & 0xFF];
        boolean removed = part != null && part.remove(digest);
        size -= removed ? 1 : 0;
        return removed;
    }

    boolean contains(byte[] digest) {
        DigestTable part = parts[digest[0] & 0xFF];
        return part != null && part.contains(digest);
    }

    /** Shows each digest, in no order; the array is the caller's only until it returns. */
    void forEach(Consumer<byte[]> each) {
        for (DigestTable part : parts) {
            if (part != null) {
                part.forEach(each);
            }
        }
    }

    /** A copy of all digests in order, one behind the other in each piece. */
    List<byte[]> sorted() {
        List<byte[]> pieces = new ArrayList<>();
        for (DigestTable part : parts) {
            if (part != null) {
                pieces.add(part.sorted());
            }
        }
        return pieces;
    }
}
