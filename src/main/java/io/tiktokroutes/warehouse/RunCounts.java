package io.tiktokroutes.warehouse;

/**
 * What a run found.
 *
 * @param rows of the query
 * @param added rows with new keys
 * @param changed rows that are to be sent because they changed
 * @param removed rows that left, where that matters
 * @param again refused rows that go again although they did not change
 * @param left out because they are too large
 */
record RunCounts(long rows, long added, long changed, long removed, long again, long left) {

    boolean isNothing() {
        return added + changed + removed + again == 0;
    }
}
