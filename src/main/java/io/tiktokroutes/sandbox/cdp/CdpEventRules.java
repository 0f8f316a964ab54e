package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.World;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Why the CDP's log would show an event among the rejected ones (reference, formats 1.1, 1.2). */
final class CdpEventRules {

    private static final Set<String> FIELDS =
            Set.of(
                    "uid", "aid", "sid", "ec", "ea", "et", "items", "dims", "extra", "context",
                    "log_id");

    /** They are the tracker's own, and no attributes of the event. */
    private static final Set<String> OWN =
            Set.of("trigger_journey", "customer_id", "identify_event", "identify_time");

    private static final CdpAttribute TIME =
            new CdpAttribute("et", CdpAttribute.Type.DATETIME, false, false);

    private final CdpSchemas schemas;
    private final Settings settings;

    CdpEventRules(CdpSchemas schemas, Settings settings) {
        this.schemas = schemas;
        this.settings = settings;
    }

    /** Null when the event is accepted. */
    String reject(String portal, String source, JsonNode body) {
        if (!portal.equals(World.CDP_PORTAL_ID)) {
            return "unknown portal " + portal;
        }
        if (!source.equals(World.CDP_SOURCE_ID)) {
            return "unknown event source " + source;
        }
        if (!body.isObject()) {
            return "the body is no object";
        }
        if (!body.path("ec").isTextual() || !body.path("ea").isTextual()) {
            return "ec and ea are required";
        }
        CdpEvent event = schemas.event(body.path("ec").asText(), body.path("ea").asText());
        if (event == null) {
            return "unknown event " + body.path("ec").asText() + "/" + body.path("ea").asText();
        }
        return reject(event, body);
    }

    private String reject(CdpEvent event, JsonNode body) {
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                return "unknown field " + field.getKey();
            }
        }
        JsonNode time = body.path("et");
        if (!CdpAttribute.isEmpty(time) && TIME.reason(time) != null) {
            return "et is no time such as 2026-03-14 09:26:53";
        }
        String wrong =
                attributes("extra.", event.attributes().values(), body.path("extra"), OWN, "");
        for (int i = 0; wrong == null && i < body.path("items").size(); i++) {
            wrong = item(event, "items[" + i + "].", body.path("items").path(i));
        }
        for (Map.Entry<String, JsonNode> dim : body.path("dims").properties()) {
            wrong = wrong == null ? dim(event, dim.getKey(), dim.getValue()) : wrong;
        }
        return wrong;
    }

    private String item(CdpEvent event, String place, JsonNode item) {
        String type = item.path("type").asText();
        CdpObject object = schemas.object(type);
        if (object == null || !type.equals(event.mainObject())) {
            return place + "type is no object of " + event.trackingName();
        }
        return attributes(place, object.attributes().values(), item, Set.of("type"), "");
    }

    private String dim(CdpEvent event, String code, JsonNode dim) {
        CdpObject object = schemas.object(code);
        if (object == null || !event.foreignObjects().contains(code)) {
            return "dims." + code + " is no object of " + event.trackingName();
        }
        String id = object.idInDims();
        return attributes("dims." + code + ".", object.attributes().values(), dim, Set.of(id), id);
    }

    /**
     * @param own fields that are no attributes
     * @param id what may stand for the id; empty when nothing may
     */
    private String attributes(
            String place,
            Collection<CdpAttribute> attributes,
            JsonNode values,
            Set<String> own,
            String id) {
        for (CdpAttribute attribute : attributes) {
            JsonNode value = values.path(attribute.code());
            boolean empty = CdpAttribute.isEmpty(value);
            boolean named =
                    attribute.code().equals("id")
                            && !id.isEmpty()
                            && !CdpAttribute.isEmpty(values.path(id));
            if (empty && attribute.required() && !named) {
                return place + attribute.code() + " REQUIRED_ATTRIBUTE_MISSING";
            }
            String wrong = empty ? null : attribute.reason(value);
            if (wrong != null) {
                return place + attribute.code() + " " + wrong;
            }
        }
        if (settings.is(Switch.CDP_UNKNOWN_ATTRIBUTES, "refuse")) {
            for (Map.Entry<String, JsonNode> value : values.properties()) {
                String code = value.getKey();
                if (!own.contains(code)
                        && attributes.stream().noneMatch(each -> each.code().equals(code))) {
                    return place + code + " UNKNOWN_ATTRIBUTE";
                }
            }
        }
        return null;
    }
}
