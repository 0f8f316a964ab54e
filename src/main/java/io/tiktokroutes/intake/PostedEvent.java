package io.tiktokroutes.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Record;
import java.nio.charset.StandardCharsets;

/**
 * One event of a body, and where it stands there, so that it can be kept without being written
 * again.
 *
 * @param body shared by all events of a request
 * @param start its first byte; -1 when that is not known
 * @param end the byte behind its last one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PostedEvent(ObjectNode json, byte[] body, int start, int end) {

    /** How long it is, in bytes of UTF-8. */
    int bytes() {
        return isPlaced() ? end - start : JsonRoots.bytes(json);
    }

    /** False also for a body in which something unusual, such as a byte order mark, moved it. */
    private boolean isPlaced() {
        return start >= 0 && end <= body.length && body[start] == '{' && body[end - 1] == '}';
    }

    /** It as a record of that source. */
    Record record(String source, String key) {
        Record record = Record.of(source, key, json);
        return isPlaced()
                ? record.withText(new String(body, start, end - start, StandardCharsets.UTF_8))
                : record;
    }
}
