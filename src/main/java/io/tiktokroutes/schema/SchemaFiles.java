package io.tiktokroutes.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The schema files: those of a folder, and behind them those that come with the program. A file of
 * the folder takes the place of ours of the same name, also where another schema points to it.
 */
final class SchemaFiles {

    static final String SUFFIX = ".schema.json";

    private static final int DEEPEST = 20;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** A file as it was read; {@code shown} is what a person would call it. */
    record Text(String name, String shown, ObjectNode root) {}

    private final Path folder;
    private final Map<String, Text> read = new HashMap<>();

    /**
     * @param folder of own schemas; may be null, or missing
     */
    SchemaFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** The file of that name, or null when there is none. */
    Text find(String name) {
        Text known = read.get(name);
        if (known == null) {
            known = own(name);
            known = known == null ? shipped(name) : known;
            read.put(name, known);
        }
        return known;
    }

    private Text own(String name) {
        Path file = folder == null ? null : folder.resolve(name + SUFFIX);
        if (file == null || !Files.isRegularFile(file)) {
            return null;
        }
        String shown = file.toString().replace('\\', '/');
        try {
            return text(name, shown, Files.readString(file));
        } catch (IOException e) {
            throw new SchemaException(shown + ": can not be read; it must be UTF-8 text");
        }
    }

    private static Text shipped(String name) {
        String path = "/schemas/" + name + SUFFIX;
        try (InputStream in = SchemaFiles.class.getResourceAsStream(path)) {
            return in == null
                    ? null
                    : text(
                            name,
                            name + SUFFIX,
                            new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SchemaException(name + SUFFIX + ": can not be read: " + e.getMessage());
        }
    }

    private static Text text(String name, String shown, String json) {
        try {
            if (!(JSON.readTree(json) instanceof ObjectNode root)) {
                throw new SchemaException(shown + ": a schema is a JSON object");
            }
            if (!root.path("$schema").asText().equals(ShapeReader.DIALECT)) {
                throw new SchemaException(
                        shown + ": write \"$schema\": \"" + ShapeReader.DIALECT + "\" at its top");
            }
            return new Text(name, shown, root);
        } catch (JsonProcessingException e) {
            String at =
                    e.getLocation() == null
                            ? ""
                            : ":"
                                    + e.getLocation().getLineNr()
                                    + ":"
                                    + e.getLocation().getColumnNr();
            throw new SchemaException(shown + at + ": this is no JSON: " + e.getOriginalMessage());
        }
    }

    /** The schema that a {@code $ref} points to, with what is written beside it added. */
    SchemaPart resolved(SchemaPart written) {
        SchemaPart part = written;
        for (int depth = 0; part.has("$ref"); depth++) {
            if (depth > DEEPEST) {
                throw written.mistake("$ref goes round in a circle", "");
            }
            part = pointedTo(part);
        }
        return part;
    }

    private SchemaPart pointedTo(SchemaPart from) {
        String ref = from.text("$ref", "");
        int hash = ref.indexOf('#');
        String file = hash < 0 ? ref : ref.substring(0, hash);
        String pointer = hash < 0 ? "" : ref.substring(hash + 1);
        Text text = from.text();
        if (!file.isEmpty()) {
            text = file.endsWith(SUFFIX) ? find(file.replace(SUFFIX, "")) : null;
        }
        JsonNode found = text == null ? null : text.root().at(pointer);
        if (!(found instanceof ObjectNode schema)) {
            throw from.mistake(
                    "there is nothing at " + ref, "; write #/$defs/NAME or NAME" + SUFFIX);
        }
        ObjectNode both = schema.deepCopy();
        for (Map.Entry<String, JsonNode> beside : from.json().properties()) {
            if (beside.getKey().equals("$ref")) {
                continue;
            }
            if (!ShapeReader.NOTES.contains(beside.getKey())) {
                throw from.mistake(
                        "beside $ref there is '" + beside.getKey() + "'",
                        "; only descriptions and x- keywords may be there");
            }
            both.set(beside.getKey(), beside.getValue());
        }
        return new SchemaPart(text, pointer, both);
    }
}
