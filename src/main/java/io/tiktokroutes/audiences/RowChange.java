package io.tiktokroutes.audiences;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.RowVersion;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What one record says about a row: the identifiers it is to have from now on, and which it had.
 */
final class RowChange {

    /** Stands for the version of a row that was never sent. */
    private static final long NEVER = Long.MIN_VALUE;

    /** Null when an earlier batch began it, whose record comes again. */
    private final Delivery.Item item;

    private final RowVersion row;
    private final Set<MemberId> next;
    private long stored = NEVER;
    private Set<MemberId> before = Set.of();
    private boolean settled;
    private boolean refused;

    /**
     * @param next none for a row that left, or whose person did not consent
     */
    RowChange(Delivery.Item item, Set<MemberId> next) {
        this.item = item;
        this.row = RowVersion.of(item.record().key());
        this.next = next;
    }

    /** What an earlier batch began and nobody saw the end of. */
    RowChange(String rowKey, Set<MemberId> next) {
        this.item = null;
        this.row = new RowVersion(rowKey, 0);
        this.next = next;
    }

    /** Empty for what an earlier batch began. */
    String recordKey() {
        return item == null ? "" : item.record().key();
    }

    String rowKey() {
        return row.rowKey();
    }

    long version() {
        return row.run();
    }

    /**
     * Tells what the tables say of the row.
     *
     * @param version as it is stored: below 0 where TikTok may not have what the table says
     */
    void found(long version, Set<MemberId> ids) {
        stored = version;
        before = ids;
    }

    /** The version as it was stored before; null when there was none. */
    Long stored() {
        return stored == NEVER ? null : stored;
    }

    /** True when a later version was there before. */
    boolean isLate() {
        return stored != NEVER && (stored < 0 ? -1 - stored : stored) > row.run();
    }

    /**
     * True when the audience was bound anew after the row was sent: TikTok may have lost what it
     * had then.
     */
    private boolean isUnsure() {
        return stored != NEVER && stored < 0;
    }

    boolean changesVersion() {
        return stored != row.run();
    }

    /** Identifiers that the row did not have before. */
    Set<MemberId> gained() {
        return without(next, before);
    }

    /** Identifiers that the row does not have any more. */
    Set<MemberId> lost() {
        return without(before, next);
    }

    Set<MemberId> before() {
        return before;
    }

    Set<MemberId> next() {
        return next;
    }

    /** Identifiers that TikTok must be told of. */
    Set<MemberId> toAdd() {
        return isUnsure() ? next : gained();
    }

    /** True when TikTok must be told of something. */
    boolean isForTikTok() {
        return !toAdd().isEmpty() || !lost().isEmpty();
    }

    private static Set<MemberId> without(Set<MemberId> some, Set<MemberId> others) {
        Set<MemberId> rest = new LinkedHashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    /** False while what came of it is not known, whatever outcome a mapping gave it before. */
    boolean isSettled() {
        return settled;
    }

    boolean isRefused() {
        return refused;
    }

    /** It is as it should be at TikTok; a record that a mapping skipped stays skipped. */
    void done(String requestId) {
        settled = true;
        if (item != null && item.isOpen()) {
            item.outcome(Outcome.delivered(requestId));
        }
    }

    void refuse(Outcome outcome) {
        settled = true;
        refused = true;
        if (item != null) {
            item.outcome(outcome);
        }
    }

    void supersede() {
        settled = true;
        if (item.isOpen()) {
            item.outcome(
                    Outcome.skipped("SUPERSEDED", "a later run has spoken of this row already"));
        }
    }

    /** It will be tried again, and with it what a mapping skipped: that is taken out then. */
    void fail(Outcome outcome) {
        settled = true;
        item.outcome(outcome);
    }
}
