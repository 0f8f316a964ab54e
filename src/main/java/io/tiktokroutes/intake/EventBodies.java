package io.tiktokroutes.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    static List<ObjectNode> split(byte[] body) throws IntakeException {
        List<ObjectNode> events = new ArrayList<>();
        JsonRoots.read(body, root -> add(root, events));
        if (events.isEmpty()) {
            throw new IntakeException(400, "the body is empty; post a JSON object or several");
        }
        checkLength(body, events);
        return events;
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

    private static void add(JsonNode root, List<ObjectNode> events) throws IntakeException {
        if (root.isArray()) {
            addAll(root, events);
        } else if (root.path("batch").isArray()) {
            addAll(root.get("batch"), events);
        } else {
            events.add(object(root, events.size()));
        }
    }

    private static void addAll(JsonNode array, List<ObjectNode> events) throws IntakeException {
        for (JsonNode element : array) {
            events.add(object(element, events.size()));
        }
    }

    private static ObjectNode object(JsonNode element, int index) throws IntakeException {
        if (element instanceof ObjectNode object) {
            return object;
        }
        String kind = element.getNodeType().name().toLowerCase(Locale.ROOT);
        throw new IntakeException(
                400, "event " + (index + 1) + " is a " + kind + "; an event is a JSON object");
    }
}
