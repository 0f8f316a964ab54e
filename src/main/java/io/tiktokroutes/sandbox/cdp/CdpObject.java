package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The schema of a business object: id and name, which are always required, and its attributes.
 *
 * @param attributes by code, in the order they are shown
 */
record CdpObject(String code, Map<String, CdpAttribute> attributes) {

    CdpObject {
        Map<String, CdpAttribute> all = new LinkedHashMap<>(CdpAttribute.of("id:s! name:s!p"));
        all.putAll(attributes);
        attributes = Collections.unmodifiableMap(all);
    }

    /** The same with more attributes, or others in the place of those with the same code. */
    CdpObject with(Map<String, CdpAttribute> more) {
        Map<String, CdpAttribute> all = new LinkedHashMap<>(attributes);
        all.putAll(more);
        return new CdpObject(code, all);
    }

    JsonNode toJson() {
        return CdpAttribute.toJson(attributes.values());
    }

    /** How an event names the id of this object, when not {@code id}: customer_id of customers. */
    String idInDims() {
        return code.replaceFirst("s$", "") + "_id";
    }
}
