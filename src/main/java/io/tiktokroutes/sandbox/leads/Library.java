package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;

/**
 * A form library of the Business Center, which took over the forms of one ad account (reference,
 * leads 3.9).
 *
 * @param created UTC, as the API writes times
 * @param updated when forms last came into it
 */
record Library(String id, String name, String advertiserId, String created, String updated) {

    ObjectNode toJson() {
        return Json.object()
                .put("library_id", id)
                .put("library_name", name)
                .put("advertiser_id", advertiserId)
                .put("create_time", created)
                .put("update_time", updated);
    }
}
