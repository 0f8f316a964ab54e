package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Record;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Gives records that were just committed to the consumer of the same process, so that they need not
 * be claimed, read and parsed again. They are in the table all the same, claimed from the first
 * moment: if the process dies their lease ends, and somebody else claims them.
 *
 * <p>It is used only while nothing older waits in the table and its bounds are not reached;
 * otherwise records take the way through the table, where they keep their order.
 */
final class Handover {

    private static final int MOST_RECORDS = 4_000;

    /** In characters of payload; their parsed form takes about ten times as much memory. */
    private static final long MOST_CHARACTERS = 8_000_000;

    private final Deque<Record> queue = new ArrayDeque<>();
    private Duration lease;
    private int consumers;
    private int records;
    private long characters;
    private boolean backlog = true;
    private boolean news = true;

    /** A consumer began to take. */
    synchronized void join(Duration itsLease) {
        consumers++;
        lease = itsLease;
        backlog = true;
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
     * Asks for room for records that are about to be committed.
     *
     * @return the lease to write them with, to be followed by {@link #give} or {@link #cancel};
     *     null when they have to take the way through the table
     */
    synchronized Duration reserve(int count, long size) {
        boolean room = records + count <= MOST_RECORDS && characters + size <= MOST_CHARACTERS;
        if (consumers == 0 || backlog || !room) {
            backlog = true;
            return null;
        }
        records += count;
        characters += size;
        return lease;
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

    /** Records were committed that took the way through the table. */
    synchronized void look() {
        news = true;
    }

    /** True when the table holds something that no consumer has looked for yet. */
    synchronized boolean hasNews() {
        return news;
    }

    /** A consumer is about to look into the table. */
    synchronized void looking() {
        news = false;
    }

    /** A consumer found no more in the table than it can take at once. */
    synchronized void caughtUp() {
        backlog = news;
    }
}
