package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The definition of an event: which attributes it has, and which objects it writes.
 *
 * @param id the number the event log shows
 * @param trackingName its internal name, such as submit_lead_form
 * @param ec the event category
 * @param ea the event action
 * @param attributes by code, in the order they are shown
 * @param mainObject what its items are; empty when it has none
 * @param foreignObjects what may stand in its dims
 */
record CdpEvent(
        long id,
        String trackingName,
        String name,
        String ec,
        String ea,
        Map<String, CdpAttribute> attributes,
        String mainObject,
        List<String> foreignObjects) {

    CdpEvent {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        foreignObjects = List.copyOf(foreignObjects);
    }

    ObjectNode toJson() {
        ObjectNode one = Json.object().put("event_id", id);
        one.put("tracking_name", trackingName).put("name", name).put("ec", ec).put("ea", ea);
        one.put("main_object", mainObject.isEmpty() ? null : mainObject);
        foreignObjects.forEach(one.putArray("foreign_objects")::add);
        one.set("attributes", CdpAttribute.toJson(attributes.values()));
        return one;
    }
}
