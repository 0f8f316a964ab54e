package io.tiktokroutes.warehouse;

import io.tiktokroutes.warehouse.Snapshot.Handed;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down that a chunk went through the route. */
final class ChunkWriter implements SyncRun.Writer {

    private final Claim claim;
    private final Snapshot snapshot;
    private final RefusedRows refused;
    private final long run;
    private final boolean kept;
    private String inbox;

    /**
     * @param kept whether rows are remembered
     */
    ChunkWriter(Claim claim, Snapshot snapshot, RefusedRows refused, long run, boolean kept) {
        this.claim = claim;
        this.snapshot = snapshot;
        this.refused = refused;
        this.run = run;
        this.kept = kept;
        this.inbox = claim.state().inbox();
    }

    /** Refusals first: what is done twice after a crash changes nothing the second time. */
    @Override
    public void write(
            List<Handed> rows, String to, Map<String, String> payloads, List<String> replaced)
            throws SQLException {
        if (!kept) {
            return;
        }
        // what a batch holds all the while stays as it was, and comes with the next run
        Set<String> held = payloads.isEmpty() ? Set.of() : refused.again(inbox, payloads);
        List<Handed> done =
                held.isEmpty()
                        ? rows
                        : rows.stream().filter(row -> !held.contains(row.recordKey())).toList();
        if (!replaced.isEmpty()) {
            refused.withdraw(inbox, replaced);
        }
        claim.transaction(
                connection -> {
                    snapshot.write(connection, run, done);
                    if (!to.isEmpty() && !to.equals(inbox)) {
                        SyncStore.inbox(connection, claim.state().id(), to);
                    }
                    return null;
                });
        inbox = to.isEmpty() ? inbox : to;
    }
}
