package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Checks records of an object against what the CDP declares. */
final class ObjectCheck {

    private final AttributeCheck check;
    private final String writeMode;

    /**
     * @param object as the CDP declares it
     */
    ObjectCheck(CdpObject object, String writeMode) {
        this.check =
                new AttributeCheck(
                        "the object " + object.code(), "", object.attributes(), Set.of());
        this.writeMode = writeMode;
    }

    /** What is wrong with a record; null when nothing is. */
    Unfit unfit(JsonNode payload) {
        if (CdpAttribute.isEmpty(payload.path("id"))) {
            return new Unfit(
                    "REQUIRED_ATTRIBUTE_MISSING", "id is missing; every record has one of its own");
        }
        if (writeMode.equals("remove")) {
            return null;
        }
        ObjectNode flat = JsonNodeFactory.instance.objectNode();
        flat.set("id", payload.path("id"));
        if (payload.has("name")) {
            flat.set("name", payload.path("name"));
        }
        if (payload.path("attributes") instanceof ObjectNode attributes) {
            flat.setAll(attributes);
        }
        Unfit missing = writeMode.startsWith("insert") ? check.missing(flat, "") : null;
        return missing == null ? check.wrong(flat) : missing;
    }
}
