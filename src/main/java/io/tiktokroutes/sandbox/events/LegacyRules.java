package io.tiktokroutes.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;

/** What an event of the 1.0 endpoints must look like (reference, events 2.1, 2.2 and 2.4). */
final class LegacyRules {

    private LegacyRules() {}

    /** The first thing wrong with a pixel event, or null. */
    static Problem pixel(JsonNode event, boolean inBatch, Rules rules) {
        Check check = rules.check();
        common(check, event, inBatch, rules);
        JsonNode context = check.object(event, "", "context");
        check.strings(context, "context.", "ip", "user_agent");
        JsonNode ad = check.object(context, "context.", "ad");
        check.strings(ad, "context.ad.", "callback");
        JsonNode page = check.object(context, "context.", "page");
        check.fits(
                page,
                "context.page.",
                "url",
                url -> url.startsWith("http://") || url.startsWith("https://"),
                "not a valid URL");
        check.strings(page, "context.page.", "referrer");
        JsonNode user = check.object(context, "context.", "user");
        String at = "context.user.";
        for (String name : new String[] {"email", "phone_number"}) {
            check.strings(user, at, name); // lists belong to 2.0
            check.identity(user, at, name, rules.hashed());
        }
        check.strings(user, at, "external_id", "ttp", "lead_id");
        check.identity(user, at, "external_id", rules.hashedExternalId());
        Properties.check(check, event, rules);
        return check.problem();
    }

    /** The first thing wrong with an offline event, or null. */
    static Problem offline(JsonNode event, Rules rules) {
        Check check = rules.check();
        common(check, event, false, rules);
        String name = event.path("event").asText();
        if (!check.failed() && !Names.isStandard(name)) {
            check.fail(new Problem("event", "must be a standard event"));
        }
        if (event.path("timestamp").isMissingNode()) {
            check.fail(Problem.missing("timestamp"));
        }
        JsonNode context = check.requiredObject(event, "", "context");
        JsonNode user = check.requiredObject(context, "context.", "user");
        check.array(user, "context.user.", "emails");
        check.array(user, "context.user.", "phone_numbers");
        check.identity(user, "context.user.", "emails", rules.hashed());
        check.identity(user, "context.user.", "phone_numbers", rules.hashed());
        if (user.path("emails").isEmpty() && user.path("phone_numbers").isEmpty()) {
            check.fail(Problem.missing("context.user.emails or context.user.phone_numbers"));
        }
        Properties.check(check, event, rules);
        JsonNode properties = event.path("properties");
        check.word(properties, "properties.", "event_channel", Names.CHANNELS);
        if (!check.failed() && Names.PAYMENTS.contains(name)) {
            for (String needed : new String[] {"currency", "value"}) {
                if (properties.path(needed).isMissingNode()) {
                    check.fail(Problem.missing("properties." + needed));
                }
            }
        }
        return check.problem();
    }

    private static void common(Check check, JsonNode event, boolean inBatch, Rules rules) {
        if (!event.isObject()) {
            check.fail(new Problem("event", "not a valid object"));
            return;
        }
        if (inBatch) {
            check.required(event, "", "type");
            check.word(event, "", "type", Set.of("track"));
        }
        check.required(event, "", "event");
        check.strings(event, "", "event_id");
        check.fits(event, "", "timestamp", LegacyRules::isTime, "not a valid ISO 8601 datetime");
        String time = event.path("timestamp").asText("");
        if (!check.failed() && !time.isEmpty()) {
            check.age("timestamp", OffsetDateTime.parse(time).toEpochSecond(), rules);
        }
    }

    private static boolean isTime(String text) {
        try {
            return OffsetDateTime.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
