package io.tiktokroutes.calls;

/**
 * How many bytes may be masked: a great many at once, and then so many a second, so that a flood of
 * calls costs no more than a part of a processor.
 */
final class Allowance {

    static final long AT_ONCE = 8 << 20;
    private static final long A_SECOND = 1 << 20;

    private double left = AT_ONCE;
    private long at = System.nanoTime();

    /** False when the bytes are too many at this moment. */
    synchronized boolean takes(long bytes) {
        long now = System.nanoTime();
        left = Math.min(AT_ONCE, left + (now - at) / 1e9 * A_SECOND);
        at = now;
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }
}
