package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.schema.RecordSchema;
import io.tiktokroutes.schema.RecordSchemas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an event must keep before it is sent, because TikTok would refuse the whole batch for it or,
 * worse, take it and never match it.
 *
 * <p>What holds for every event stands in the schemas {@code tiktok-event}, {@code
 * tiktok-app-event} and {@code tiktok-crm-event}; here is what depends on the sink's parameters and
 * on the time.
 */
final class EventRules {

    /** How far the clock of a source may be ahead of ours. */
    private static final long MOST_AHEAD = 600;

    /** SHA-256 of nothing at all: whoever hashed it had no value. */
    private static final String DIGEST_OF_NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final RecordSchema schema;
    private final SinkSettings sink;
    private final long earliest;
    private final long latest;

    /**
     * @param now what the age of events is measured from
     */
    EventRules(RecordSchemas schemas, SinkSettings sink, Instant now) {
        this.schema = schemas.named(schemaOf(sink.source()));
        this.sink = sink;
        this.latest = now.getEpochSecond() + MOST_AHEAD;
        this.earliest =
                sink.maxAge() == null ? 0 : now.getEpochSecond() - sink.maxAge().toSeconds();
    }

    /** The schema of the events of a source; the names in it are those of the source. */
    static String schemaOf(String source) {
        return switch (source) {
            case "crm" -> "tiktok-crm-event";
            case "app" -> "tiktok-app-event";
            default -> "tiktok-event";
        };
    }

    /** The reason to refuse the event, or empty when it may be sent. */
    Optional<Outcome> check(JsonNode event) {
        Optional<Outcome> refusal =
                schema.check(event).map(v -> Outcome.refused(v.reason(), v.message()));
        return refusal.isPresent() ? refusal : Optional.ofNullable(checkForSink(event));
    }

    private Outcome checkForSink(JsonNode event) {
        if (sink.legacy() && !EventNames.SEED.contains(event.path("event").textValue())) {
            return Outcome.refused(
                    "UNKNOWN_EVENT_NAME",
                    "Events API 1.0 has no event of this name; write api: \"2.0\" in the route");
        }
        Outcome refusal = time(event.path("event_time"));
        if (refusal == null) {
            refusal = identity(event.path("user"));
        }
        if (refusal == null && sink.pageRequired() && !event.has("page")) {
            refusal =
                    Outcome.refused(
                            "MISSING_URL", "a web event must name its page; page.url is missing");
        }
        if (refusal == null && sink.isOffline()) {
            refusal = payment(event);
        }
        return refusal == null && sink.source().equals("app")
                ? device(event.path("user"))
                : refusal;
    }

    /** TikTok matches device ids in one spelling only. */
    private static Outcome device(JsonNode user) {
        if (!fitsDevice(user.path("idfa"), 'A')) {
            return Outcome.refused(
                    "MALFORMED",
                    "user.idfa must be Apple's advertising id in capitals, or its SHA-256 digest"
                            + " in small letters");
        }
        return fitsDevice(user.path("gaid"), 'a')
                ? null
                : Outcome.refused(
                        "MALFORMED",
                        "user.gaid must be Google's advertising id in small letters, or its SHA-256"
                                + " digest in small letters");
    }

    /**
     * @param letter the A of the plain id: in capitals or not
     */
    private static boolean fitsDevice(JsonNode value, char letter) {
        if (!value.isTextual()) {
            return true;
        }
        String id = value.textValue();
        boolean digest = id.length() == 64;
        char first = digest ? 'a' : letter;
        boolean fits = digest || id.length() == 36;
        for (int i = 0; fits && i < id.length(); i++) {
            char c = id.charAt(i);
            boolean dash = !digest && (i == 8 || i == 13 || i == 18 || i == 23);
            fits = dash ? c == '-' : (c >= '0' && c <= '9') || (c >= first && c <= first + 5);
        }
        return fits;
    }

    private Outcome time(JsonNode time) {
        // 1772444467.0 is a whole number to JSON Schema, and none to TikTok
        if (!time.isIntegralNumber()) {
            return Outcome.refused("BAD_TIMESTAMP", "event_time must have no decimal point");
        }
        long seconds = time.longValue();
        if (seconds > latest) {
            return Outcome.refused(
                    "BAD_TIMESTAMP", "event_time must not be more than 10 minutes ahead of now");
        }
        if (seconds < earliest) {
            return Outcome.refused(
                    "BAD_TIMESTAMP", "event_time must not be older than the sink's maxAge allows");
        }
        return null;
    }

    private Outcome identity(JsonNode user) {
        if (isOfNothing(user.path("email"))) {
            return Outcome.refused("BAD_EMAIL", "user.email is the digest of an empty text");
        }
        if (isOfNothing(user.path("phone"))) {
            return Outcome.refused("BAD_PHONE", "user.phone is the digest of an empty text");
        }
        if (isOfNothing(user.path("external_id"))) {
            return Outcome.refused("MALFORMED", "user.external_id is the digest of an empty text");
        }
        if (sink.isOffline() && !hasOne(user, SinkSettings.OFFLINE_KEYS)) {
            return unknown(SinkSettings.OFFLINE_KEYS);
        }
        return sink.matchKeys().isEmpty() || hasOne(user, sink.matchKeys())
                ? null
                : unknown(sink.matchKeys());
    }

    private static Outcome unknown(List<String> keys) {
        return Outcome.refused(
                "NO_IDENTIFIER", "user must have at least one of " + String.join(", ", keys));
    }

    private static boolean hasOne(JsonNode user, List<String> keys) {
        for (String key : keys) {
            JsonNode value = user.path(key);
            if (value.isTextual() ? !value.textValue().isBlank() : !value.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfNothing(JsonNode digests) {
        if (digests.isTextual()) {
            return digests.textValue().equals(DIGEST_OF_NOTHING);
        }
        for (JsonNode digest : digests) {
            if (digest.isTextual() && digest.textValue().equals(DIGEST_OF_NOTHING)) {
                return true;
            }
        }
        return false;
    }

    /** TikTok requires both of offline payments only. */
    private static Outcome payment(JsonNode event) {
        if (!EventNames.PAYMENTS.contains(event.path("event").textValue())) {
            return null;
        }
        if (!event.path("properties").has("currency")) {
            return Outcome.refused(
                    "BAD_CURRENCY", "an offline payment must have properties.currency");
        }
        return event.path("properties").has("value")
                ? null
                : Outcome.refused("MALFORMED", "an offline payment must have properties.value");
    }
}
