package io.tiktokroutes.calls;

import io.tiktokroutes.calls.CallStore.Shelf;
import io.tiktokroutes.http.CallWatch;
import io.tiktokroutes.http.MadeCall;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last calls of every destination, a moment after they were made: senders only leave them
 * here. What waits to be written is bounded, as the table is, by the calls that are kept at all,
 * and in bytes.
 */
public final class CallRecorder extends ServiceSupport implements CallWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);

    /** Uploads of files hold whole audiences, and are never shown. */
    private static final String UPLOADS = "/dmp/custom_audience/file/";

    /** Bytes of bodies that may wait to be written. */
    private static final long MOST_WAITING = 16 << 20;

    private static final long SOON_MILLIS = 200;

    /** When there are many, those between are gone before anybody sees them. */
    private static final long BUSY_MILLIS = 1_000;

    private static final int MANY = 50;
    private static final long TELL_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(10);

    private record Waiting(MadeCall call, boolean failed, boolean whole) {}

    private final CallStore store;
    private final Written written;
    private final int keep;
    private final Allowance good = new Allowance();
    private final Allowance failed = new Allowance();
    private final Map<Shelf, Deque<Waiting>> waiting = new LinkedHashMap<>();
    private long waitingBytes;
    private boolean planned;
    private volatile boolean busy;
    private long toldAt = System.nanoTime() - TELL_AGAIN_NANOS;
    private ScheduledExecutorService timer;

    /**
     * @param apiUrl the base of TikTok's endpoints, which is left out
     * @param keep so many calls of each destination, and so many failed ones
     */
    public CallRecorder(CallStore store, String apiUrl, int keep) {
        this.store = store;
        this.written = new Written(apiUrl);
        this.keep = keep;
    }

    @Override
    protected synchronized void doStart() {
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread thread = new Thread(work, "calls");
                            thread.setDaemon(true);
                            return thread;
                        });
        planned = false;
        plan();
    }

    @Override
    protected void doStop() throws InterruptedException {
        ScheduledExecutorService stopping;
        synchronized (this) {
            stopping = timer;
            timer = null;
        }
        if (stopping != null) {
            // what is being written is finished: an interrupt would close an H2 file
            stopping.shutdown();
            if (stopping.awaitTermination(5, TimeUnit.SECONDS)) {
                write();
            }
        }
    }

    @Override
    public void made(MadeCall call) {
        if (call.request().url().contains(UPLOADS)) {
            return;
        }
        try {
            boolean bad = Written.isFailed(call);
            boolean whole = (bad ? failed : good).takes(call.bytes());
            leave(new Waiting(whole ? call : call.withoutBodies(), bad, whole));
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    private synchronized void leave(Waiting call) {
        Waiting kept = call;
        if (waitingBytes + call.call().bytes() > MOST_WAITING) {
            kept = new Waiting(call.call().withoutBodies(), call.failed(), false);
        }
        Deque<Waiting> shelf =
                waiting.computeIfAbsent(
                        new Shelf(call.call().destination(), call.failed()),
                        any -> new ArrayDeque<>());
        shelf.add(kept);
        waitingBytes += kept.call().bytes();
        if (shelf.size() > keep) {
            waitingBytes -= shelf.remove().call().bytes();
        }
        plan();
    }

    private synchronized void plan() {
        if (!planned && timer != null && !waiting.isEmpty()) {
            planned = true;
            var unused =
                    timer.schedule(
                            this::write, busy ? BUSY_MILLIS : SOON_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void write() {
        Map<Shelf, Deque<Waiting>> taken;
        synchronized (this) {
            taken = new LinkedHashMap<>(waiting);
            waiting.clear();
            waitingBytes = 0;
            planned = false;
        }
        try {
            List<SentCall> calls = new ArrayList<>();
            taken.values()
                    .forEach(
                            shelf ->
                                    shelf.forEach(
                                            each ->
                                                    calls.add(
                                                            written.of(
                                                                    each.call(),
                                                                    each.failed(),
                                                                    each.whole()))));
            calls.sort(Comparator.comparing(SentCall::calledAt));
            busy = calls.size() >= MANY;
            if (!calls.isEmpty()) {
                store.add(calls, taken.keySet(), keep);
            }
        } catch (SQLException | RuntimeException e) {
            tell(e);
        }
    }

    /** Without what it was about; a database that is away is told of elsewhere, too. */
    private synchronized void tell(Exception e) {
        if (System.nanoTime() - toldAt >= TELL_AGAIN_NANOS) {
            toldAt = System.nanoTime();
            LOG.warn(
                    "calls could not be kept for log --calls: {}",
                    // its words may repeat the values
                    e instanceof SQLException sql && sql.getSQLState() != null
                            ? "the database answered with SQL state " + sql.getSQLState()
                            : e.getClass().getSimpleName());
        }
    }
}
