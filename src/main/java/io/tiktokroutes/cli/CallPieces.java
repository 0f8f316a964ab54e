package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.calls.CallLog;
import java.util.List;
import java.util.Map;

/** The list of a request in which each record has its own piece, such as the events of a batch. */
final class CallPieces {

    private final JsonNode request;
    private final List<String> keys;
    private final String field;

    private CallPieces(JsonNode request, List<String> keys, String field) {
        this.request = request;
        this.keys = keys;
        this.field = field;
    }

    /**
     * @param request missing when it is not kept
     * @param keys whose pieces they are, in their order; empty when nobody knows
     */
    static CallPieces of(JsonNode request, List<String> keys) {
        String field = "";
        int longest = 0;
        for (Map.Entry<String, JsonNode> each : request.properties()) {
            JsonNode list = each.getValue();
            // lists of names and ids are settings of the request
            boolean records = list.isArray() && list.path(0).isContainerNode();
            if (records && list.size() > longest) {
                field = each.getKey();
                longest = list.size();
            }
        }
        return new CallPieces(request, keys, field);
    }

    /** The request with the first pieces only; a text tells how many there are besides. */
    JsonNode first(int count) {
        if (field.isEmpty() || request.get(field).size() <= count) {
            return request;
        }
        ObjectNode shorter = request.deepCopy();
        ArrayNode list = (ArrayNode) shorter.get(field);
        int more = list.size() - count;
        while (list.size() > count) {
            list.remove(list.size() - 1);
        }
        list.add("… and " + more + " more: --detail shows all, --key that of a record");
        return shorter;
    }

    /** The request with the pieces of one record only, when it is known which these are. */
    JsonNode of(String key) {
        if (field.isEmpty() || keys.isEmpty()) {
            return request;
        }
        JsonNode all = request.get(field);
        ObjectNode own = request.deepCopy();
        ArrayNode list = own.putArray(field);
        for (int i = 0; i < keys.size(); i++) {
            if (CallLog.isOf(keys.get(i), key)) {
                list.add(i < all.size() ? all.get(i) : null);
            }
        }
        return own;
    }
}
