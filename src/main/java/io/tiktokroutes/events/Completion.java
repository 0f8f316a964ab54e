package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Fills in what every event needs and a mapping may leave out; takes out what is no value. */
final class Completion {

    private final EventNames names;
    private int oddClickIds;

    Completion(EventNames names) {
        this.names = names;
    }

    /** How many events came with a click id that does not look like one. */
    int oddClickIds() {
        return oddClickIds;
    }

    /**
     * The event as it is to be sent; the one that was given stays as it was.
     *
     * @param key becomes the event id, so that a repeat after an unclear answer is recognised
     * @param receivedAt becomes the event's time, as TikTok itself would do
     */
    ObjectNode of(ObjectNode event, String key, Instant receivedAt) {
        ObjectNode completed = null;
        // an empty id would be none to TikTok: a repeat would be counted twice
        JsonNode id = event.path("event_id");
        if (!id.isValueNode() || id.isNull() || id.asText().isBlank()) {
            completed = own(completed, event).put("event_id", key);
        }
        if (!event.hasNonNull("event_time")) {
            completed = own(completed, event).put("event_time", receivedAt.getEpochSecond());
        }
        JsonNode name = event.path("event");
        String sent = name.isTextual() ? names.sent(name.textValue()) : null;
        if (sent != null && !sent.equals(name.textValue())) {
            completed = own(completed, event).put("event", sent);
        }
        JsonNode clickId = event.path("user").path("ttclid");
        if (clickId.isTextual()) {
            if (ClickIds.isPlaceholder(clickId.textValue())) {
                ObjectNode user = copy((ObjectNode) event.get("user"));
                user.remove("ttclid");
                completed = own(completed, event).set("user", user);
            } else if (ClickIds.isOdd(clickId.textValue())) {
                oddClickIds++;
            }
        }
        return completed == null ? event : completed;
    }

    /** Only the top level is copied: what is below does not change. */
    private static ObjectNode own(ObjectNode completed, ObjectNode event) {
        return completed == null ? copy(event) : completed;
    }

    private static ObjectNode copy(ObjectNode event) {
        return JsonNodeFactory.instance.objectNode().setAll(event);
    }
}
