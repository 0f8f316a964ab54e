package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Outcome;
import java.util.Map;

/**
 * What a sink's parameters add to the events of its mapping: which event it is, and whether it may
 * start journeys. What the mapping says itself stands.
 */
final class EventForm {

    private final String written;
    private final String journey;
    private final EventCheck check;

    /**
     * @param settings the parameters of the sink
     */
    EventForm(Map<String, String> settings, EventCheck check) {
        this.written = settings.getOrDefault("event", "").strip();
        this.journey = settings.getOrDefault("triggerJourney", "").strip();
        this.check = check;
    }

    /**
     * Adds what is missing.
     *
     * @return the outcome of an event that cannot go on; null when it can
     */
    Outcome complete(ObjectNode payload) {
        Outcome outcome = written.isEmpty() ? null : name(payload);
        JsonNode extra = payload.path("extra");
        if (!journey.isEmpty()
                && !extra.has("trigger_journey")
                && (extra.isObject() || extra.isMissingNode())) {
            payload.withObjectProperty("extra")
                    .put("trigger_journey", Boolean.parseBoolean(journey));
        }
        return outcome;
    }

    private Outcome name(ObjectNode payload) {
        String ec;
        String ea;
        int slash = written.indexOf('/');
        if (slash >= 0) {
            ec = written.substring(0, slash);
            ea = written.substring(slash + 1);
        } else {
            CdpEvent event = check.named(written);
            if (event == null) {
                return unresolved(payload);
            }
            ec = event.ec();
            ea = event.ea();
        }
        return fill(payload, "ec", ec) && fill(payload, "ea", ea)
                ? null
                : Outcome.refused(
                        "OTHER_EVENT",
                        "the mapping makes another event than "
                                + written
                                + ", which the sink's parameter event names");
    }

    private static boolean fill(ObjectNode payload, String field, String value) {
        if (CdpAttribute.isEmpty(payload.path(field))) {
            payload.put(field, value);
        }
        return payload.path(field).asText().equals(value);
    }

    /** Only the CDP knows category and action of a tracking name; the mapping may, too. */
    private Outcome unresolved(ObjectNode payload) {
        if (check.isKnown()) {
            return Outcome.refused(
                    "UNKNOWN_EVENT_NAME", "the event source has no event " + written);
        }
        return payload.path("ec").isTextual() && payload.path("ea").isTextual()
                ? null
                : Outcome.failed(
                        "NO_DEFINITION",
                        "which category and action "
                                + written
                                + " has, only the CDP can say, and it did not answer; or write"
                                + " event: category/action");
    }
}
