package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.InboxFullException;
import io.tiktokroutes.record.Record;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the records of the body into the inbox; afterwards the body tells how many were new. */
final class InboxProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(InboxProducer.class);

    /** The exchange property that tells a source where its records went. */
    private static final String NAME = "InboxName";

    /** The exchange property that tells it the keys that were there before, or settled. */
    private static final String KNOWN = "InboxKnown";

    /** A full inbox is counted no more often than that. */
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So often it is counted whatever happened, because other processes put records, too. */
    private static final long SURELY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final InboxEndpoint inbox;
    private final AtomicLong depth = new AtomicLong();
    private volatile long countedAt = System.nanoTime() - 2 * SURELY_NANOS;
    private boolean told;

    InboxProducer(InboxEndpoint inbox) {
        super(inbox);
        this.inbox = inbox;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        List<Record> records = records(exchange.getMessage().getBody());
        if (!records.isEmpty() && isFull()) {
            throw new InboxFullException(inbox.getName(), inbox.getBound());
        }
        Accepted accepted = inbox.inbox().put(records);
        depth.addAndGet(accepted.accepted());
        inbox.metrics().put(inbox.getName(), accepted.accepted(), accepted.duplicates());
        exchange.getMessage().setBody(accepted);
        exchange.setProperty(NAME, inbox.getName());
        exchange.setProperty(KNOWN, accepted.known());
    }

    /**
     * Counting on every post would cost too much. What was counted and what was put since is as
     * much as there can be; only when that reaches the bound the inbox is counted again.
     */
    private boolean isFull() throws SQLException {
        long age = System.nanoTime() - countedAt;
        if (age > SURELY_NANOS || (depth.get() >= inbox.getBound() && age > SOON_NANOS)) {
            count();
        }
        return depth.get() >= inbox.getBound();
    }

    private synchronized void count() throws SQLException {
        if (System.nanoTime() - countedAt <= SOON_NANOS) {
            return; // another caller did
        }
        countedAt = System.nanoTime();
        depth.set(inbox.store().depth(inbox.getName(), inbox.getBound()));
        boolean full = depth.get() >= inbox.getBound();
        if (full && !told) {
            // told once; who posts meanwhile is told by the answer
            LOG.warn(
                    "inbox {} holds its bound of {} records and takes no more; see why its route"
                            + " does not empty it",
                    inbox.getName(),
                    inbox.getBound());
        }
        told = full;
    }

    static List<Record> records(Object body) {
        List<Record> records = new ArrayList<>();
        if (body instanceof Record one) {
            records.add(one);
        } else if (body instanceof Iterable<?> many) {
            for (Object each : many) {
                records.add(record(each));
            }
        } else {
            records.add(record(body));
        }
        return records;
    }

    private static Record record(Object each) {
        if (each instanceof Record record) {
            return record;
        }
        throw new IllegalArgumentException(
                "here travel records, not "
                        + (each == null ? "nothing" : each.getClass().getSimpleName())
                        + "; let them come from a source kamelet or an inbox");
    }
}
