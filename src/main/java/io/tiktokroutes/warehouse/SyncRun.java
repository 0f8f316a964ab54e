package io.tiktokroutes.warehouse;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Gathering;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.record.Removal;
import io.tiktokroutes.record.RowVersion;
import io.tiktokroutes.warehouse.Snapshot.Handed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a sync, after its query was read: hands on chunk after chunk of what there is to do.
 *
 * <p>A chunk goes through the route first, which commits it to an inbox, and then its rows are
 * written into the snapshot. Whatever instant the program is killed at, the next run repeats a
 * chunk at most, with the same keys or with newer versions, and skips none.
 */
public final class SyncRun {

    private static final Logger LOG = LoggerFactory.getLogger(SyncRun.class);

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    // or 100.00 would become 1E+2
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    /** Of the rows of one chunk; parsed they take ten times as much memory. */
    private static final int MOST_BYTES = 4_000_000;

    /** What stands in the tables around a run. */
    interface Writer {
        /**
         * A chunk went through the route.
         *
         * @param inbox where its records are
         * @param payloads of refused records that go again, by record key
         * @param replaced refused records in whose place others went
         */
        void write(
                List<Handed> rows,
                String inbox,
                Map<String, String> payloads,
                List<String> replaced)
                throws Exception;
    }

    private final Sync sync;
    private final long number;
    private final Spool spool;
    private final Snapshot snapshot;
    private final Stopping stopping;
    private final Writer writer;
    private final Gathering gathering;
    private List<Handed> rows = List.of();
    private List<Record> records = List.of();
    private String inbox;
    private Claim claim;
    private Heartbeat heartbeat;
    private RunCounts counts;
    private long started;
    private Exception failure;
    private int waited;
    private boolean over;
    private boolean ended;

    /**
     * @param spool what there is to do; null when there is nothing
     * @param gathering for a sync whose rows are one whole; null for others
     */
    SyncRun(
            Sync sync,
            long number,
            String inbox,
            Spool spool,
            Snapshot snapshot,
            Stopping stopping,
            Writer writer,
            Gathering gathering) {
        this.sync = sync;
        this.number = number;
        this.inbox = inbox;
        this.spool = spool;
        this.snapshot = snapshot;
        this.stopping = stopping;
        this.writer = writer;
        this.gathering = gathering;
        this.over = spool == null;
    }

    /** A run that has nothing to do, and of which nothing is noted. */
    static SyncRun nothing(String name) {
        Sync sync = new Sync(name, new Model("", ""), "", SyncMode.INSERT, false, 0, "", 1);
        return new SyncRun(sync, 0, "", null, null, null, null, null);
    }

    /** Remembers what it needs at its end. */
    void under(Claim claim, Heartbeat heartbeat, RunCounts counts, long started) {
        this.claim = claim;
        this.heartbeat = heartbeat;
        this.counts = counts;
        this.started = started;
    }

    boolean isNothing() {
        return spool == null;
    }

    /** Ends it; false when it has ended already. */
    boolean end() {
        boolean first = !ended;
        ended = true;
        over = true;
        return first;
    }

    boolean isEnded() {
        return ended;
    }

