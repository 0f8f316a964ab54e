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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private static final Outcome NO_DESTINATION =
            Outcome.skipped("NO_DESTINATION", "no destination of the route took it");

    Settling(InboxEndpoint inbox) {
        this.inbox = inbox;
    }

    /**
     * @param thrown what the route threw, or null
     */
    void settle(Batch batch, Throwable thrown) throws SQLException {
        List<Record> done = new ArrayList<>(batch.size());
        List<Record> again = new ArrayList<>();
        if (thrown == null) {
            skipUntouched(batch);
        }
        for (Record record : batch) {
            (thrown == null && record.settled() ? done : again).add(record);
        }
        if (thrown != null) {
            LOG.error(
                    "inbox {}: {} records are tried again, the route failed: {}",
                    inbox.getName(),
                    again.size(),
                    thrown.toString());
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

    private void skipUntouched(Batch batch) throws SQLException {
        Map<String, List<Ledger.Line>> untouched = new TreeMap<>();
        for (Record record : batch) {
            for (String destination : missed(record)) {
                untouched
                        .computeIfAbsent(destination, name -> new ArrayList<>())
                        .add(new Ledger.Line(record, NO_DESTINATION));
            }
        }
        for (Map.Entry<String, List<Ledger.Line>> entry : untouched.entrySet()) {
            String destination = entry.getKey();
            String flow = batch.get(0).flow();
            inbox.ledger().write(destination, inbox.getName(), flow, entry.getValue());
            entry.getValue().forEach(line -> line.record().settle(destination, NO_DESTINATION));
            inbox.metrics()
                    .outcomes(
                            destination,
                            NO_DESTINATION.kind().word(),
                            NO_DESTINATION.reason(),
                            entry.getValue().size());
        }
    }

    /**
     * Nobody, when no destination touched the record; the destinations it was put back to work for
     * that are not on the route any more, or to which the route did not lead it.
     */
    private static Set<String> missed(Record record) {
        if (record.onlyFor().isEmpty()) {
            return record.outcomes().isEmpty() ? Set.of(NOBODY) : Set.of();
        }
        Set<String> missed = new TreeSet<>(record.onlyFor());
        missed.removeAll(record.outcomes().keySet());
        return missed;
    }

    /** Doubling with every attempt, with jitter. */
    private Duration delay(int attempts) {
        long whole = Math.min(inbox.getMaxBackoff(), inbox.getBackoff() << Math.min(attempts, 20));
        whole = Math.max(2, whole);
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }
}
