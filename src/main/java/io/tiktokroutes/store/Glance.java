package io.tiktokroutes.store;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a database says, for those who only want to show it.
 *
 * <p>It is asked when somebody wants to know, at most every five seconds and for a twentieth of the
 * time, however often that is; and nobody waits longer than three seconds for one that is down.
 *
 * @param <T> what is seen
 */
public final class Glance<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Glance.class);

    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int SHARE = 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** Asks the database. */
    @FunctionalInterface
    public interface Look<T> {
        T at() throws Exception;
    }

    private final String name;
    private final Look<T> look;
    private CompletableFuture<T> looking;
    private long lookingSince;
    private long lookAgainAt;

    /**
     * @param name of the thread that asks
     */
    public Glance(String name, Look<T> look) {
        this.name = name;
        this.look = look;
    }

    /** What there is to see; empty when the database gives no answer. */
    public Optional<T> seen() {
        try {
            CompletableFuture<T> seen = looking();
            // all who ask at the same time share the wait
            long left = Math.max(0, since() + PATIENCE_NANOS - System.nanoTime());
            return Optional.of(seen.get(left, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            LOG.debug("{}: nothing to be seen", name, e);
        }
        return Optional.empty();
    }

    private synchronized long since() {
        return lookingSince;
    }

    private synchronized CompletableFuture<T> looking() {
        boolean fresh = looking != null && System.nanoTime() - lookAgainAt < 0;
        if (fresh || (looking != null && !looking.isDone())) {
            return looking;
        }
        looking = new CompletableFuture<>();
        CompletableFuture<T> mine = looking;
        lookingSince = System.nanoTime();
        lookAgainAt = lookingSince + SHORTEST_NANOS;
        Thread thread = new Thread(() -> look(mine), name);
        thread.setDaemon(true);
        thread.start();
        return mine;
    }

    private void look(CompletableFuture<T> mine) {
        long start = System.nanoTime();
        T seen = null;
        Throwable failure = null;
        try {
            seen = look.at();
        } catch (Exception | Error e) {
            failure = e;
        }
        long took = System.nanoTime() - start;
        synchronized (this) {
            long pause = Math.min(LONGEST_NANOS, Math.max(SHORTEST_NANOS, took * SHARE));
            lookAgainAt = System.nanoTime() + pause;
        }
        if (failure == null) {
            mine.complete(seen);
        } else {
            mine.completeExceptionally(failure);
        }
    }
}
