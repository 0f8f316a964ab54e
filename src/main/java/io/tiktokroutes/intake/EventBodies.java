package io.tiktokroutes.intake;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes a request body apart: one JSON object, an array of them, several one after the other
 * (NDJSON), or Commanders Act's {@code {"batch":[…]}}.
 */
final class EventBodies {

    /** What the payload column of the inbox holds on H2. */
    private static final int LONGEST = 1_000_000;

    private EventBodies() {}

    /**
     * @throws IntakeException 400 when the body is not JSON (naming line and column) or holds
     *     something else than objects, 413 when an event is too long; nothing is taken then
     */
    static List<PostedEvent> split(byte[] body) throws IntakeException {
        List<PostedEvent> events = new ArrayList<>();
        JsonRoots.parse(body, parser -> root(parser, body, events));
        if (events.isEmpty()) {
            throw new IntakeException(400, "the body is empty; post a JSON object or several");
        }
        checkLength(body, events.stream().map(PostedEvent::json).toList());
        return events;
    }

    private static void root(JsonParser parser, byte[] body, List<PostedEvent> events)
            throws IOException, IntakeException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            list(parser, body, events);
        } else if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw noObject(JsonRoots.value(parser), events.size());
        } else {
            object(parser, body, events);
        }
    }

    /** One event, or a batch: which of them is known when the object is at its end. */
    private static void object(JsonParser parser, byte[] body, List<PostedEvent> events)
            throws IOException, IntakeException {
        int start = place(parser.currentTokenLocation());
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        boolean batch = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean list = parser.nextToken() == JsonToken.START_ARRAY;
            if (list && name.equals("batch")) {
                list(parser, body, events);
                batch = true;
            } else {
                object.set(name, JsonRoots.value(parser));
            }
        }
        if (!batch) {
            events.add(new PostedEvent(object, body, start, place(parser.currentLocation())));
        }
    }

    private static void list(JsonParser parser, byte[] body, List<PostedEvent> events)
            throws IOException, IntakeException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = place(parser.currentTokenLocation());
            JsonNode element = JsonRoots.value(parser);
            if (!(element instanceof ObjectNode object)) {
                throw noObject(element, events.size());
            }
            events.add(new PostedEvent(object, body, start, place(parser.currentLocation())));
        }
    }

    /** -1 when the body is not UTF-8, so that the parser cannot tell where it stands. */
    private static int place(JsonLocation location) {
        return (int) location.getByteOffset();
    }

    /** Told to the caller here: the database would refuse the whole body, now and ever again. */
    static void checkLength(byte[] body, List<? extends JsonNode> events) throws IntakeException {
        if (body.length <= LONGEST) {
            return;
        }
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).toString().length() > LONGEST) {
                throw new IntakeException(
                        413,
                        "event %d is longer than %d characters; nothing was taken"
                                .formatted(i + 1, LONGEST));
            }
        }
    }

    private static IntakeException noObject(JsonNode element, int index) {
        String kind = element.getNodeType().name().toLowerCase(Locale.ROOT);
        return new IntakeException(
                400, "event " + (index + 1) + " is a " + kind + "; an event is a JSON object");
    }
}
