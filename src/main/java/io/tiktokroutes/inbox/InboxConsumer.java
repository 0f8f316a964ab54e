package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Batch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends batches down the route: records that were just committed by this process, handed over in
 * memory, and whatever else is ready in the table. Each record is settled by its outcomes.
 */
final class InboxConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(InboxConsumer.class);

    private static final long LONGEST_NAP = 250;

    private final InboxEndpoint inbox;
    private final Handover handover;
    private final Leases leases;
    private final Settling settling;
    private volatile String flow = "";
    private ExecutorService workers;
    private ScheduledExecutorService renewals;
    private volatile boolean running;
    private volatile long lookedAt;
    private volatile boolean tablesTurn;

    InboxConsumer(InboxEndpoint inbox, Processor processor) {
        super(inbox, processor);
        this.inbox = inbox;
        this.handover = inbox.inbox().handover();
        this.leases = new Leases(inbox);
        this.settling = new Settling(inbox);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        running = true;
        flow = Objects.requireNonNullElse(getRouteId(), "");
        lookedAt = System.nanoTime() - TimeUnit.DAYS.toNanos(1);
        var executors = getEndpoint().getCamelContext().getExecutorServiceManager();
        String name = "inbox-" + inbox.getName();
        renewals = executors.newSingleThreadScheduledExecutor(this, name + "-lease");
        long third = Math.max(1, inbox.getLease() / 3);
        var unused =
                renewals.scheduleWithFixedDelay(leases::renew, third, third, TimeUnit.MILLISECONDS);
        handover.join(Duration.ofMillis(inbox.getLease()));
        workers = executors.newFixedThreadPool(this, name, inbox.getConsumers());
        for (int i = 0; i < inbox.getConsumers(); i++) {
            workers.execute(this::work);
        }
    }

    @Override
    protected void doStop() throws Exception {
        running = false;
        // a route file is tried out without being started, and stopped all the same
        if (workers != null) {
            inbox.inbox().ring();
            stopWorkers();
        }
        super.doStop();
    }

    private void stopWorkers() throws SQLException {
        var executors = getEndpoint().getCamelContext().getExecutorServiceManager();
        // a batch under way is finished; if it takes too long its lease ends and it is tried again
        executors.shutdownGraceful(workers, TimeUnit.SECONDS.toMillis(30));
        executors.shutdownNow(renewals);
        workers = null;
        inbox.store().release(handover.leave());
    }

    private void work() {
        while (running) {
            try {
                Batch batch = next();
                if (batch.isEmpty()) {
                    rest(inbox.getPollInterval());
                } else {
                    process(batch);
                }
            } catch (SQLException | RuntimeException | Error e) {
                // an error, too: a worker that died would leave the inbox standing in silence
                if (running) {
                    LOG.error("inbox {}: {}", inbox.getName(), e.toString());
                    rest(Math.max(1_000, inbox.getPollInterval()));
                }
            }
        }
    }

    /**
     * What was handed over, and what waits in the table, in turn. Now and then the table is looked
     * at without a reason, for what is to be tried again or was left by a process that died.
     */
    private Batch next() throws SQLException {
        long poll = TimeUnit.MILLISECONDS.toNanos(inbox.getPollInterval());
        boolean due = System.nanoTime() - lookedAt >= poll;
        tablesTurn = !tablesTurn;
        boolean look = due || (inbox.inbox().tableHasNews() && (tablesTurn || handover.isEmpty()));
        Batch batch = look ? claim() : new Batch(inbox.getName(), List.of());
        if (batch.isEmpty()) {
            batch = new Batch(inbox.getName(), handover.take(inbox.getBatchSize()));
        }
        if (!handover.isEmpty() || inbox.inbox().tableHasNews()) {
            inbox.inbox().ring(); // another worker may take the rest
        }
        return batch;
    }

    private Batch claim() throws SQLException {
        lookedAt = System.nanoTime();
        inbox.inbox().tableHasNews(false);
        Duration lease = Duration.ofMillis(inbox.getLease());
        Batch claimed = inbox.store().claim(inbox.getName(), inbox.getBatchSize(), lease);
        long characters = claimed.stream().mapToLong(record -> record.text().length()).sum();
        if (claimed.size() == inbox.getBatchSize() || characters >= Claims.MOST_CHARACTERS) {
            inbox.inbox().tableHasNews(true);
        }
        return claimed;
    }

    /** Waits for the bell; looks up now and then, as one ring cannot tell all workers to stop. */
    private void rest(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (running) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                if (inbox.inbox()
                        .bell()
                        .tryAcquire(Math.min(left, LONGEST_NAP), TimeUnit.MILLISECONDS)) {
                    inbox.inbox().bell().drainPermits();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void process(Batch batch) throws SQLException {
        leases.hold(batch);
        batch.forEach(record -> record.flow(flow));
        Exchange exchange = createExchange(true);
        Throwable thrown;
        try {
            exchange.getMessage().setBody(batch);
            exchange.getMessage().setHeader("InboxName", inbox.getName());
            getProcessor().process(exchange);
            thrown = exchange.getException();
        } catch (Exception | Error e) {
            thrown = e;
        } finally {
            leases.drop(batch);
        }
        releaseExchange(exchange, false);
        settling.settle(batch, thrown);
    }
}
