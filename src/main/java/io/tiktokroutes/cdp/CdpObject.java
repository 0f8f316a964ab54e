package io.tiktokroutes.cdp;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A business object, as the CDP declares it.
 *
 * @param code such as lead
 * @param attributes by code, in the CDP's order; id and name among them
 */
public record CdpObject(String code, Map<String, CdpAttribute> attributes) {

    public CdpObject {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The attributes without which a record is rejected. */
    public Collection<CdpAttribute> required() {
        return attributes.values().stream().filter(CdpAttribute::required).toList();
    }

    /** How an event may name its id among the dims: customer_id of customers. */
    String otherId() {
        return code.replaceFirst("s$", "") + "_id";
    }
}
