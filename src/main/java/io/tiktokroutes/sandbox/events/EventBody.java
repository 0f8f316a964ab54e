package io.tiktokroutes.sandbox.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A request with events, parsed once: the fields of its root, and each event as JSON together with
 * the place where it stands in the bytes, so that it can be kept without being written again.
 *
 * @param root the fields besides the list
 * @param items the events, or null when the list is missing or no list
 */
record EventBody(ObjectNode root, List<Item> items) {

    /** One event and where it stands in the request. */
    @SuppressWarnings("ArrayRecordComponent") // shared by all events of a request on purpose
    record Item(JsonNode event, byte[] bytes, int start, int end) {}

    /** Reads a request whose events are in the list of this name. */
    static EventBody parse(byte[] bytes, String list) {
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed();
            }
            ObjectNode root = Json.object();
            List<Item> items = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(list) && value == JsonToken.START_ARRAY) {
                    items = items(parser, bytes);
                } else {
                    root.set(name, parser.readValueAsTree());
                }
            }
            if (parser.nextToken() != null) {
                throw malformed();
            }
            return new EventBody(root, items);
        } catch (IOException e) {
            throw malformed();
        }
    }

    /** A request that is itself one event. */
    static EventBody single(byte[] bytes) {
        try {
            JsonNode root = Json.read(bytes);
            if (root instanceof ObjectNode object) {
                return new EventBody(object, List.of(new Item(root, bytes, 0, bytes.length)));
            }
        } catch (IOException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static List<Item> items(JsonParser parser, byte[] bytes) throws IOException {
        List<Item> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            if (start < 0) {
                throw malformed(); // no UTF-8, so the parser cannot tell where an event stands
            }
            JsonNode event = parser.readValueAsTree();
            items.add(
                    new Item(event, bytes, start, (int) parser.currentLocation().getByteOffset()));
        }
        return items;
    }

    /** How TikTok words this is unknown (reference, events 7). */
    private static Refusal malformed() {
        return new Refusal(40002, "Invalid request body: not a valid JSON.");
    }
}
