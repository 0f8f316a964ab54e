package io.tiktokroutes.sandbox.audiences;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a call, read strictly: a value of the wrong type is refused by its name. */
record Fields(JsonNode root) {

    /** Those in the JSON body. */
    static Fields ofBody(Call call) {
        if (!call.json().isObject()) {
            throw new Refusal(40002, "Invalid request body: not a valid JSON object.");
        }
        return new Fields(call.json());
    }

    /** Those in the query, where only a list is more than a text: JSON (reference, events 1.2). */
    static Fields ofQuery(Call call, String list) {
        var root = Json.object();
        root.put("advertiser_id", call.query("advertiser_id"));
        if (call.query(list) != null) {
            try {
                root.set(list, Json.read(call.query(list)));
            } catch (IOException e) {
                throw Refusal.invalid(list, "not a valid JSON list");
            }
        }
        return new Fields(root);
    }

    boolean has(String name) {
        return root.hasNonNull(name);
    }

    /** A text, or null when it is not there. */
    String text(String name) {
        if (!has(name)) {
            return null;
        }
        if (!root.get(name).isTextual()) {
            throw Refusal.invalid(name, "not a valid string");
        }
        return root.get(name).textValue();
    }

    /** A text that must be there. */
    String required(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw Refusal.missing(name);
        }
        return text;
    }

    /** One of some words; the first one when it is not there. */
    String word(String name, String... words) {
        String text = text(name);
        if (text != null && !List.of(words).contains(text)) {
            throw Refusal.invalid(name, "must be one of " + String.join(", ", words));
        }
        return text == null ? words[0] : text;
    }

    /** A whole number within bounds, or null when it is not there. */
    Integer number(String name, int least, int most) {
        if (!has(name)) {
            return null;
        }
        if (!root.get(name).isIntegralNumber()) {
            throw Refusal.invalid(name, "not a valid integer");
        }
        long value = root.get(name).longValue();
        if (!root.get(name).canConvertToInt() || value < least || value > most) {
            throw Refusal.invalid(name, "must be between " + least + " and " + most);
        }
        return (int) value;
    }

    /** A flag, which nothing is done with. */
    void flag(String name) {
        if (has(name) && !root.get(name).isBoolean()) {
            throw Refusal.invalid(name, "not a valid boolean");
        }
    }

    /** A list that must be there and hold something. */
    JsonNode list(String name) {
        if (!has(name)) {
            throw Refusal.missing(name);
        }
        JsonNode list = root.get(name);
        if (!list.isArray()) {
            throw Refusal.invalid(name, "not a valid list");
        }
        if (list.isEmpty()) {
            throw Refusal.invalid(name, "must not be empty");
        }
        return list;
    }

    /** A list of so many texts at most that must be there and hold something. */
    List<String> texts(String name, int most) {
        JsonNode list = list(name);
        if (list.size() > most) {
            throw new Refusal(40011, "Too many values in " + name + ": at most " + most + ".");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isTextual() || list.get(i).textValue().isBlank()) {
                throw Refusal.invalid(name + "." + i, "not a valid string");
            }
            texts.add(list.get(i).textValue());
        }
        return texts;
    }
}
