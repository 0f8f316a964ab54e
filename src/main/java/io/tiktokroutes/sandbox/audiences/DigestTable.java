package io.tiktokroutes.sandbox.audiences;

import java.util.Arrays;
import java.util.function.Consumer;

/** A hash table that holds its digests one behind the other in a single array. */
final class DigestTable {

    private static final int FIRST_SLOTS = 4;

    private final int width;
    private byte[] slots;
    private int used;
    private boolean zero; // the digest of only zeros, since such a slot is an empty one

    DigestTable(int width) {
        this.width = width;
        this.slots = new byte[FIRST_SLOTS * width];
    }

    boolean add(byte[] digest) {
        if (isZero(digest, 0)) {
            boolean added = !zero;
            zero = true;
            return added;
        }
        int slot = find(digest, 0);
        if (!isZero(slots, slot * width)) {
            return false;
        }
        System.arraycopy(digest, 0, slots, slot * width, width);
        used++;
        int count = slots.length / width;
        if (used > count * 4 / 5) {
            grow(count + count / 2 + 1);
        }
        return true;
    }

    boolean contains(byte[] digest) {
        return isZero(digest, 0) ? zero : !isZero(slots, find(digest, 0) * width);
    }

    boolean remove(byte[] digest) {
        if (isZero(digest, 0)) {
            boolean removed = zero;
            zero = false;
            return removed;
        }
        int slot = find(digest, 0);
        if (isZero(slots, slot * width)) {
            return false;
        }
        close(slot);
        used--;
        return true;
    }

    void forEach(Consumer<byte[]> each) {
        byte[] one = new byte[width];
        if (zero) {
            each.accept(one);
        }
        for (int at = 0; at < slots.length; at += width) {
            if (!isZero(slots, at)) {
                System.arraycopy(slots, at, one, 0, width);
                each.accept(one);
            }
        }
    }

    /** A copy of all digests in order, one behind the other. */
    byte[] sorted() {
        byte[][] all = new byte[used + (zero ? 1 : 0)][];
        int[] next = {0};
        forEach(digest -> all[next[0]++] = digest.clone());
        Arrays.sort(all, Arrays::compareUnsigned);
        byte[] joined = new byte[all.length * width];
        for (int i = 0; i < all.length; i++) {
            System.arraycopy(all[i], 0, joined, i * width, width);
        }
        return joined;
    }

    /** The slot that holds the digest, or the empty one where it belongs. */
    private int find(byte[] from, int at) {
        int count = slots.length / width;
        int slot = home(from, at);
        while (!isZero(slots, slot * width)
                && !Arrays.equals(slots, slot * width, (slot + 1) * width, from, at, at + width)) {
            slot = slot + 1 == count ? 0 : slot + 1;
        }
        return slot;
    }

    /** Empties a slot and lets those behind it move up, so that each stays findable. */
    private void close(int slot) {
        int count = slots.length / width;
        int hole = slot;
        int at = slot;
        while (true) {
            at = at + 1 == count ? 0 : at + 1;
            if (isZero(slots, at * width)) {
                break;
            }
            int home = home(slots, at * width);
            boolean between = hole <= at ? hole < home && home <= at : hole < home || home <= at;
            if (!between) {
                System.arraycopy(slots, at * width, slots, hole * width, width);
                hole = at;
            }
        }
        Arrays.fill(slots, hole * width, (hole + 1) * width, (byte) 0);
    }

    private void grow(int count) {
        byte[] old = slots;
        slots = new byte[count * width];
        for (int at = 0; at < old.length; at += width) {
            if (!isZero(old, at)) {
                System.arraycopy(old, at, slots, find(old, at) * width, width);
            }
        }
    }

    private int home(byte[] from, int at) {
        // all bytes count: ids made up by hand differ in a few digits only
        int hash = 0;
        for (int i = 0; i < width; i++) {
            hash = (hash ^ from[at + i]) * 0x01000193;
        }
        hash ^= hash >>> 15;
        return Integer.remainderUnsigned(hash, slots.length / width);
    }

    private boolean isZero(byte[] from, int at) {
        for (int i = 0; i < width; i++) {
            if (from[at + i] != 0) {
                return false;
            }
        }
        return true;
    }
}
