package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tiktokroutes.sandbox.http.Json;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One attribute of an object or event (reference, formats 1.1).
 *
 * @param personal holds personal data
 */
record CdpAttribute(String code, Type type, boolean required, boolean personal) {

    private static final int MOST_STRING = 255;
    private static final int MOST_TEXT = 30_000;
    private static final int MOST = 200;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                    .withResolverStyle(ResolverStyle.STRICT);

    /** The kinds of values (reference, formats 1.1). */
    enum Type {
        NUMBER,
        STRING,
        TEXT,
        DATETIME,
        BOOLEAN,
        ARRAY,
        OBJECT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a value does not fit, or null. */
    String reason(JsonNode value) {
        boolean fits =
                switch (type) {
                    case NUMBER ->
                            value.isNumber()
                                    || (value.isTextual()
                                            && value.textValue().matches("-?[0-9]+([.][0-9]+)?"));
                    case BOOLEAN -> value.isBoolean();
                    case ARRAY -> value.isArray();
                    case OBJECT -> value.isObject();
                    case DATETIME -> isTime(value.asText());
                    case STRING, TEXT -> value.isTextual();
                };
        if (!fits) {
            return "WRONG_TYPE";
        }
        int most = type == Type.STRING ? MOST_STRING : MOST_TEXT;
        return value.isTextual() && value.textValue().length() > most ? "TOO_LONG" : null;
    }

    /** Nothing there, null, or an empty text. */
    static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.asText("x").isEmpty();
    }

    static ArrayNode toJson(Collection<CdpAttribute> attributes) {
        ArrayNode list = Json.array();
        for (CdpAttribute each : attributes) {
            list.addObject()
                    .put("code", each.code())
                    .put("data_type", each.type().word())
                    .put("required", each.required())
                    .put("pii", each.personal());
        }
        return list;
    }

    /**
     * What a control endpoint was given; only the code is needed.
     *
     * @throws IllegalArgumentException in the user's words
     */
    static Map<String, CdpAttribute> read(JsonNode list) {
        if (!list.isArray() || list.size() > MOST) {
            throw new IllegalArgumentException(
                    "attributes is a list of at most " + MOST + " objects with a code");
        }
        Map<String, CdpAttribute> attributes = new LinkedHashMap<>();
        for (JsonNode each : list) {
            String code = each.path("code").asText();
            if (!code.matches("[a-z][a-z0-9_]{0,63}")) {
                throw new IllegalArgumentException(
                        "a code has small letters, digits and underscores");
            }
            if (code.matches("(number|sgmt|aud)_.*")) {
                throw new IllegalArgumentException(
                        "a code must not begin with number_, sgmt_ or aud_");
            }
            attributes.put(
                    code,
                    new CdpAttribute(
                            code,
                            type(each.path("data_type").asText("string")),
                            each.path("required").asBoolean(false),
                            each.path("pii").asBoolean(false)));
        }
        return attributes;
    }

    private static Type type(String word) {
        return Arrays.stream(Type.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "data_type is one of "
                                                + Arrays.stream(Type.values())
                                                        .map(Type::word)
                                                        .toList()
                                                + ", not "
                                                + word));
    }

    private static boolean isTime(String text) {
        try {
            return LocalDateTime.parse(text, TIME).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Words such as {@code id:s!}: code, letter of the type, then ! required and p personal. */
    static Map<String, CdpAttribute> of(String words) {
        Map<String, CdpAttribute> attributes = new LinkedHashMap<>();
        for (String word : words.strip().split("\\s+")) {
            String code = word.replaceFirst(":.*", "");
            String kind = word.substring(code.length());
            Type type =
                    switch (kind.isEmpty() ? 's' : kind.charAt(1)) {
                        case 'n' -> Type.NUMBER;
                        case 't' -> Type.TEXT;
                        case 'd' -> Type.DATETIME;
                        case 'b' -> Type.BOOLEAN;
                        default -> Type.STRING;
                    };
            attributes.put(
                    code, new CdpAttribute(code, type, kind.contains("!"), kind.contains("p")));
        }
        return attributes;
    }
}
