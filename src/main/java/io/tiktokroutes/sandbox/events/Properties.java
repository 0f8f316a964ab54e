package io.tiktokroutes.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;

/** What {@code properties} may hold; both versions agree on it (reference, events 2.1 and 3.4). */
final class Properties {

    private static final String AT = "properties.";

    private Properties() {}

    static void check(Check check, JsonNode event, Rules rules) {
        JsonNode properties = check.object(event, "", "properties");
        if (properties.isEmpty()) {
            return;
        }
        contents(check, properties, rules);
        check.stringList(properties, AT, "content_ids");
        check.numbers(properties, AT, "value", "predicted_ltv");
        check.integers(properties, AT, "num_items", "num_adults", "num_children", "num_infants");
        check.strings(
                properties,
                AT,
                "currency",
                "content_type",
                "content_id",
                "content_name",
                "content_category",
                "search_string",
                "query",
                "description",
                "order_id",
                "shop_id",
                "status",
                "delivery_category");
        check.stringList(properties, AT, "destination_ids");
        check.stringList(properties, AT, "suggested_hotels");
        if (rules.knownCurrency()) {
            check.fits(
                    properties,
                    AT,
                    "currency",
                    Names.CURRENCIES::contains,
                    "not a supported currency");
        }
        contentType(check, properties, AT, rules);
    }

    private static void contents(Check check, JsonNode properties, Rules rules) {
        JsonNode contents = check.array(properties, AT, "contents");
        for (int i = 0; i < contents.size() && !check.failed(); i++) {
            String at = AT + "contents." + i;
            JsonNode content = contents.get(i);
            if (!content.isObject()) {
                check.fail(new Problem(at, "not a valid object"));
                return;
            }
            at += ".";
            check.strings(
                    content,
                    at,
                    "content_id",
                    "content_type",
                    "content_name",
                    "content_category",
                    "brand",
                    "status",
                    "description");
            check.numbers(content, at, "price");
            check.integers(content, at, "quantity");
            contentType(check, content, at, rules);
        }
    }

    private static void contentType(Check check, JsonNode parent, String at, Rules rules) {
        if (rules.knownContentType()) {
            check.word(parent, at, "content_type", Names.CONTENT_TYPES);
        }
    }
}
