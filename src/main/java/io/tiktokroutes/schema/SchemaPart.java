package io.tiktokroutes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema inside of a schema file, with its place for messages.
 *
 * @param text the file
 * @param pointer where in the file, such as {@code /properties/user}
 * @param json the schema
 */
record SchemaPart(SchemaFiles.Text text, String pointer, ObjectNode json) {

    boolean has(String key) {
        return json.has(key);
    }

    JsonNode get(String key) {
        return json.path(key);
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    String text(String key, String otherwise) {
        JsonNode value = json.path(key);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw mistake(key + " must be a text", "");
        }
        return value.isMissingNode() ? otherwise : value.textValue();
    }

    int number(String key, int otherwise) {
        JsonNode value = json.path(key);
        if (!value.isMissingNode() && !(value.isInt() && value.intValue() >= 0)) {
            throw mistake(key + " must be a whole number", "");
        }
        return value.isMissingNode() ? otherwise : value.intValue();
    }

    SchemaPart child(String key) {
        JsonNode child = json.path(key);
        if (!(child instanceof ObjectNode object)) {
            throw mistake("'" + key + "' must hold an object", "");
        }
        return new SchemaPart(text, pointer + "/" + key, object);
    }

    List<SchemaPart> list(String key) {
        List<SchemaPart> list = new ArrayList<>();
        for (JsonNode each : json.path(key)) {
            if (!(each instanceof ObjectNode object)) {
                throw mistake("'" + key + "' must be a list of objects", "");
            }
            list.add(new SchemaPart(text, pointer + "/" + key, object));
        }
        return list;
    }

    /** A schema that says nothing. */
    SchemaPart anything() {
        return new SchemaPart(text, pointer, JsonNodeFactory.instance.objectNode());
    }

    SchemaException mistake(String what, String remedy) {
        String at = pointer.isEmpty() ? "" : " at " + pointer;
        return new SchemaException(text.shown() + at + ": " + what + remedy);
    }
}
