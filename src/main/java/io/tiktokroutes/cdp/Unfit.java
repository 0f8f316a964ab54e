package io.tiktokroutes.cdp;

import io.tiktokroutes.record.Outcome;

/**
 * Why the CDP would not take a record.
 *
 * @param reason as in the ledger
 * @param detail names the attribute and never repeats a value
 */
record Unfit(String reason, String detail) {

    Outcome outcome() {
        return Outcome.refused(reason, detail);
    }
}
