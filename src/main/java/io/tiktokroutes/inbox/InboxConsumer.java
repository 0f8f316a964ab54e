package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims batches, sends them down the route, and settles each record by its outcomes.
 *
 * <p>A record leaves when all destinations that touched it are done with it. It stays and is tried
 * again later when one of them failed, or when the route threw before it was settled. A record that
 * no destination touched is written to the ledger as skipped, so that nothing is lost in silence.
 */
final class InboxConsumer extends DefaultConsumer {

    /** The destination's name for records that no destination touched. */
    static final String NOBODY = "(none)";

    private static final Logger LOG = LoggerFactory.getLogger(InboxConsumer.class);

    private static final long LONGEST_NAP = 250;

    private final InboxEndpoint inbox;
    private ExecutorService workers;
    private ScheduledExecutorService renewals;
    private volatile boolean running;

    InboxConsumer(InboxEndpoint inbox, Processor processor) {
        super(inbox, processor);
        this.inbox = inbox;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        running = true;
        var executors = getEndpoint().getCamelContext().getExecutorServiceManager();
        String name = "inbox-" + inbox.getName();
        renewals = executors.newSingleThreadScheduledExecutor(this, name + "-lease");
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
            inbox.ring();
            stopWorkers();
        }
        super.doStop();
    }

    private void stopWorkers() {
        var executors = getEndpoint().getCamelContext().getExecutorServiceManager();
        // a batch under way is finished; if it takes too long its lease ends and it is tried again
        executors.shutdownGraceful(workers, TimeUnit.SECONDS.toMillis(30));
        executors.shutdownNow(renewals);
        workers = null;
    }

    private void work() {
        while (running) {
            try {
                Batch batch =
                        inbox.store()
                                .claim(
                                        inbox.getName(),
                                        inbox.getBatchSize(),
                                        Duration.ofMillis(inbox.getLease()));
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

    /** Waits for the bell; looks up now and then, as one ring cannot tell all workers to stop. */
    private void rest(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (running) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                if (inbox.bell().tryAcquire(Math.min(left, LONGEST_NAP), TimeUnit.MILLISECONDS)) {
                    inbox.bell().drainPermits();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void process(Batch batch) throws SQLException {
        Duration lease = Duration.ofMillis(inbox.getLease());
        ScheduledFuture<?> renewal =
                renewals.scheduleWithFixedDelay(
                        () -> renew(batch, lease),
                        inbox.getLease() / 3,
                        inbox.getLease() / 3,
                        TimeUnit.MILLISECONDS);
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
            renewal.cancel(false);
        }
        releaseExchange(exchange, false);
        settle(batch, thrown);
    }

    private void renew(Batch batch, Duration lease) {
        try {
            inbox.store().renew(batch, lease);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("inbox {}: the lease was not renewed: {}", inbox.getName(), e.toString());
        }
    }

    private void settle(Batch batch, Throwable thrown) throws SQLException {
        List<Record> done = new ArrayList<>(batch.size());
        List<Record> again = new ArrayList<>();
        List<Ledger.Line> untouched = new ArrayList<>();
        Outcome nobody = Outcome.skipped("NO_DESTINATION", "no destination of the route took it");
        for (Record record : batch) {
            boolean touched = !record.outcomes().isEmpty();
            if (thrown == null && !touched) {
                untouched.add(new Ledger.Line(record, nobody));
                done.add(record);
            } else if (thrown == null && record.settled()) {
                done.add(record);
            } else {
                again.add(record);
            }
        }
        if (thrown != null) {
            LOG.error(
                    "inbox {}: {} records are tried again, the route failed: {}",
                    inbox.getName(),
                    again.size(),
                    thrown.toString());
        }
        inbox.ledger().write(NOBODY, inbox.getName(), untouched);
        inbox.store().settle(done, List.of(), Instant.now());
        // who failed for the first time does not wait as long as who failed ten times
        Map<Integer, List<Record>> byAttempts =
                again.stream().collect(Collectors.groupingBy(Record::attempts));
        for (Map.Entry<Integer, List<Record>> group : byAttempts.entrySet()) {
            Instant readyAt = Instant.now().plus(delay(group.getKey()));
            inbox.store().settle(List.of(), group.getValue(), readyAt);
        }
    }

    /** Doubling with every attempt, with jitter. */
    private Duration delay(int attempts) {
        long whole = Math.min(inbox.getMaxBackoff(), inbox.getBackoff() << Math.min(attempts, 20));
        whole = Math.max(2, whole);
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }
}
