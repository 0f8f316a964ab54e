package io.tiktokroutes.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.record.Record;
import java.util.List;

/**
 * Watches what the records of one request come to when what they share is written into each: a
 * small body with a large head and many tiny events would fill the database otherwise.
 */
final class Unfolding {

    private static final long MOST = 64L * 1024 * 1024;

    private final byte[] body;
    private long bytes;

    Unfolding(byte[] body) {
        this.body = body;
    }

    /**
     * Counts before the records are made.
     *
     * @param shared what every record gets
     * @param records how many get it
     * @throws IntakeException 413 when it is too much
     */
    void add(JsonNode shared, int records) throws IntakeException {
        if (records < 2 || shared.isEmpty()) {
            return;
        }
        bytes += (long) JsonRoots.bytes(shared) * records;
        if (bytes > MOST) {
            throw new IntakeException(
                    413,
                    "holds events that come to more than %d MB when each has what they share;"
                                    .formatted(MOST / 1024 / 1024)
                            + " post fewer at once");
        }
    }

    /**
     * Checks each record that was made.
     *
     * @throws IntakeException 413 when the inbox cannot hold one
     */
    void check(List<Record> records) throws IntakeException {
        EventBodies.checkLength(body, records.stream().map(Record::payload).toList());
    }
}
