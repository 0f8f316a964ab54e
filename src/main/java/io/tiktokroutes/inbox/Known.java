package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Outcome;

/**
 * What the ledger knows of a record at a destination.
 *
 * @param outcome the latest one
 * @param attempts how often the destination was tried
 * @param again true when the record was put back to work since, so that the outcome does not count
 */
record Known(Outcome outcome, int attempts, boolean again) {

    /** True when the destination is done with the record. */
    boolean settles() {
        return outcome.last() && !again;
    }
}
