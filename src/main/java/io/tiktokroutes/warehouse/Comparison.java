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
        table = new RowTable(snapshot.roughCount());
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
     * Compares rows to the last.
     *
     * @param columns of the query
     * @throws ModelException when the rows are not good, or too many left
     */
    RunCounts compare(ReadAhead ahead, ModelColumns columns)
            throws IOException, SQLException, InterruptedException {
        KeyTroubles troubles = new KeyTroubles(columns.keyLabel());
        long rows = 0;
        for (ReadAhead.Block block = ahead.next(); block != null; block = ahead.next()) {
            stopping.check();
            for (int i = 0; i < block.rows(); i++) {
                if (block.hasKey(i)) {
                    row(block, i, troubles);
                } else if (block.longKey(i) == null) {
                    troubles.missing();
                } else {
                    troubles.tooLong(block.longKey(i));
                }
            }
            rows += block.rows();
        }
        stopping.check();
        troubles.check();
        if (sync.mode().compares() && met < sent) {
            gone();
        }
        table.clear();
        return new RunCounts(rows, added, changed, removed, again, left);
    }

    private void row(ReadAhead.Block block, int row, KeyTroubles troubles) throws IOException {
        int place = table.place(block.bytes(), block.keyOffset(row), block.keyLength(row));
        if (table.has(place, RowTable.SEEN)) {
            troubles.repeated(block.key(row));
            return;
        }
        table.mark(place, RowTable.SEEN);
        boolean known = table.has(place, RowTable.SENT);
        met += known ? 1 : 0;
        if (block.length(row) > MOST_BYTES) {
            tooLarge(block.key(row), block.length(row));
            return;
        }
        if (!sync.mode().compares()) {
            added++;
            add(RowEntry.What.ADDED, false, 0, block, row);
            return;
        }
        long hash = RowTable.hash(block.bytes(), block.offset(row), block.length(row));
        boolean refused = table.has(place, RowTable.REFUSED);
        if (!known) {
            added++;
            add(RowEntry.What.ADDED, refused, hash, block, row);
        } else if (hash != table.hashAt(place) && (sync.mode().versions() || refused)) {
            changed++;
            add(RowEntry.What.CHANGED, refused, hash, block, row);
        } else if (table.has(place, RowTable.AGAIN)) {
            again++;
            add(RowEntry.What.AGAIN, true, hash, block, row);
        }
    }

    private void add(RowEntry.What what, boolean refused, long hash, ReadAhead.Block block, int row)
            throws IOException {
        spool.add(
                what,
                refused,
                block.key(row),
                hash,
                block.bytes(),
                block.offset(row),
                block.length(row));
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
            spool.add(
                    mirror ? RowEntry.What.REMOVED : RowEntry.What.LEFT,
                    table.has(place, RowTable.REFUSED),
                    key,
                    0,
                    new byte[0],
                    0,
                    0);
        }
    }
}
