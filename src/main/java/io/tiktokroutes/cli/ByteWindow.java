package io.tiktokroutes.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of an input that is being looked at. It grows only while one record needs it to, and
 * never beyond a bound, so an input of any length passes through little memory.
 */
final class ByteWindow {

    private static final int FIRST_SIZE = 1 << 16;

    private final InputStream in;
    private final int most;
    private final Flush beforeWaiting;
    private byte[] bytes;
    private int start;
    private int end;
    private long passed;

    /** What has been made so far goes out before the program waits for more. */
    @FunctionalInterface
    interface Flush {
        void flush() throws IOException;
    }

    /**
     * @param most how many bytes it may hold
     * @param beforeWaiting called when there is no more input just now
     */
    ByteWindow(InputStream in, int most, Flush beforeWaiting) {
        this.in = in;
        this.most = most;
        this.beforeWaiting = beforeWaiting;
        this.bytes = new byte[Math.min(most, FIRST_SIZE)];
    }

    /** How many bytes are in view. */
    int size() {
        return end - start;
    }

    /** A byte in view, counted from the first one. */
    byte at(int index) {
        return bytes[start + index];
    }

    /** Where a line ends, from a place on; -1 when its end is not in view. */
    int lineEnd(int from) {
        for (int i = start + from; i < end; i++) {
            if (bytes[i] == '\n') {
                return i - start;
            }
        }
        return -1;
    }

    /** True when the window holds all that it may, and no more fits in. */
    boolean isFull() {
        return size() >= most;
    }

    /** Moves on: the first bytes go out of view. */
    void drop(int count) {
        start += count;
        passed += count;
    }

    /** How many bytes have gone out of view. */
    long passed() {
        return passed;
    }

    /** The array that holds what is in view. */
    byte[] array() {
        return bytes;
    }

    /** Where in {@link #array} the first byte in view is. */
    int offset() {
        return start;
    }

    /**
     * Reads on behind what is in view.
     *
     * @return false at the end of the input, or when the window is full
     */
    boolean more() throws IOException {
        if (isFull()) {
            return false;
        }
        if (end == bytes.length) {
            makeRoom();
        }
        if (in.available() == 0) {
            beforeWaiting.flush();
        }
        int count = in.read(bytes, end, bytes.length - end);
        end += Math.max(0, count);
        return count > 0;
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, size());
            end -= start;
            start = 0;
        } else {
            bytes = Arrays.copyOf(bytes, Math.min(most, bytes.length * 2));
        }
    }
}
