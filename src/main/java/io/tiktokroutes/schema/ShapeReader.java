package io.tiktokroutes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.spelling.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles a schema. A keyword that it does not know is a mistake: what is not compiled would not
 * be checked.
 */
final class ShapeReader {

    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** They are for people, editors and our own catalogue. */
    static final Set<String> NOTES =
            Set.of(
                    "$schema",
                    "$id",
                    "$comment",
                    "$defs",
                    "title",
                    "description",
                    "examples",
                    "default",
                    "deprecated",
                    "x-reason",
                    "x-reason-missing",
                    "x-must",
                    "x-personal",
                    "x-sent");

    private static final Set<String> CHECKED =
            Set.of(
                    "type",
                    "enum",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "minimum",
                    "maximum",
                    "items",
                    "minItems",
                    "maxItems",
                    "properties",
                    "required",
                    "additionalProperties",
                    "anyOf",
                    "$ref");

    private static final Set<String> KNOWN = new LinkedHashSet<>(CHECKED);

    static {
        KNOWN.addAll(NOTES);
    }

    private static final int DEEPEST = 40;

    private final SchemaFiles files;
    private int depth;

    ShapeReader(SchemaFiles files) {
        this.files = files;
    }

    /**
     * @throws SchemaException for what cannot be compiled
     */
    Shape read(SchemaFiles.Text text) {
        return shape(new SchemaPart(text, "", text.root()), "", Notes.NONE);
    }

    /**
     * @param path the place it is about
     * @param outer whose reason codes hold unless the schema has its own
     */
    private Shape shape(SchemaPart written, String path, Notes outer) {
        if (++depth > DEEPEST) {
            throw written.mistake("a schema that holds itself cannot be compiled", "");
        }
        SchemaPart part = files.resolved(written);
        for (String key : part.keys()) {
            if (!KNOWN.contains(key)) {
                throw part.mistake(
                        "the keyword '" + key + "' is not among those that are checked here",
                        Spelling.hintOrAll(key, CHECKED.stream().sorted().toList()));
            }
        }
        Notes notes = notes(part, outer);
        int types = types(part);
        List<Shape> anyOf = new ArrayList<>();
        for (SchemaPart each : part.list("anyOf")) {
            anyOf.add(shape(each, path, notes));
        }
        Shape shape =
                new Shape(
                        path,
                        types,
                        text(part, types),
                        NumberRule.of(bound(part, "minimum"), bound(part, "maximum")),
                        list(part, path, notes),
                        object(part, path),
                        anyOf.toArray(Shape[]::new),
                        notes);
        depth--;
        return shape;
    }

    private static Notes notes(SchemaPart part, Notes outer) {
        String reason = part.text("x-reason", outer.reason());
        String missing = part.has("x-reason") ? reason : outer.missing();
        List<String> examples = new ArrayList<>();
        part.get("examples").forEach(example -> examples.add(example.asText()));
        String sent = part.text("x-sent", "");
        if (!Set.of("", "hashed").contains(sent)) {
            throw part.mistake("x-sent is '" + sent + "'", "; write hashed, or leave it out");
        }
        return new Notes(
                part.text("description", outer.description()),
                reason,
                part.text("x-reason-missing", missing),
                part.text("x-must", outer.must()),
                part.get("x-personal").asBoolean(outer.personal()),
                sent.equals("hashed") || outer.hashed(),
                examples);
    }

    private static int types(SchemaPart part) {
        JsonNode written = part.get("type");
        if (written.isMissingNode()) {
            return Type.ALL;
        }
        int types = 0;
        for (JsonNode each : written.isArray() ? written : List.of(written)) {
            int before = types;
            for (Type type : Type.values()) {
                types |= type.word().equals(each.asText()) ? type.bit : 0;
            }
            if (types == before) {
                throw part.mistake(
                        "there is no type '" + each.asText() + "'",
                        Spelling.hintOrAll(each.asText(), Type.words(Type.ALL)));
            }
        }
        return types;
    }

