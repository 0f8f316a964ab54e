package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Translates one event between the form of Events API 2.0, in which mappings write, and that of
 * Events API 1.0, which the guides of the hosted connectors speak.
 *
 * <p>Whoever reads one form in the other's words loses nothing but what 1.0 has no place for: of
 * several values of a web user only the first goes, a search text is always {@code query}, and an
 * offline event has no page, click or browser.
 */
final class LegacyForm {

    /** Where 1.0 has what 2.0 keeps in {@code user}; offline events have none of it. */
    private static final List<Name> WEB_USER =
            List.of(
                    new Name("external_id", "external_id"),
                    new Name("email", "email"),
                    new Name("phone", "phone_number"));

    private static final List<Name> OFFLINE_USER =
            List.of(new Name("email", "emails"), new Name("phone", "phone_numbers"));

    private record Name(String current, String legacy) {}

    private LegacyForm() {}

    /** A 2.0 event as an item of {@code /pixel/batch/}, but for its type. */
    static ObjectNode web(ObjectNode event) {
        ObjectNode legacy = common(event);
        JsonNode user = event.path("user");
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        if (user.has("ttclid")) {
            context.putObject("ad").set("callback", user.get("ttclid"));
        }
        copy(event, "page", context, "page");
        for (Name name : WEB_USER) {
            set(known, name.legacy(), first(user.path(name.current())));
        }
        copy(user, "ttp", known, "ttp");
        set(context, "user", known);
        copy(user, "ip", context, "ip");
        copy(user, "user_agent", context, "user_agent");
        set(legacy, "context", context);
        properties(event, legacy);
        copy(event, "limited_data_use", legacy, "limited_data_use");
        return legacy;
    }

    /** A 2.0 event as an item of {@code /offline/batch/}. */
    static ObjectNode offline(ObjectNode event) {
        ObjectNode legacy = common(event);
        ObjectNode known = legacy.putObject("context").putObject("user");
        for (Name name : OFFLINE_USER) {
            set(known, name.legacy(), list(event.path("user").path(name.current())));
        }
        properties(event, legacy);
        return legacy;
    }

    /** An event of one of the two 1.0 forms as an event of 2.0. */
    static ObjectNode current(ObjectNode legacy) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        JsonNode context = legacy.path("context");
        JsonNode known = context.path("user");
        copy(legacy, "event", event, "event");
        if (legacy.has("timestamp")) {
            OffsetDateTime time = OffsetDateTime.parse(legacy.get("timestamp").textValue());
            event.put("event_time", time.toEpochSecond());
        }
        copy(legacy, "event_id", event, "event_id");
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        for (Name name : WEB_USER) {
            copy(known, name.legacy(), user, name.current());
        }
        for (Name name : OFFLINE_USER) {
            copy(known, name.legacy(), user, name.current());
        }
        copy(context.path("ad"), "callback", user, "ttclid");
        copy(known, "ttp", user, "ttp");
        copy(context, "ip", user, "ip");
        copy(context, "user_agent", user, "user_agent");
        set(event, "user", user);
        copy(context, "page", event, "page");
        copy(legacy, "properties", event, "properties");
        copy(legacy, "limited_data_use", event, "limited_data_use");
        return event;
    }

    private static ObjectNode common(ObjectNode event) {
        ObjectNode legacy = JsonNodeFactory.instance.objectNode();
        copy(event, "event", legacy, "event");
        copy(event, "event_id", legacy, "event_id");
        if (event.has("event_time")) {
            Instant time = Instant.ofEpochSecond(event.get("event_time").longValue());
            legacy.put("timestamp", time.toString());
        }
        return legacy;
    }

    /** The two forms differ in the name of the search text only. */
    private static void properties(ObjectNode event, ObjectNode legacy) {
        JsonNode properties = event.path("properties");
        if (properties.has("search_string")) {
            ObjectNode renamed = JsonNodeFactory.instance.objectNode();
            renamed.setAll((ObjectNode) properties);
            JsonNode text = renamed.remove("search_string");
            if (!renamed.has("query")) {
                renamed.set("query", text);
            }
            properties = renamed;
        }
        if (properties.isObject()) {
            legacy.set("properties", properties);
        }
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String newName) {
        JsonNode value = from.get(name);
        if (value != null) {
            to.set(newName, value);
        }
    }

    private static void set(ObjectNode to, String name, JsonNode value) {
        if (!value.isMissingNode() && !(value.isObject() && value.isEmpty())) {
            to.set(name, value);
        }
    }

    private static JsonNode first(JsonNode value) {
        return value.isArray() ? value.path(0) : value;
    }

    private static JsonNode list(JsonNode value) {
        if (value.isMissingNode() || value.isArray()) {
            return value;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode(1);
        return list.add(value);
    }
}
