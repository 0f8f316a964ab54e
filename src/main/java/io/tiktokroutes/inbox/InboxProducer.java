package io.tiktokroutes.inbox;

import io.tiktokroutes.record.InboxFullException;
import io.tiktokroutes.record.Record;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the records of the body into the inbox; afterwards the body tells how many were new. */
final class InboxProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(InboxProducer.class);

    /** How long a look at the depth is good for; counting on every post would cost too much. */
    private static final long DEPTH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final InboxEndpoint inbox;
    private long depth;
    private long depthAt = System.nanoTime() - DEPTH_NANOS - 1;

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
        exchange.getMessage().setBody(inbox.inbox().put(records));
    }

    private synchronized boolean isFull() throws Exception {
        if (System.nanoTime() - depthAt > DEPTH_NANOS) {
            boolean was = depth >= inbox.getBound();
            depth = inbox.store().depth(inbox.getName(), inbox.getBound());
            depthAt = System.nanoTime();
            if (!was && depth >= inbox.getBound()) {
                // told once; who posts meanwhile is told by the answer
                LOG.warn(
                        "inbox {} holds its bound of {} records and takes no more; see why its"
                                + " route does not empty it",
                        inbox.getName(),
                        inbox.getBound());
            }
        }
        return depth >= inbox.getBound();
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
