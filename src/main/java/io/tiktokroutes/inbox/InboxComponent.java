package io.tiktokroutes.inbox;

import io.tiktokroutes.metrics.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** Camel's {@code inbox:NAME}: a named durable queue on the database. */
public final class InboxComponent extends DefaultComponent {

    private final InboxStore store;
    private final Ledger ledger;
    private final Metrics metrics;
    private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();

    public InboxComponent(InboxStore store, Ledger ledger) {
        this(store, ledger, Metrics.unread());
    }

    /**
     * @param metrics where records that are put are counted, and those that no destination took
     */
    public InboxComponent(InboxStore store, Ledger ledger, Metrics metrics) {
        this.store = store;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    Metrics metrics() {
        return metrics;
    }

    /** The one inbox of that name. */
    Inbox inbox(String name) {
        return inboxes.computeIfAbsent(name, n -> new Inbox(n, store));
    }

    /** Tells the consumers of an inbox that its table has records for them. */
    public void wake(String name) {
        inbox(name).wake();
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        if (!remaining.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw new IllegalArgumentException(
                    "'"
                            + remaining
                            + "' cannot be the name of an inbox; write letters, digits and dashes,"
                            + " such as inbox:leads");
        }
        InboxEndpoint endpoint = new InboxEndpoint(uri, this, remaining, store, ledger);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
