package io.tiktokroutes.intake;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

    /** Decimals and 19-digit ids stay exact. */
    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    // or 100.00 would become 1E+2
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build()
                    .readerFor(JsonNode.class);

    /** What the payload column of the inbox holds on H2. */
    private static final int LONGEST = 1_000_000;

    private EventBodies() {}

    /**
     * @throws IntakeException 400 when the body is not JSON (naming line and column) or holds
     *     something else than objects, 413 when an event is too long; nothing is taken then
     */
    static List<ObjectNode> split(byte[] body) throws IntakeException {
        List<ObjectNode> events = new ArrayList<>();
        // root by root: Jackson's own iterator would end in silence behind the first array
        try (JsonParser roots = JSON.createParser(body)) {
            while (roots.nextToken() != null) {
                add(JSON.readTree(roots), events);
            }
        } catch (JsonProcessingException e) {
            throw new IntakeException(400, position(e) + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IntakeException(400, "the body could not be read");
        }
        if (events.isEmpty()) {
            throw new IntakeException(400, "the body is empty; post a JSON object or several");
        }
        if (body.length > LONGEST) {
            checkLength(events);
        }
        return events;
    }

    /** Told to the caller here: the database would refuse the whole body, now and ever again. */
    private static void checkLength(List<ObjectNode> events) throws IntakeException {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).toString().length() > LONGEST) {
                throw new IntakeException(
                        413,
                        "event %d is longer than %d characters; nothing was taken"
                                .formatted(i + 1, LONGEST));
            }
        }
    }

    private static String position(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null
                ? "malformed JSON: "
                : "malformed JSON at line "
                        + at.getLineNr()
                        + ", column "
                        + at.getColumnNr()
                        + ": ";
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
