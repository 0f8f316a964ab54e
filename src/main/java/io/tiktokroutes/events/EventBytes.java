package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON of many events, one behind the other in one buffer, out of which requests are made. */
final class EventBytes {

    /** About what an event takes; the buffer grows where it is more. */
    private static final int USUAL = 700;

    private static final ObjectWriter JSON = new ObjectMapper().writer();

    /** Where an event stands; its first letter is a brace. */
    record Place(int from, int to) {

        int length() {
            return to - from;
        }
    }

    /** A stream whose bytes may be read where they are. */
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer(int size) {
            super(size);
        }

        void copy(Place place, int skip, byte[] to, int at) {
            System.arraycopy(buf, place.from() + skip, to, at, place.length() - skip);
        }
    }

    private final Buffer buffer;

    /**
     * @param events about how many
     */
    EventBytes(int events) {
        this.buffer = new Buffer(Math.max(1, events) * USUAL);
    }

    Place add(JsonNode event) {
        int from = buffer.size();
        try {
            JSON.writeValue(buffer, event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Place(from, buffer.size());
    }

    /**
     * The events with commas between.
     *
     * @param head before the first
     * @param opening in place of each event's brace
     * @param tail after the last
     */
    byte[] between(byte[] head, byte[] opening, List<Place> events, byte[] tail) {
        int length = head.length + tail.length + Math.max(0, events.size() - 1);
        for (Place event : events) {
            length += opening.length + event.length() - 1;
        }
        byte[] body = new byte[length];
        int at = put(head, body, 0);
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                body[at++] = ',';
            }
            at = put(opening, body, at);
            buffer.copy(events.get(i), 1, body, at);
            at += events.get(i).length() - 1;
        }
        put(tail, body, at);
        return body;
    }

    private static int put(byte[] from, byte[] to, int at) {
        System.arraycopy(from, 0, to, at, from.length);
        return at + from.length;
    }
}
