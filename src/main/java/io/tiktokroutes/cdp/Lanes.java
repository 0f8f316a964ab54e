package io.tiktokroutes.cdp;

import io.tiktokroutes.http.Caller;
import io.tiktokroutes.record.Outcome;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Does one thing with each item, some of them at once, until the other side is found to be away.
 *
 * <p>Items come in rows: those of one row are done one after the other, as they are about the same
 * thing. The first is done alone, and so is every one until there was an answer: a CDP that is away
 * is not asked by many at once. Whoever calls does his share, so work goes on when all threads are
 * busy.
 *
 * @param <T> an item
 */
final class Lanes<T> {

    private final List<List<T>> rows;
    private final Function<T, Outcome> work;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Outcome> end = new AtomicReference<>();
    private final AtomicBoolean answered = new AtomicBoolean();
    private int failuresInARow;

    Lanes(List<List<T>> rows, Function<T, Outcome> work) {
        this.rows = rows;
        this.work = work;
    }

    /**
     * Returns when all is done or given up, and nothing is under way.
     *
     * @param most at so many at once
     * @return the outcome of those that were not begun; null when all were
     */
    Outcome run(ExecutorService threads, int most) {
        while (!isOver()) {
            row();
            if (answered.get()) {
                inParallel(threads, Math.min(most, rows.size() - next.get()));
            }
        }
        return end.get();
    }

    private void inParallel(ExecutorService threads, int lanes) {
        CountDownLatch done = new CountDownLatch(Math.max(0, lanes - 1));
        for (int helper = 1; helper < lanes; helper++) {
            try {
                threads.execute(
                        Caller.carried(
                                () -> {
                                    try {
                                        lane();
                                    } finally {
                                        done.countDown();
                                    }
                                }));
            } catch (RejectedExecutionException e) {
                done.countDown(); // all threads are busy; it goes on without this one
            }
        }
        lane();
        waitFor(done);
    }

    /** Calls end in time, so this does; what is under way must not be given up half done. */
    private static void waitFor(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lane() {
        while (!isOver()) {
            row();
        }
    }

    private boolean isOver() {
        return end.get() != null || next.get() >= rows.size();
    }

    private void row() {
        int index = next.getAndUpdate(i -> Math.min(i + 1, rows.size()));
        if (index < rows.size()) {
            for (T item : rows.get(index)) {
                if (end.get() != null) {
                    return;
                }
                note(work.apply(item));
            }
        }
    }

    private synchronized void note(Outcome outcome) {
        if (outcome.last()) {
            answered.set(true);
        }
        failuresInARow = outcome.last() ? 0 : failuresInARow + 1;
        if (CdpAnswers.isForAll(outcome) || failuresInARow == CdpAnswers.MOST_IN_A_ROW) {
            end.compareAndSet(null, outcome);
        }
    }
}
