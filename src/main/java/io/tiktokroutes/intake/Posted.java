package io.tiktokroutes.intake;

import io.tiktokroutes.record.Record;
import java.util.List;

/**
 * What a body held.
 *
 * @param records its events, in order
 * @param problems what is wrong with the parts that were left out, one sentence each
 * @param key the key the caller wrote into the body; empty without one
 */
record Posted(List<Record> records, List<String> problems, String key) {

    Posted {
        records = List.copyOf(records);
        problems = List.copyOf(problems);
    }

    /** All that was in it are events. */
    static Posted of(List<Record> records) {
        return new Posted(records, List.of(), "");
    }
}
