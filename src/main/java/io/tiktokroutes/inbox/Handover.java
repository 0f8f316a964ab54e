package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Record;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Gives records that were just committed to the consumer of the same process, so that they need not
 * be claimed, read and parsed again. They are in the table all the same, claimed from the first
 * moment: if the process dies their lease ends, and somebody else claims them.
 *
 * <p>Its bounds are small. What finds no room goes the way through the table, and the consumer
 * takes from both in turn.
 */
final class Handover {

    private static final int MOST_RECORDS = 4_000;

    /** In characters of payload; their parsed form takes about ten times as much memory. */
    private static final long MOST_CHARACTERS = 8_000_000;

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Deque<Record> queue = new ArrayDeque<>();
    private Duration lease;
    private int consumers;
    private int records;
    private long characters;
    private boolean stuck;

    /** A consumer began to take. */
    synchronized void join(Duration itsLease) {
        consumers++;
        lease = itsLease;
    }

    /**
     * A consumer takes no more.
     *
     * @return what nobody is left to take; to be released in the table
     */
    synchronized List<Record> leave() {
        consumers--;
        return consumers == 0 ? take(Integer.MAX_VALUE) : List.of();
    }

    /**
     * Asks for room for records that are about to be committed; waits a moment for it, so that who
     * posts without a pause is slowed down to the pace of the destination.
     *
     * @return the lease to write them with, to be followed by {@link #give} or {@link #cancel};
     *     null when they have to take the way through the table
     */
    synchronized Duration reserve(int count, long size) {
        awaitRoom(count, size);
        if (consumers == 0 || !hasRoom(count, size)) {
            return null;
        }
        records += count;
        characters += size;
        return lease;
    }

    private void awaitRoom(int count, long size) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (consumers > 0 && !stuck && !hasRoom(count, size)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                // a destination that is down must not make callers wait one after the other
                stuck = left <= 0;
                if (!stuck) {
                    wait(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** However large, records always have room in an empty hand-over. */
    private boolean hasRoom(int count, long size) {
        return records == 0
                || (records + count <= MOST_RECORDS && characters + size <= MOST_CHARACTERS);
    }

    /** They are not committed after all, or not all of them are new. */
    synchronized void cancel(int count, long size) {
        records -= count;
        characters -= size;
    }

    /**
     * They are committed and leased.
     *
     * @return false when the last consumer left meanwhile; to be released in the table
     */
    synchronized boolean give(List<Record> committed) {
        if (consumers == 0) {
            committed.forEach(this::forget);
            return false;
        }
        queue.addAll(committed);
        return true;
    }

    /** The next records, oldest first; may be none. */
    synchronized List<Record> take(int most) {
        List<Record> taken = new ArrayList<>(Math.min(most, queue.size()));
        while (taken.size() < most && !queue.isEmpty()) {
            Record record = queue.remove();
            forget(record);
            taken.add(record);
        }
        stuck = stuck && taken.isEmpty();
        notifyAll();
        return taken;
    }

    private void forget(Record record) {
        records--;
        characters -= record.text().length();
    }

    synchronized boolean isEmpty() {
        return queue.isEmpty();
    }

    /** What waits to be taken, for its lease. */
    synchronized List<Record> waiting() {
        return List.copyOf(queue);
    }
}
