package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One condition of {@code filtering} (reference, leads 4.4).
 *
 * @param field what is looked at
 * @param type how it is compared
 * @param values what it is compared with; several for IN and BETWEEN
 */
record Filter(String field, String type, List<String> values) {

    private static final Set<String> TYPES =
            Set.of(
                    "IN",
                    "MATCH",
                    "GREATER_EQUAL",
                    "GREATER_THAN",
                    "LOWER_EQUAL",
                    "LOWER_THAN",
                    "BETWEEN",
                    "RANGE");
    static final Set<String> IDS = Set.of("campaign_ids", "adgroup_ids", "ad_ids");
    static final List<String> STATUSES =
            List.of("", "campaign_status", "adgroup_status", "ad_status");
    private static final Set<String> OTHERS =
            Set.of("campaign_name", "adgroup_name", "ad_name", "objective_type", "buying_type");

    /** Reads the whole parameter; refuses what it does not know. */
    static List<Filter> read(JsonNode filtering, int level) {
        if (!filtering.isArray()) {
            throw Refusal.invalid("filtering", "not a valid list");
        }
        List<Filter> filters = new ArrayList<>();
        for (JsonNode one : filtering) {
            String field = one.path("field_name").asText();
            String type = one.path("filter_type").asText();
            JsonNode value = one.path("filter_value");
            if (!value.isTextual()) {
                throw Refusal.invalid("filtering.filter_value", "not a valid string");
            }
            if (!TYPES.contains(type)) {
                throw Refusal.invalid(
                        "filtering.filter_type",
                        "must be one of " + TYPES.stream().sorted().toList());
            }
            int status = STATUSES.indexOf(field);
            boolean known =
                    IDS.contains(field)
                            || OTHERS.contains(field)
                            || status > 0
                            || Metrics.known(field);
            if (!known || (status > 0 && status != level)) {
                throw Refusal.invalid(
                        "filtering.field_name", field + " is not supported at this data_level");
            }
            boolean list = type.equals("IN") || type.equals("BETWEEN") || type.equals("RANGE");
            filters.add(
                    new Filter(
                            field,
                            type,
                            list ? list(value.textValue()) : List.of(value.textValue())));
        }
        return filters;
    }

    private static List<String> list(String text) {
        try {
            JsonNode array = Json.read(text);
            if (array.isArray()) {
                List<String> values = new ArrayList<>();
                array.forEach(value -> values.add(value.asText()));
                return values;
            }
        } catch (IOException e) {
            // falls through to the refusal: what is no JSON is no list either
        }
        throw Refusal.invalid("filtering.filter_value", "not a valid JSON list");
    }

    boolean isStatus() {
        return STATUSES.contains(field);
    }

    boolean isMetric() {
        return Metrics.known(field);
    }

    /** Whether a text passes. */
    boolean passes(String text) {
        if (type.equals("MATCH")) {
            return text.toLowerCase(Locale.ROOT).contains(values.get(0).toLowerCase(Locale.ROOT));
        }
        if (type.equals("IN")) {
            return values.contains(text);
        }
        try {
            BigDecimal value = new BigDecimal(text);
            int first = value.compareTo(new BigDecimal(values.get(0)));
            return switch (type) {
                case "GREATER_EQUAL" -> first >= 0;
                case "GREATER_THAN" -> first > 0;
                case "LOWER_EQUAL" -> first <= 0;
                case "LOWER_THAN" -> first < 0;
                default -> first >= 0 && value.compareTo(new BigDecimal(values.get(1))) <= 0;
            };
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return false;
        }
    }
}
