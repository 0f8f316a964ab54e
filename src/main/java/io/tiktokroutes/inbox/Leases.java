package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the leases of what a consumer has under way, and of what waits to be handed to it. */
final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final InboxEndpoint inbox;
    private final Duration lease;

    /** By identity: comparing batches would compare all their records. */
    private final Set<Batch> held =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    Leases(InboxEndpoint inbox) {
        this.inbox = inbox;
        this.lease = Duration.ofMillis(inbox.getLease());
    }

    void hold(Batch batch) {
        held.add(batch);
    }

    void drop(Batch batch) {
        held.remove(batch);
    }

    /** To be called every third of the lease: what began since the last time is young enough. */
    void renew() {
        Instant young = Instant.now().minus(lease.dividedBy(3));
        List<Record> waiting =
                inbox.inbox().handover().waiting().stream()
                        .filter(record -> record.receivedAt().isBefore(young))
                        .toList();
        renew(waiting);
        List.copyOf(held).forEach(this::renew);
    }

    private void renew(List<Record> records) {
        try {
            if (!records.isEmpty()) {
                inbox.store().renew(records, lease);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("inbox {}: the lease was not renewed: {}", inbox.getName(), e.toString());
        }
    }
}
