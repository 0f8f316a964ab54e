package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.http.Json;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The schema of a business object: id and name, which are always required, and its attributes.
 *
 * @param attributes by code, in the order they are shown
 */
record CdpObject(String code, Map<String, Attribute> attributes) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** The kinds of values (reference, formats 1.1). */
    enum Type {
        NUMBER,
        STRING,
        TEXT,
        DATETIME,
        BOOLEAN,
        ARRAY,
        OBJECT
    }

    /**
     * @param personal holds personal data
     */
    record Attribute(String code, Type type, boolean required, boolean personal) {}

    static CdpObject customers() {
        return of(
                "customers",
                "id",
                "s!",
                "name",
                "s!p",
                "customer_id",
                "s",
                "email",
                "sp",
                "phone",
                "sp",
                "gender",
                "s",
                "sex_gender",
                "s",
                "birthday",
                "s",
                "address",
                "tp",
                "city",
                "s",
                "district",
                "s",
                "ward",
                "s",
                "country",
                "s",
                "company",
                "s",
                "is_tiktok",
                "n",
                "lead_source",
                "s",
                "source",
                "s",
                "registered_at",
                "d",
                "lead_time",
                "d",
                "note",
                "t");
    }

    static CdpObject leads() {
        return of(
                "lead",
                "id",
                "s!",
                "name",
                "s!p",
                "email",
                "sp",
                "phone",
                "sp",
                "city",
                "s",
                "district",
                "s",
                "ward",
                "s",
                "country",
                "s",
                "address",
                "tp",
                "gender",
                "s",
                "company",
                "s",
                "lead_time",
                "d",
                "lead_locate",
                "t",
                "lead_event",
                "s",
                "lead_source",
                "s",
                "form_id",
                "s",
                "form_name",
                "s",
                "campaign_id",
                "s",
                "campaign_name",
                "s",
                "adgroup_id",
                "s",
                "adgroup_name",
                "s",
                "ad_id",
                "s",
                "ad_name",
                "s",
                "created_time",
                "d",
                "is_organic",
                "s",
                "is_tiktok",
                "n",
                "note",
                "t");
    }

    /** Why a value does not fit its attribute, or null. */
    static String reason(Attribute attribute, JsonNode value) {
        boolean fits =
                switch (attribute.type()) {
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
        int most = attribute.type() == Type.STRING ? 255 : 30_000;
        return value.isTextual() && value.textValue().length() > most ? "TOO_LONG" : null;
    }

    JsonNode toJson() {
        var list = Json.array();
        attributes
                .values()
                .forEach(
                        a ->
                                list.addObject()
                                        .put("code", a.code())
                                        .put("data_type", a.type().name().toLowerCase(Locale.ROOT))
                                        .put("required", a.required())
                                        .put("pii", a.personal()));
        return list;
    }

    private static boolean isTime(String text) {
        try {
            return LocalDateTime.parse(text, TIME).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Pairs of code and letters: the type's first, then ! for required and p for personal. */
    private static CdpObject of(String code, String... pairs) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            String kind = pairs[i + 1];
            Type type =
                    switch (kind.charAt(0)) {
                        case 'n' -> Type.NUMBER;
                        case 't' -> Type.TEXT;
                        case 'd' -> Type.DATETIME;
                        default -> Type.STRING;
                    };
            attributes.put(
                    pairs[i],
                    new Attribute(pairs[i], type, kind.contains("!"), kind.contains("p")));
        }
        return new CdpObject(code, Collections.unmodifiableMap(attributes));
    }
}
