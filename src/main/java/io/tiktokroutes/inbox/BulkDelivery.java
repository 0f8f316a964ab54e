package io.tiktokroutes.inbox;

import java.util.Map;

/**
 * A delivery of rows that are written again and again, such as report rows: sending one twice is
 * meant, so the ledger is not asked before, and afterwards keeps only what was refused.
 */
final class BulkDelivery {

    private BulkDelivery() {}

    static boolean is(Map<String, String> settings) {
        return Boolean.parseBoolean(settings.get("bulk"));
    }
}
