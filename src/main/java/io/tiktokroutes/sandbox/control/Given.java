package io.tiktokroutes.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON object of a control request, read strictly: a field nobody knows or a value of the wrong
 * kind is an IllegalArgumentException in one sentence.
 */
final class Given {

    private final String what;
    private final JsonNode body;

    private Given(String what, JsonNode body) {
        this.what = what;
        this.body = body;
    }

    /**
     * @param what how a sentence names it, such as "a token"
     * @param fields those it may have; an absent body has none of them
     */
    static Given of(Call call, String what, String... fields) {
        JsonNode body = call.jsonOrMissing();
        if (body.isMissingNode()) {
            return new Given(what, Json.object());
        }
        if (!body.isObject()) {
            throw new IllegalArgumentException(what + " is given as a JSON object");
        }
        Set<String> known = Set.of(fields);
        for (Map.Entry<String, JsonNode> one : body.properties()) {
            if (!known.contains(one.getKey())) {
                throw new IllegalArgumentException(
                        "%s has no field %s; it has %s"
                                .formatted(what, one.getKey(), List.of(fields)));
            }
        }
        return new Given(what, body);
    }

    boolean has(String field) {
        return body.hasNonNull(field);
    }

    JsonNode node(String field) {
        return body.path(field);
    }

    String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    String text(String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new IllegalArgumentException(what + " needs " + field + ", a text");
        }
        return value.textValue();
    }

    boolean flag(String field, boolean otherwise) {
        JsonNode value = body.path(field);
        if (has(field) && !value.isBoolean()) {
            throw new IllegalArgumentException(field + " is true or false, not " + value);
        }
        return value.asBoolean(otherwise);
    }

    /** A list of texts; the other one when there is none. */
    List<String> texts(String field, List<String> otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : body.get(field)) {
            texts.add(one.isTextual() ? one.textValue() : null);
        }
        if (!body.get(field).isArray() || texts.contains(null)) {
            throw new IllegalArgumentException(field + " is a list of texts");
        }
        return texts;
    }
}
