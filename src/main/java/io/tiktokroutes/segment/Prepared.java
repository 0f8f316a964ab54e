package io.tiktokroutes.segment;

import io.tiktokroutes.record.Delivery;
import java.util.List;

/**
 * A record that may be sent.
 *
 * @param calls its calls as they leave, in their order
 */
record Prepared(Delivery.Item item, List<byte[]> calls) {

    /** How much it adds to a request, commas included. */
    int bytes() {
        return calls.stream().mapToInt(call -> call.length + 1).sum();
    }
}