    private static TextRule text(SchemaPart part, int types) {
        List<String> words = part.has("enum") ? words(part, types) : null;
        TextPattern pattern = null;
        if (part.has("pattern")) {
            try {
                pattern = TextPattern.of(part.text("pattern", ""));
            } catch (IllegalArgumentException e) {
                throw part.mistake("the pattern cannot be compiled", "; " + e.getMessage());
            }
        }
        int least = part.number("minLength", 0);
        int most = part.number("maxLength", Integer.MAX_VALUE);
        boolean any = words == null && pattern == null && least == 0 && most == Integer.MAX_VALUE;
        return any ? null : TextRule.of(words, least, most, pattern);
    }

    private static List<String> words(SchemaPart part, int types) {
        boolean none = false;
        List<String> words = new ArrayList<>();
        for (JsonNode each : part.get("enum")) {
            none |= each.isNull();
            if (each.isTextual()) {
                words.add(each.textValue());
            } else if (!each.isNull()) {
                throw part.mistake("enum holds something else than texts", "; use type instead");
            }
        }
        if (types != (Type.STRING.bit | (none ? Type.NULL.bit : 0))) {
            throw part.mistake(
                    "enum needs the type of its words beside it",
                    "; write \"type\": " + (none ? "[\"string\", \"null\"]" : "\"string\""));
        }
        return words;
    }

    private static BigDecimal bound(SchemaPart part, String key) {
        if (part.has(key) && !part.get(key).isNumber()) {
            throw part.mistake(key + " must be a number", "");
        }
        return part.has(key) ? part.get(key).decimalValue() : null;
    }

    private Shape.ListRule list(SchemaPart part, String path, Notes notes) {
        int least = part.number("minItems", 0);
        int most = part.number("maxItems", Integer.MAX_VALUE);
        // what is said of the list is said of its items, except what it must be as a whole
        Notes of =
                new Notes(
                        "",
                        notes.reason(),
                        notes.missing(),
                        "",
                        notes.personal(),
                        notes.hashed(),
                        List.of());
        Shape items = part.has("items") ? shape(part.child("items"), path + "[]", of) : null;
        boolean any = items == null && least == 0 && most == Integer.MAX_VALUE;
        return any ? null : new Shape.ListRule(items, least, most);
    }

    private Shape.ObjectRule object(SchemaPart part, String path) {
        if (!part.has("properties") && !part.has("required") && !part.has("additionalProperties")) {
            return null;
        }
        Map<String, Shape> fields = new LinkedHashMap<>();
        part.get("properties")
                .fieldNames()
                .forEachRemaining(
                        name ->
                                fields.put(
                                        name,
                                        shape(
                                                part.child("properties").child(name),
                                                Words.join(path, name),
                                                Notes.NONE)));
        List<String> required = new ArrayList<>();
        List<Violation> missing = new ArrayList<>();
        for (JsonNode each : part.get("required")) {
            String name = each.asText();
            Shape shape = fields.get(name);
            String at = Words.join(path, name);
            required.add(name);
            missing.add(
                    shape == null
                            ? new Violation(Notes.USUAL, at, Words.missing(at))
                            : new Violation(shape.notes().missing(), at, Words.missing(shape)));
        }
        return new Shape.ObjectRule(
                fields,
                required.toArray(String[]::new),
                missing.toArray(Violation[]::new),
                extra(part, path));
    }

    /** Fields that the schema does not name. */
    private Shape extra(SchemaPart part, String path) {
        JsonNode written = part.get("additionalProperties");
        if (written.isBoolean() && !written.booleanValue()) {
            return null;
        }
        SchemaPart said =
                written instanceof ObjectNode
                        ? part.child("additionalProperties")
                        : part.anything();
        return shape(said, path.isEmpty() ? "*" : path + ".*", Notes.NONE);
    }
}
