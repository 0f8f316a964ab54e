package io.tiktokroutes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Invents payloads that fit a schema, by reading it afresh, and spoils them at any place. */
final class Payloads {

    static final Path SCHEMAS = Path.of("src/main/resources/schemas");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SHA256 =
            "dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679db";
    private static final String MD5 = "abf74282b43b6724869c06cefae956a9";
    private static final String[] TEXTS = {
        "",
        " ",
        "\t",
        "a",
        "product",
        "PRODUCT",
        "EUR",
        "eur",
        "EURO",
        "Purchase",
        "purchase",
        "http://",
        "https://x",
        "ftp://x",
        "xhttps://x",
        "http:/x",
        "2026-03-14 09:26:53",
        "2026-03-14 09:26:5",
        "2026-03-14 09:26:53\n",
        "é",
        "\ud83d\ude00",
        "null",
        "7",
        "\u0000",
        "dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679db",
        "DBF1912B4CAD4DF9823F627874244E64B50A6AC550B9CB33B17DF671A26679DB",
        "dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679d",
        "dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679db0",
        "dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679db\n",
        "abf74282b43b6724869c06cefae956a9",
        "gbf74282b43b6724869c06cefae956a9"
    };

    private final Random random;

    Payloads(Random random) {
        this.random = random;
    }

    static JsonNode schema(String name) throws IOException {
        return MAPPER.readTree(SCHEMAS.resolve(name + ".schema.json").toFile());
    }

    /** A payload that fits, or nearly so, for the schema of that name. */
    JsonNode fitting(String name) throws IOException {
        return value(schema(name), schema(name));
    }

    private JsonNode value(JsonNode written, JsonNode file) throws IOException {
        JsonNode schema = written;
        JsonNode home = file;
        while (schema.has("$ref")) {
            String[] ref = schema.path("$ref").asText().split("#", -1);
            home = ref[0].isEmpty() ? home : schema(ref[0].replace(".schema.json", ""));
            schema = home.at(ref.length > 1 ? ref[1] : "");
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        List<String> types = new ArrayList<>();
        if (schema.path("type").isArray()) {
            schema.path("type").forEach(type -> types.add(type.asText()));
        } else {
            types.add(schema.path("type").asText("string"));
        }
        return switch (types.get(random.nextInt(types.size()))) {
            case "object" -> object(schema, home);
            case "array" -> array(schema, home);
            case "integer" -> whole(schema);
            case "number" -> number();
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> text(schema);
        };
    }

    private JsonNode object(JsonNode schema, JsonNode home) throws IOException {
        ObjectNode object = JSON.objectNode();
        double share = random.nextDouble();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        JsonNode alternative = schema.path("anyOf").path(random.nextInt(6));
        alternative.path("required").forEach(name -> required.add(name.asText()));
        for (var field : schema.path("properties").properties()) {
            if (required.contains(field.getKey()) || random.nextDouble() < share) {
                object.set(field.getKey(), value(field.getValue(), home));
            }
        }
        JsonNode extra = schema.path("additionalProperties");
        if (!extra.isBoolean() && random.nextInt(4) == 0) {
            object.set("Which product?", extra.isObject() ? value(extra, home) : any());
        }
        return object;
    }

    private JsonNode array(JsonNode schema, JsonNode home) throws IOException {
        ArrayNode array = JSON.arrayNode();
        int size = schema.path("minItems").asInt() + random.nextInt(3);
        for (int i = 0; i < Math.min(size, schema.path("maxItems").asInt(9)); i++) {
            array.add(schema.has("items") ? value(schema.path("items"), home) : any());
        }
        return array;
    }

    private JsonNode whole(JsonNode schema) {
        long least = schema.path("minimum").asLong(-5);
        long most = schema.path("maximum").asLong(1000);
        long value = least + (long) (random.nextDouble() * (most - least));
        return switch (random.nextInt(6)) {
            case 0 -> JSON.numberNode(least);
            case 1 -> JSON.numberNode(most);
            case 2 -> JSON.numberNode((double) value);
            default -> value == (int) value ? JSON.numberNode((int) value) : JSON.numberNode(value);
        };
    }

    private JsonNode number() {
        return switch (random.nextInt(4)) {
            case 0 -> JSON.numberNode(random.nextInt(100));
            case 1 -> JSON.numberNode(new BigDecimal("41.250"));
            case 2 -> JSON.numberNode(new BigInteger("99999999999999999999"));
            default -> JSON.numberNode(random.nextDouble() * 100);
        };
    }

    private JsonNode text(JsonNode schema) {
        String pattern = schema.path("pattern").asText();
        if (pattern.contains("{64}")) {
            return JSON.textNode(SHA256);
        }
        if (pattern.contains("{32}")) {
            return JSON.textNode(MD5);
        }
        if (pattern.contains("http")) {
            return JSON.textNode(random.nextBoolean() ? "https://shop.example.com/a" : "http://x");
        }
        if (pattern.contains("{4}")) {
            return JSON.textNode("2026-03-14 09:26:53");
        }
        int most = schema.path("maxLength").asInt(20);
        String usual = "é".repeat(random.nextInt(10) == 0 ? most : 1 + random.nextInt(3));
        return JSON.textNode(random.nextInt(10) == 0 ? "\ud83d\ude00".repeat(most) : usual);
    }

    /** Anything JSON can hold. */
    JsonNode any() {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.objectNode();
            case 3 -> JSON.arrayNode();
            case 4 -> JSON.arrayNode().add(TEXTS[random.nextInt(TEXTS.length)]).add(7);
            case 5 -> number();
            case 6 -> JSON.numberNode(new BigDecimal("1772444467.0"));
            case 7 -> JSON.textNode("x".repeat(random.nextInt(2) == 0 ? 256 : 30_001));
            default -> JSON.textNode(TEXTS[random.nextInt(TEXTS.length)]);
        };
    }

    /** The payload with one place changed, taken out or added. */
    JsonNode spoiled(JsonNode payload) {
        JsonNode copy = payload.deepCopy();
        List<JsonNode> places = new ArrayList<>();
        collect(copy, places);
        if (places.isEmpty()) {
            return any();
        }
        JsonNode place = places.get(random.nextInt(places.size()));
        if (place instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            if (names.isEmpty() || random.nextInt(8) == 0) {
                object.set(random.nextBoolean() ? "emial" : "", any());
            } else {
                String name = names.get(random.nextInt(names.size()));
                if (random.nextInt(4) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, any());
                }
            }
        } else if (place instanceof ArrayNode array) {
            if (array.isEmpty() || random.nextBoolean()) {
                array.add(any());
            } else {
                array.set(random.nextInt(array.size()), any());
            }
        }
        return copy;
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }
}
