package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who holds a form: an ad account, or the library of a Business Center it was transferred to. Calls
 * about the form name one or the other.
 *
 * @param isLibrary true for a library
 * @param id of the ad account or the library
 * @param advertiserId the ad account; of a library the one it belongs to, empty when TikTok does
 *     not say
 */
public record FormOwner(boolean isLibrary, String id, String advertiserId) {

    public static FormOwner advertiser(String id) {
        return new FormOwner(false, id, id);
    }

    public static FormOwner library(String id, String advertiserId) {
        return new FormOwner(true, id, advertiserId);
    }

    /** As people and logs call it. */
    public String words() {
        return (isLibrary ? "library " : "advertiser ") + id;
    }

    private String parameter() {
        return isLibrary ? "library_id" : "advertiser_id";
    }

    ObjectNode in(ObjectNode body) {
        return body.put(parameter(), id);
    }

    Map<String, Object> and(Map<String, Object> more) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put(parameter(), id);
        query.putAll(more);
        return query;
    }
}
