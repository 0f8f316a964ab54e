package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks the events of one delivery against what the CDP declares. What it does not declare, or
 * cannot be asked, is let through.
 */
final class EventCheck {

    private final CdpDefinitions definitions;
    private final Asked<List<CdpEvent>> events;
    private final Map<String, Asked<CdpObject>> objects = new HashMap<>();

    EventCheck(CdpDefinitions definitions, String source) {
        this.definitions = definitions;
        this.events = definitions.events(source);
    }

    /** The event of that tracking name, or of that category and action; null when not known. */
    CdpEvent named(String written) {
        return events.isFound()
                ? events.value().stream().filter(e -> e.isCalled(written)).findFirst().orElse(null)
                : null;
    }

    /** True when the CDP has said which events there are. */
    boolean isKnown() {
        return events.isFound();
    }

    /**
     * What is wrong with an event; null when nothing is. Objects among its dims that lack something
     * are taken out of it, since the event itself is complete without them.
     *
     * @param leftOut where to tell what was taken out, and why
     */
    Unfit unfit(ObjectNode payload, List<String> leftOut) {
        String ec = payload.path("ec").asText();
        String ea = payload.path("ea").asText();
        if (!events.isFound() || ec.isEmpty() || ea.isEmpty()) {
            return null;
        }
        CdpEvent event = named(ec + "/" + ea);
        if (event == null) {
            return new Unfit(
                    "UNKNOWN_EVENT_NAME",
                    "the event source has no event of this category (ec) and action (ea)");
        }
        AttributeCheck extra =
                new AttributeCheck(
                        "the event " + event.trackingName(),
                        "extra.",
                        event.attributes(),
                        CdpEvent.OWN);
        Unfit unfit = extra.missing(payload.path("extra"), "");
        unfit = unfit == null ? extra.wrong(payload.path("extra")) : unfit;
        for (int i = 0; unfit == null && i < payload.path("items").size(); i++) {
            unfit = item(event, "items[" + i + "].", payload.path("items").path(i));
        }
        return unfit == null ? dims(event, payload, leftOut) : unfit;
    }

    private Unfit item(CdpEvent event, String place, JsonNode item) {
        if (!event.mainObject().equals(item.path("type").asText())) {
            return new Unfit(
                    "UNKNOWN_OBJECT",
                    place
                            + "type must be the main object of "
                            + event.trackingName()
                            + (event.mainObject().isEmpty()
                                    ? ", which has none"
                                    : ", " + event.mainObject()));
        }
        Asked<CdpObject> object = object(event.mainObject());
        if (!object.isFound()) {
            return null;
        }
        AttributeCheck check = check(object.value(), place, Set.of("type"));
        Unfit missing = check.missing(item, "");
        return missing == null ? check.wrong(item) : missing;
    }

    private Unfit dims(CdpEvent event, ObjectNode payload, List<String> leftOut) {
        List<String> incomplete = new ArrayList<>();
        for (Map.Entry<String, JsonNode> dim : payload.path("dims").properties()) {
            String place = "dims." + dim.getKey() + ".";
            if (!event.foreignObjects().contains(dim.getKey())) {
                return new Unfit(
                        "UNKNOWN_OBJECT",
                        "dims." + dim.getKey() + " is no object of " + event.trackingName());
            }
            Asked<CdpObject> object = object(dim.getKey());
            if (object.isFound()) {
                String otherId = object.value().otherId();
                AttributeCheck check = check(object.value(), place, Set.of(otherId));
                Unfit wrong = check.wrong(dim.getValue());
                if (wrong != null) {
                    return wrong;
                }
                Unfit missing = check.missing(dim.getValue(), otherId);
                if (missing != null) {
                    incomplete.add(dim.getKey());
                    leftOut.add(missing.detail());
                }
            }
        }
        if (!incomplete.isEmpty()) {
            ((ObjectNode) payload.path("dims")).remove(incomplete);
        }
        return null;
    }

    private static AttributeCheck check(CdpObject object, String place, Set<String> own) {
        return new AttributeCheck("the object " + object.code(), place, object.attributes(), own);
    }

    private Asked<CdpObject> object(String code) {
        return objects.computeIfAbsent(code, definitions::object);
    }
}
