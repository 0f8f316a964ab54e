package io.tiktokroutes.inbox;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Accepted;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * One inbox.
 *
 * <p>To it: records are committed, a known key is a duplicate, and the body becomes {@link
 * Accepted}. From it: batches of records are claimed, and each leaves when every destination that
 * touched it has a final outcome.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "inbox",
        title = "Inbox",
        syntax = "inbox:name",
        remote = false)
public final class InboxEndpoint extends DefaultEndpoint {

    private static final long HOUR = 3_600_000;

    @UriPath(description = "The name of the inbox")
    @Metadata(required = true)
    private final String name;

    @UriParam(defaultValue = "1000", description = "The most records of one batch")
    private int batchSize = 1000;

    @UriParam(defaultValue = "1", description = "How many batches are under way at once")
    private int consumers = 1;

    @UriParam(
            defaultValue = "500",
            description = "Milliseconds between two looks at an empty inbox")
    private long pollInterval = 500;

    @UriParam(defaultValue = "60000", description = "Milliseconds for which a batch is claimed")
    private long lease = 60_000;

    @UriParam(defaultValue = "5000", description = "Milliseconds before a failed record's next try")
    private long backoff = 5_000;

    @UriParam(defaultValue = "600000", description = "No next try is further away than that")
    private long maxBackoff = 600_000;

    @UriParam(defaultValue = "1000000", description = "More records than that are not accepted")
    private long bound = 1_000_000;

    private final InboxStore store;
    private final Ledger ledger;

    InboxEndpoint(
            String uri, InboxComponent component, String name, InboxStore store, Ledger ledger) {
        super(uri, component);
        this.name = name;
        this.store = store;
        this.ledger = ledger;
    }

    @Override
    public Producer createProducer() {
        return new InboxProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        InboxConsumer consumer = new InboxConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** What producers and consumers of this name share. */
    Inbox inbox() {
        return ((InboxComponent) getComponent()).inbox(name);
    }

    Metrics metrics() {
        return ((InboxComponent) getComponent()).metrics();
    }

    InboxStore store() {
        return store;
    }

    Ledger ledger() {
        return ledger;
    }

    public String getName() {
        return name;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = (int) within("batchSize", batchSize, 1, 10_000);
    }

    public int getConsumers() {
        return consumers;
    }

    public void setConsumers(int consumers) {
        this.consumers = (int) within("consumers", consumers, 1, 64);
    }

    public long getPollInterval() {
        return pollInterval;
    }

    public void setPollInterval(long pollInterval) {
        this.pollInterval = within("pollInterval", pollInterval, 1, HOUR);
    }

    public long getLease() {
        return lease;
    }

    public void setLease(long lease) {
        // renewed every third of it
        this.lease = within("lease", lease, 100, 24 * HOUR);
    }

    public long getBackoff() {
        return backoff;
    }

    public void setBackoff(long backoff) {
        this.backoff = within("backoff", backoff, 1, 24 * HOUR);
    }

    public long getMaxBackoff() {
        return maxBackoff;
    }

    public void setMaxBackoff(long maxBackoff) {
        this.maxBackoff = within("maxBackoff", maxBackoff, 1, 24 * HOUR);
    }

    public long getBound() {
        return bound;
    }

    public void setBound(long bound) {
        this.bound = within("bound", bound, 1, Integer.MAX_VALUE);
    }

    private long within(String parameter, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "inbox:%s: %s is %d; write %d to %d"
                            .formatted(name, parameter, value, least, most));
        }
        return value;
    }
}
