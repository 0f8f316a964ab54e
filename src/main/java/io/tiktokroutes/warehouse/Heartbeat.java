package io.tiktokroutes.warehouse;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the claim of a run while it lasts, and ends its query when it is told to stop. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final long LOOK_MILLIS = 500;
    private static final int RENEW_EVERY = 20;

    private final Claim claim;
    private final Stopping stopping;
    private final ScheduledExecutorService timer;
    private ModelQuery query;
    private int beats;

    private Heartbeat(Claim claim, Stopping stopping) {
        this.claim = claim;
        this.stopping = stopping;
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread thread = new Thread(work, "sync " + claim.state().name());
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    static Heartbeat of(Claim claim, Stopping stopping) {
        Heartbeat heartbeat = new Heartbeat(claim, stopping);
        var unused =
                heartbeat.timer.scheduleWithFixedDelay(
                        heartbeat::beat, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return heartbeat;
    }

    /** The query to end when the run is to stop; null for none. */
    synchronized void watches(ModelQuery current) {
        query = current;
    }

    private synchronized void beat() {
        try {
            if (stopping.look() && query != null) {
                query.cancel();
            }
            if (++beats % RENEW_EVERY == 0) {
                claim.renew();
            }
        } catch (SQLException | RuntimeException e) {
            // who works on the run finds out by himself
            LOG.debug("{}: {}", claim.state().name(), e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            // a statement of it must not be under way when the claim is given back
            timer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