    Claim claim() {
        return claim;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    RunCounts counts() {
        return counts;
    }

    /** How long it has taken. */
    double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /** True when there are records to send through the route. */
    public boolean hasNext() {
        try {
            while (!over && records.isEmpty()) {
                stopping.look();
                stopping.check();
                claim.check();
                load();
                if (!over && records.isEmpty()) {
                    commit(Set.of());
                }
            }
        } catch (Exception e) {
            fail(e);
        }
        return !over;
    }

    /** The records of the current chunk; the same ones until they went through. */
    public Batch next() {
        return new Batch(sync.name(), records);
    }

    /**
     * The current chunk went through the route.
     *
     * @param went the inbox that has it now; null when there was none
     * @param known keys of records that the inbox knew before, and did not take
     */
    void handed(String went, Set<?> known) {
        try {
            if (gathering == null && went == null) {
                throw new ModelException(
                        "its rows went to no inbox, so that nobody would know what became of them;"
                                + " let its route end with inbox:NAME");
            }
            inbox = went == null ? "" : went;
            waited = 0;
            commit(known);
        } catch (Exception e) {
            fail(e);
        }
    }

    /** The inbox is full: the chunk comes again after a while. */
    void full() {
        try {
            if (waited == 0) {
                LOG.info("{}: the inbox is full; the rest waits until it has room", sync.name());
            }
            stopping.pause(waited++);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** The chunk did not go through the route, or what follows cannot be done. */
    void fail(Exception e) {
        failure = failure == null ? e : failure;
        over = true;
    }

    Exception failure() {
        return failure;
    }

    Sync sync() {
        return sync;
    }

    long number() {
        return number;
    }

    Gathering gathering() {
        return gathering;
    }

    Stopping stopping() {
        return stopping;
    }

    void close() throws IOException {
        over = true;
        if (spool != null) {
            spool.close();
        }
    }

    private void commit(Set<?> known) throws Exception {
        if (gathering != null) {
            // the whole is sent anew by each run, so nothing is kept of its rows
            rows = List.of();
            records = List.of();
            return;
        }
        Map<String, String> payloads = new LinkedHashMap<>();
        List<String> replaced = new ArrayList<>();
        Map<String, Long> runs = sync.mode().versions() ? snapshot.runs(refusedKeys()) : Map.of();
        List<Handed> written = new ArrayList<>(rows.size());
        for (Handed row : rows) {
            RowEntry entry = row.entry();
            String old =
                    sync.mode().versions()
                            ? new RowVersion(entry.key(), runs.getOrDefault(entry.key(), 0L))
                                    .recordKey()
                            : entry.key();
            if (isAgain(entry) || isBack(entry, known)) {
                payloads.put(old, new String(entry.json(), StandardCharsets.UTF_8));
                written.add(new Handed(entry, old));
            } else {
                if (entry.refused() && entry.what() != RowEntry.What.ADDED) {
                    replaced.add(old);
                }
                written.add(row);
            }
        }
        writer.write(written, inbox, payloads, replaced);
        rows = List.of();
        records = List.of();
    }

    private List<String> refusedKeys() {
        return rows.stream()
                .filter(row -> row.entry().refused())
                .map(row -> row.entry().key())
                .toList();
    }

    /** True when a refused record goes again under its own key, and not a new one. */
    private boolean isAgain(RowEntry entry) {
        return entry.what() == RowEntry.What.AGAIN
                || (entry.what() == RowEntry.What.CHANGED && !sync.mode().versions());
    }

    /** An event that was there before: if it was refused then, it goes again as it is now. */
    private boolean isBack(RowEntry entry, Set<?> known) {
        return entry.what() == RowEntry.What.ADDED
                && !sync.mode().versions()
                && known.contains(entry.key());
    }

    private void load() throws IOException {
        List<Handed> chunk = new ArrayList<>(sync.batchSize());
        List<Record> fresh = new ArrayList<>(sync.batchSize());
        long bytes = 0;
        RowEntry entry = null;
        while (chunk.size() < sync.batchSize()
                && bytes < MOST_BYTES
                && (entry = spool.next()) != null) {
            String recordKey =
                    sync.mode().versions()
                            ? new RowVersion(entry.key(), number).recordKey()
                            : entry.key();
            chunk.add(new Handed(entry, recordKey));
            bytes += entry.json().length;
            if (entry.what() == RowEntry.What.REMOVED) {
                fresh.add(Record.of(sync.name(), recordKey, Removal.of(entry.key())));
            } else if (entry.what() != RowEntry.What.LEFT && !isAgain(entry)) {
                JsonNode payload = JSON.readTree(entry.json());
                fresh.add(
                        Record.of(sync.name(), recordKey, payload)
                                .withText(new String(entry.json(), StandardCharsets.UTF_8)));
            }
        }
        over = chunk.isEmpty();
        rows = chunk;
        records = fresh;
    }
}
