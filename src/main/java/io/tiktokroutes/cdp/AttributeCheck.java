package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * Checks values against the attributes that the CDP declares.
 *
 * @param owner for messages, such as {@code the object lead}
 * @param place what stands before each code, such as {@code items[0].}
 * @param own names that may stand there and are no attributes
 */
record AttributeCheck(
        String owner, String place, Map<String, CdpAttribute> attributes, Set<String> own) {

    /** The first value that does not fit or has no attribute; null when there is none. */
    Unfit wrong(JsonNode values) {
        for (Map.Entry<String, JsonNode> field : values.properties()) {
            CdpAttribute attribute = attributes.get(field.getKey());
            if (attribute == null) {
                if (own.contains(field.getKey())) {
                    continue;
                }
                return new Unfit(
                        "UNKNOWN_ATTRIBUTE",
                        place + field.getKey() + " is no attribute of " + owner);
            }
            Unfit unfit =
                    CdpAttribute.isEmpty(field.getValue())
                            ? null
                            : attribute.type().unfit(place + field.getKey(), field.getValue());
            if (unfit != null) {
                return unfit;
            }
        }
        return null;
    }

    /**
     * The first required attribute without a value; null when there is none.
     *
     * @param otherId what may stand for the id; empty when nothing may
     */
    Unfit missing(JsonNode values, String otherId) {
        for (CdpAttribute attribute : attributes.values()) {
            boolean named =
                    attribute.code().equals("id")
                            && !otherId.isEmpty()
                            && !CdpAttribute.isEmpty(values.path(otherId));
            if (attribute.required()
                    && !named
                    && CdpAttribute.isEmpty(values.path(attribute.code()))) {
                return new Unfit(
                        "REQUIRED_ATTRIBUTE_MISSING",
                        place + attribute.code() + " is missing; " + owner + " requires it");
            }
        }
        return null;
    }
}
