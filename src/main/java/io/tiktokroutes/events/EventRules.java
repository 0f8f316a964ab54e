package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * What an event must keep before it is sent, because TikTok would refuse the whole batch for it or,
 * worse, take it and never match it.
 *
 * <p>Source: TikTok's reference of {@code /event/track/}. The reasons are the codes all sources
 * share.
 */
final class EventRules {

    /** Ten digits: fewer or more is another unit, or a broken clock. */
    private static final long EARLIEST_SECONDS = 1_000_000_000L;

    private static final long LATEST_SECONDS = 9_999_999_999L;

    private static final int SHA256_HEX = 64;

    private EventRules() {}

    /**
     * Fills what every event needs and a mapping may leave out.
     *
     * @param key becomes the event id, so that a repeat after an unclear answer is recognised
     * @param receivedAt becomes the event's time, as TikTok itself would do
     */
    static ObjectNode completed(ObjectNode event, String key, Instant receivedAt) {
        // an empty id would be none to TikTok: a repeat would be counted twice
        JsonNode id = event.path("event_id");
        boolean hasId = id.isValueNode() && !id.isNull() && !id.asText().isBlank();
        boolean hasTime = event.hasNonNull("event_time");
        if (hasId && hasTime) {
            return event;
        }
        ObjectNode completed = event.deepCopy();
        if (!hasId) {
            completed.put("event_id", key);
        }
        if (!hasTime) {
            completed.put("event_time", receivedAt.getEpochSecond());
        }
        return completed;
    }

    /**
     * The reason to refuse the event, or empty when it may be sent.
     *
     * @param source web, offline or crm; the stages of a CRM have names of its owner's
     * @param pageRequired whether the event must name the page it happened on
     */
    static Optional<Outcome> check(JsonNode event, String source, boolean pageRequired) {
        boolean crm = source.equals("crm");
        String name = event.path("event").asText("");
        if (crm ? name.isBlank() : !EventNames.isStandard(name)) {
            return refuse(
                    "UNKNOWN_EVENT_NAME", "'" + name + "' is not one of TikTok's event names");
        }
        if (!event.path("event_id").isTextual()) {
            return refuse("MALFORMED", "event_id must be a text");
        }
        if (crm && event.path("lead").path("lead_id").asText("").isBlank()) {
            return refuse(
                    "NO_IDENTIFIER", "a CRM event must name its lead; lead.lead_id is missing");
        }
        JsonNode time = event.path("event_time");
        long seconds = time.longValue();
        if (!time.isIntegralNumber() || seconds < EARLIEST_SECONDS || seconds > LATEST_SECONDS) {
            return refuse("BAD_TIMESTAMP", "event_time must be in whole seconds since 1970");
        }
        Optional<Outcome> user = user(event.path("user"));
        if (user.isPresent()) {
            return user;
        }
        JsonNode url = event.path("page").path("url");
        if (pageRequired && url.asText("").isEmpty()) {
            return refuse("MISSING_URL", "a web event must name its page; page.url is missing");
        }
        if (!url.isMissingNode() && !isHttpUrl(url.asText())) {
            return refuse("INVALID_URL", "page.url must begin with http:// or https://");
        }
        return properties(event.path("properties"));
    }

    private static Optional<Outcome> user(JsonNode user) {
        if (!isDigest(user.path("email"))) {
            return refuse("BAD_EMAIL", "user.email would leave without being hashed");
        }
        if (!isDigest(user.path("phone"))) {
            return refuse("BAD_PHONE", "user.phone would leave without being hashed");
        }
        return Optional.empty();
    }

    private static Optional<Outcome> properties(JsonNode properties) {
        JsonNode currency = properties.path("currency");
        if (!currency.isMissingNode() && !Currencies.isKnown(currency.asText())) {
            return refuse(
                    "BAD_CURRENCY",
                    "properties.currency must be one of TikTok's codes, such as EUR or USD");
        }
        JsonNode value = properties.path("value");
        if (!value.isMissingNode() && !value.isNumber()) {
            return refuse("MALFORMED", "properties.value must be a number");
        }
        return Optional.empty();
    }

    private static boolean isHttpUrl(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }

    /** True for a SHA-256 digest in lower-case hex, a list of them, or nothing. */
    private static boolean isDigest(JsonNode value) {
        if (value.isArray()) {
            for (JsonNode each : value) {
                if (!isDigest(each)) {
                    return false;
                }
            }
            return true;
        }
        if (value.isMissingNode()) {
            return true;
        }
        String text = value.asText();
        boolean hex = value.isTextual() && text.length() == SHA256_HEX;
        for (int i = 0; hex && i < SHA256_HEX; i++) {
            char c = text.charAt(i);
            hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        return hex;
    }

    private static Optional<Outcome> refuse(String reason, String detail) {
        return Optional.of(Outcome.refused(reason, detail));
    }
}
