package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One attribute of an object or event, as the CDP declares it.
 *
 * @param code its internal code, which mappings write
 * @param required a push without a value for it is rejected
 * @param personal personally identifiable: its values are in no log of ours
 */
public record CdpAttribute(String code, CdpType type, boolean required, boolean personal) {

    /** A list as the neutral contract has it: code, data_type, required, pii. */
    static Map<String, CdpAttribute> read(JsonNode list) {
        Map<String, CdpAttribute> attributes = new LinkedHashMap<>();
        for (JsonNode each : list) {
            String code = each.path("code").asText("");
            if (!code.isEmpty()) {
                attributes.put(
                        code,
                        new CdpAttribute(
                                code,
                                CdpType.of(each.path("data_type").asText("")),
                                each.path("required").asBoolean(false),
                                each.path("pii").asBoolean(false)));
            }
        }
        return attributes;
    }

    /** Nothing there, null, or a blank text. */
    static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isBlank());
    }
}
