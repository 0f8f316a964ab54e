package io.tiktokroutes.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Record;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One batch of mParticle, or one Firehose message: events, and what they share.
 *
 * @param shared the fields of the batch without its events
 * @param events the events as they stand in it
 */
record MParticleBatch(ObjectNode shared, List<ObjectNode> events) {

    /** Where an event of a record carries an id: the sender's first, then mParticle's own. */
    static final String KEY_PATHS =
            "event.data.source_message_id,event.source_id,event.data.event_id,event.id";

    private static final String EVENTS = "events";
    private static final String FIREHOSE = "event_processing_request";

    /** The id of a request, which its sender keeps when it sends it again; Firehose's is id. */
    private static final RecordKeys REQUEST_ID = new RecordKeys("source_request_id,id");

    /**
     * @throws IntakeException 400 when it is no batch: which event, and what is wrong
     */
    static MParticleBatch of(JsonNode batch) throws IntakeException {
        if (!(batch instanceof ObjectNode object)) {
            throw malformed("is " + kind(batch) + "; a batch is a JSON object");
        }
        if (!object.has(EVENTS) && !object.has("environment")) {
            String type = object.path("type").asText();
            throw malformed(
                    type.isEmpty() || type.equals(FIREHOSE)
                            ? "has neither events nor environment; post mParticle's batches"
                            : "is a message of another type than " + FIREHOSE);
        }
        ObjectNode shared = JsonNodeFactory.instance.objectNode();
        shared.setAll(object);
        shared.remove(EVENTS);
        // Firehose sends the settings of the connection along, and with them its access token
        shared.remove("account");
        return new MParticleBatch(shared, events(object.path(EVENTS)));
    }

    private static List<ObjectNode> events(JsonNode list) throws IntakeException {
        if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
            throw malformed("has events that are " + kind(list) + "; they are a list");
        }
        List<ObjectNode> events = new ArrayList<>(list.size());
        for (JsonNode each : list) {
            String place = "event " + (events.size() + 1);
            if (!(each instanceof ObjectNode event)) {
                throw malformed(place + " is " + kind(each) + "; an event is a JSON object");
            }
            if (!event.path("event_type").isTextual() && !event.path("type").isTextual()) {
                throw malformed(place + " has no event_type");
            }
            events.add(event);
        }
        return events;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static IntakeException malformed(String words) {
        return new IntakeException(400, words);
    }

    /**
     * A record for each event, which has all the batch has and the event as {@code event}.
     *
     * <p>An event without an id of its own is known by the id of its request and its place in it,
     * so that a request which comes again brings nothing new.
     *
     * @param keys where an event carries its own id
     */
    List<Record> records(String source, RecordKeys keys) {
        List<Record> records = new ArrayList<>(events.size());
        String request = REQUEST_ID.id(shared);
        for (ObjectNode event : events) {
            ObjectNode payload = JsonNodeFactory.instance.objectNode();
            payload.setAll(shared);
            payload.set("event", event);
            boolean nameless = keys.id(payload).isEmpty() && !request.isEmpty();
            String key =
                    nameless
                            ? RecordKeys.fit(request + "/" + (records.size() + 1))
                            : keys.key(payload);
            records.add(Record.of(source, key, payload));
        }
        return records;
    }
}
