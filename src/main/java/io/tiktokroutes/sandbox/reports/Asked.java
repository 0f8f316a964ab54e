package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report is asked for with: a query string, where each list is JSON in a text, or a JSON
 * body, where a list is a list (reference, leads 1.1 and 4.7).
 *
 * @param inBody whether the parameters stand in the body
 */
record Asked(Call call, boolean inBody) {

    Token token() {
        return call.token();
    }

    boolean has(String name) {
        return inBody ? call.json().hasNonNull(name) : call.query(name) != null;
    }

    String text(String name, String otherwise) {
        if (!inBody) {
            return call.query(name, otherwise);
        }
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = call.json().get(name);
        if (!value.isTextual()) {
            throw Refusal.invalid(name, "not a valid string");
        }
        return value.textValue();
    }

    String required(String name) {
        String text = text(name, "");
        if (text.isEmpty()) {
            throw Refusal.missing(name);
        }
        return text;
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (inBody) {
            JsonNode value = call.json().get(name);
            if (!value.isBoolean()) {
                throw Refusal.invalid(name, "not a valid boolean");
            }
            return value.booleanValue();
        }
        String text = call.query(name);
        if (!text.equals("true") && !text.equals("false")) {
            throw Refusal.invalid(name, "not a valid boolean");
        }
        return text.equals("true");
    }

    int number(String name, int otherwise) {
        return call.queryInt(name, otherwise);
    }

    /** A list or an object; missing when it is not there, null when it is malformed. */
    JsonNode json(String name) {
        if (inBody) {
            return call.json().path(name);
        }
        String text = call.query(name);
        if (text == null || text.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return Json.read(text);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * A list of strings; null when it is malformed, which is complained about later.
     *
     * @param otherwise what stands in for a list that is not there
     */
    List<String> list(String name, List<String> otherwise) {
        JsonNode array = json(name);
        if (array == null) {
            return null;
        }
        if (array.isMissingNode() || array.isNull()) {
            return otherwise;
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value : array) {
            values.add(value.asText());
        }
        return array.isArray() && !values.isEmpty() ? List.copyOf(values) : null;
    }
}
