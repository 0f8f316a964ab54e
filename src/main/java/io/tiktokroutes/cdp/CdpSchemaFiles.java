package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Writes what the CDP declares as schemas of records, so that lint and editors know the columns
 * without asking it.
 */
public final class CdpSchemaFiles {

    private static final String OURS = "cdp-event.schema.json#/";

    private CdpSchemaFiles() {}

    /** The schema of records of an object; its name is {@code cdp-object-CODE}. */
    public static ObjectNode ofObject(CdpObject object) {
        ObjectNode root =
                root(
                        "cdp-object-" + object.code(),
                        "CDP 365 object " + object.code(),
                        "One record of the business object " + object.code() + ".");
        ObjectNode properties = root.putObject("properties");
        for (String fixed : List.of("id", "name")) {
            properties.putObject(fixed).put("$ref", "cdp-object.schema.json#/properties/" + fixed);
        }
        List<CdpAttribute> others =
                object.attributes().values().stream()
                        .filter(each -> !List.of("id", "name").contains(each.code()))
                        .toList();
        boolean needed = others.stream().anyMatch(CdpAttribute::required);
        ArrayNode required = root.putArray("required").add("id").add("name");
        if (needed) {
            required.add("attributes");
        }
        fields(properties.putObject("attributes"), "Its other attributes by their codes.", others);
        return root;
    }

    /**
     * The schema of an event; its name is {@code cdp-event-TRACKING_NAME}.
     *
     * @param objects an object by its code; not found when it is not known
     */
    public static ObjectNode ofEvent(CdpEvent event, Function<String, Asked<CdpObject>> objects) {
        ObjectNode root =
                root(
                        "cdp-event-" + event.trackingName(),
                        "CDP 365 event " + event.title(),
                        "One event " + event.title() + " for CDP 365's tracker.");
        ObjectNode properties = root.putObject("properties");
        for (String field : List.of("uid", "aid", "sid", "ec", "ea", "et", "context", "log_id")) {
            properties.putObject(field).put("$ref", OURS + "properties/" + field);
        }
        if (!event.mainObject().isEmpty()) {
            ObjectNode items = properties.putObject("items").put("type", "array");
            items.put("description", "Records of the main object, " + event.mainObject() + ".");
            ObjectNode item = items.putObject("items");
            object(item, objects.apply(event.mainObject()), event.mainObject(), "");
            item.withObjectProperty("properties")
                    .putObject("type")
                    .put("$ref", OURS + "$defs/filled");
        }
        ObjectNode dims = properties.putObject("dims").put("type", "object");
        dims.put("description", "Other objects that the event refers to.");
        dims.put("additionalProperties", false);
        ObjectNode foreign = dims.putObject("properties");
        for (String code : event.foreignObjects()) {
            Asked<CdpObject> object = objects.apply(code);
            object(
                    foreign.putObject(code),
                    object,
                    code,
                    object.isFound() ? object.value().otherId() : "");
        }
        ObjectNode extra = properties.putObject("extra");
        fields(extra, "The attributes of the event.", event.attributes().values());
        CdpEvent.OWN.stream()
                .sorted()
                .filter(own -> !event.attributes().containsKey(own))
                .forEach(own -> extra.withObjectProperty("properties").putObject(own));
        if (!event.required().isEmpty()) {
            root.putArray("required").add("extra");
        }
        return root;
    }

    private static ObjectNode root(String name, String title, String description) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$id", name + ".schema.json").put("$comment", MARK);
        root.put("title", title).put("description", description).put("type", "object");
        return root.put("additionalProperties", false);
    }

    /** Stands in every file of this kind, which may be written anew. */
    public static final String MARK = "Written by the command cdp; it may write it anew.";

    /**
     * @param otherId what may stand for the id; empty when nothing may
     */
    private static void object(
            ObjectNode schema, Asked<CdpObject> object, String code, String otherId) {
        if (!object.isFound()) {
            schema.put("type", "object").put("description", "The object " + code + ".");
            return;
        }
        Collection<CdpAttribute> attributes = object.value().attributes().values();
        fields(schema, "The object " + code + ".", attributes);
        if (!otherId.isEmpty()) {
            if (!object.value().attributes().containsKey(otherId)) {
                schema.withObjectProperty("properties")
                        .putObject(otherId)
                        .put("$ref", OURS + "$defs/code");
            }
            // one of the two names of the id is enough
            ArrayNode required = schema.withArrayProperty("required");
            for (int i = required.size() - 1; i >= 0; i--) {
                if (required.get(i).asText().equals("id")) {
                    required.remove(i);
                }
            }
        }
    }

    private static void fields(
            ObjectNode schema, String description, Collection<CdpAttribute> attributes) {
        schema.put("type", "object").put("description", description);
        schema.put("additionalProperties", false);
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        for (CdpAttribute attribute : attributes) {
            if (attribute.required()) {
                required.add(attribute.code());
            }
            attribute(properties.putObject(attribute.code()), attribute);
        }
    }

    private static void attribute(ObjectNode schema, CdpAttribute attribute) {
        switch (attribute.type()) {
            case STRING -> types(schema, "string").put("maxLength", CdpType.MOST_STRING);
            case TEXT -> types(schema, "string").put("maxLength", CdpType.MOST_TEXT);
            case DATETIME -> schema.put("$ref", OURS + "$defs/time");
            case NUMBER -> types(schema, "number", "string");
            case BOOLEAN -> types(schema, "boolean");
            case ARRAY -> types(schema, "array");
            case OBJECT -> types(schema, "object");
            case OTHER -> schema.put("$ref", OURS + "$defs/attribute");
        }
        schema.put(
                "description",
                attribute.type().word()
                        + (attribute.required() ? ", required" : "")
                        + (attribute.personal() ? ", personal data" : ""));
        if (attribute.personal()) {
            schema.put("x-personal", true);
        }
    }

    /** A null clears an attribute where the sink allows it. */
    private static ObjectNode types(ObjectNode schema, String... types) {
        ArrayNode list = schema.putArray("type");
        for (String type : types) {
            list.add(type);
        }
        list.add("null");
        return schema;
    }
}
