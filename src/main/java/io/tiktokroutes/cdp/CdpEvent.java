package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An event of an event source, as the CDP declares it.
 *
 * @param trackingName its internal name, such as submit_lead_form
 * @param name for people
 * @param ec the event category, such as lead_form
 * @param ea the event action, such as submit
 * @param attributes by code, in the CDP's order
 * @param mainObject the object its items are records of; empty when it has none
 * @param foreignObjects the objects that may stand in its dims
 */
public record CdpEvent(
        String trackingName,
        String name,
        String ec,
        String ea,
        Map<String, CdpAttribute> attributes,
        String mainObject,
        List<String> foreignObjects) {

    /** What may stand in {@code extra} of any event and is no attribute of it. */
    public static final Set<String> OWN =
            Set.of("trigger_journey", "customer_id", "identify_event", "identify_time");

    public CdpEvent {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        foreignObjects = List.copyOf(foreignObjects);
    }

    static CdpEvent read(JsonNode entry) {
        List<String> foreign = new ArrayList<>();
        entry.path("foreign_objects").forEach(each -> foreign.add(each.asText()));
        return new CdpEvent(
                entry.path("tracking_name").asText(""),
                entry.path("name").asText(""),
                entry.path("ec").asText(""),
                entry.path("ea").asText(""),
                CdpAttribute.read(entry.path("attributes")),
                entry.path("main_object").isTextual() ? entry.path("main_object").asText() : "",
                foreign);
    }

    /** Category and action with a slash between, as a sink may name it. */
    public String pair() {
        return ec + "/" + ea;
    }

    /** Both names, for messages. */
    public String title() {
        return trackingName.isEmpty() ? pair() : trackingName + " (" + pair() + ")";
    }

    /** The attributes without which the event is rejected. */
    public Collection<CdpAttribute> required() {
        return attributes.values().stream().filter(CdpAttribute::required).toList();
    }

    /** True when the name of a sink's parameter means this event. */
    public boolean isCalled(String written) {
        return written.equals(trackingName) || written.equals(pair());
    }
}
