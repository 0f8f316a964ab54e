package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.schema.RecordSchema;
import io.tiktokroutes.schema.RecordSchemas;
import java.time.Instant;
import java.util.Optional;

/**
 * What an event must keep before it is sent, because TikTok would refuse the whole batch for it or,
 * worse, take it and never match it.
 *
 * <p>What holds for every event stands in the schemas {@code tiktok-event} and {@code
 * tiktok-crm-event}; here is what depends on the sink's parameters.
 */
final class EventRules {

    private final RecordSchema schema;
    private final boolean pageRequired;

    /**
     * @param source web, offline or crm; the stages of a CRM have names of its owner's
     * @param pageRequired whether an event must name the page it happened on
     */
    EventRules(RecordSchemas schemas, String source, boolean pageRequired) {
        this.schema = schemas.named(source.equals("crm") ? "tiktok-crm-event" : "tiktok-event");
        this.pageRequired = pageRequired;
    }

    /**
     * Fills what every event needs and a mapping may leave out.
     *
     * @param key becomes the event id, so that a repeat after an unclear answer is recognised
     * @param receivedAt becomes the event's time, as TikTok itself would do
     */
    static ObjectNode completed(ObjectNode event, String key, Instant receivedAt) {
        // an empty id would be none to TikTok: a repeat would be counted twice
        JsonNode id = event.path("event_id");
        boolean hasId = id.isValueNode() && !id.isNull() && !id.asText().isBlank();
        boolean hasTime = event.hasNonNull("event_time");
        if (hasId && hasTime) {
            return event;
        }
        ObjectNode completed = event.deepCopy();
        if (!hasId) {
            completed.put("event_id", key);
        }
        if (!hasTime) {
            completed.put("event_time", receivedAt.getEpochSecond());
        }
        return completed;
    }

    /** The reason to refuse the event, or empty when it may be sent. */
    Optional<Outcome> check(JsonNode event) {
        Optional<Outcome> refusal =
                schema.check(event).map(v -> Outcome.refused(v.reason(), v.message()));
        if (refusal.isPresent()) {
            return refusal;
        }
        // 1772444467.0 is a whole number to JSON Schema, and none to TikTok
        if (!event.path("event_time").isIntegralNumber()) {
            return refuse("BAD_TIMESTAMP", "event_time must have no decimal point");
        }
        if (pageRequired && !event.has("page")) {
            return refuse("MISSING_URL", "a web event must name its page; page.url is missing");
        }
        return Optional.empty();
    }

    private static Optional<Outcome> refuse(String reason, String detail) {
        return Optional.of(Outcome.refused(reason, detail));
    }
}
