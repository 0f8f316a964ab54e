package io.tiktokroutes.warehouse;

import io.tiktokroutes.record.RowVersion;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what there is to do with the rows of a query, and puts that into a spool. */
final class Comparison {

    /** A row whose JSON is longer is left out: inboxes hold no more. */
    static final int MOST_BYTES = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    /** Where fewer rows are known than that, any share of them may leave. */
    private static final long FEW_ROWS = 100;

    private static final int LOOK_EVERY = 500;

    private final Sync sync;
    private final Snapshot snapshot;
    private final Spool spool;
    private final Stopping stopping;
    private RowTable table;
    private long sent;
    private long met;
    private long added;
    private long changed;
    private long removed;
    private long again;
    private long left;

    Comparison(Sync sync, Snapshot snapshot, Spool spool, Stopping stopping) {
        this.sync = sync;
        this.snapshot = snapshot;
        this.spool = spool;
        this.stopping = stopping;
    }

    /**
     * Learns what was sent before.
     *
     * @param refused the refused records of the sync
     * @param inbox where they are; empty when there is none
     * @param activated when a mapping, lookup or route was last activated
     */
    void load(RefusedRows refused, String inbox, Instant activated) throws SQLException {
        if (!sync.mode().compares()) {
            table = new RowTable(0);
            return;
        }
        table = new RowTable(snapshot.count());
        snapshot.each(
                (key, hash) -> {
                    int place = table.place(Snapshot.bytes(key));
                    table.mark(place, RowTable.SENT);
                    table.hashAt(place, hash);
                });
        sent = table.size();
        if (sent > 0 && !inbox.isEmpty()) {
            refused.each(inbox, (key, at) -> refused(key, at, activated));
        }
    }

    private void refused(String recordKey, Instant at, Instant activated) {
        String key = sync.mode().versions() ? RowVersion.of(recordKey).rowKey() : recordKey;
        int place = table.place(Snapshot.bytes(key));
        table.mark(place, RowTable.REFUSED);
        if (sync.everyRun() || activated.isAfter(at)) {
            table.mark(place, RowTable.AGAIN);
        }
    }

    /**
     * Reads a query to its end.
     *
     * @throws ModelException when the rows are not good, or too many left
     */
    RunCounts compare(ModelQuery query, ModelColumns columns) throws IOException, SQLException {
        RowReader reader = new RowReader(query, columns);
        KeyTroubles troubles = new KeyTroubles(columns.keyLabel());
        while (reader.next()) {
            if (query.read() % LOOK_EVERY == 0) {
                stopping.check();
            }
            String key = reader.key();
            if (key == null || key.isEmpty()) {
                troubles.missing();
            } else if (key.length() > KeyTroubles.MOST_CHARACTERS) {
                troubles.tooLong(key);
            } else {
                row(reader, key, troubles);
            }
        }
        stopping.check();
        troubles.check();
        if (sync.mode().compares() && met < sent) {
            gone();
        }
        table.clear();
        return new RunCounts(query.read(), added, changed, removed, again, left);
    }

    private void row(RowReader reader, String key, KeyTroubles troubles) throws IOException {
        int place = table.place(Snapshot.bytes(key));
        if (table.has(place, RowTable.SEEN)) {
            troubles.repeated(key);
            return;
        }
        table.mark(place, RowTable.SEEN);
        boolean known = table.has(place, RowTable.SENT);
        met += known ? 1 : 0;
        if (reader.length() > MOST_BYTES) {
            tooLarge(key, reader.length());
            return;
        }
        if (!sync.mode().compares()) {
            added++;
            add(RowEntry.What.ADDED, false, key, 0, reader);
            return;
        }
        long hash = RowTable.hash(reader.array(), reader.length());
        boolean refused = table.has(place, RowTable.REFUSED);
        if (!known) {
            added++;
            add(RowEntry.What.ADDED, refused, key, hash, reader);
        } else if (hash != table.hashAt(place) && (sync.mode().versions() || refused)) {
            changed++;
            add(RowEntry.What.CHANGED, refused, key, hash, reader);
        } else if (table.has(place, RowTable.AGAIN)) {
            again++;
            add(RowEntry.What.AGAIN, true, key, hash, reader);
        }
    }

    private void add(RowEntry.What what, boolean refused, String key, long hash, RowReader reader)
            throws IOException {
        spool.add(what, refused, key, hash, reader.array(), reader.length());
    }

    private void tooLarge(String key, int bytes) {
        left++;
        if (left <= 5) {
            LOG.warn(
                    "{}: the row {} has {} bytes and is left out; write a query whose rows stay"
                            + " below {}",
                    sync.name(),
                    key,
                    SqlTrouble.number(bytes),
                    SqlTrouble.number(MOST_BYTES));
        }
    }

    /** Rows of the snapshot that the query did not give. */
    private void gone() throws SQLException {
        long gone = sent - met;
        boolean mirror = sync.mode() == SyncMode.MIRROR;
        if (mirror && sent >= FEW_ROWS && gone * 100 > sent * sync.mostRemoved()) {
            throw new ModelException(
                    SqlTrouble.number(gone)
                            + " of "
                            + SqlTrouble.number(sent)
                            + " rows left the query, which is more than the "
                            + sync.mostRemoved()
                            + "% of mostRemoved; nothing was sent. If that is right, set mostRemoved"
                            + " to 100% for one run");
        }
        removed = mirror ? gone : 0;
        snapshot.each((key, hash) -> gone(key, mirror));
    }

    private void gone(String key, boolean mirror) {
        int place = table.place(Snapshot.bytes(key));
        if (!table.has(place, RowTable.SEEN)) {
            try {
                spool.add(
                        mirror ? RowEntry.What.REMOVED : RowEntry.What.LEFT,
                        table.has(place, RowTable.REFUSED),
                        key,
                        0,
                        new byte[0],
                        0);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
