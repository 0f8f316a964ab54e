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
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides at the end of a route which records leave the inbox.
 *
 * <p>A record leaves when all destinations that touched it are done with it. It stays and is tried
 * again later when one of them failed, or when the route threw before it was settled. A record that
 * no destination touched is written to the ledger as skipped, so that nothing is lost in silence.
 */
final class Settling {

    /** The destination's name for records that no destination touched. */
    static final String NOBODY = "(none)";

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final InboxEndpoint inbox;

    Settling(InboxEndpoint inbox) {
        this.inbox = inbox;
    }

    /**
     * @param thrown what the route threw, or null
     */
    void settle(Batch batch, Throwable thrown) throws SQLException {
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
        if (!untouched.isEmpty()) {
            String skipped = nobody.kind().word();
            inbox.metrics().outcomes(NOBODY, skipped, nobody.reason(), untouched.size());
        }
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
