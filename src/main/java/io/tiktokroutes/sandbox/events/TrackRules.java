package io.tiktokroutes.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;

/** What an event of {@code /event/track/} must look like (reference, events 3.2 to 3.4). */
final class TrackRules {

    private static final long FIRST_MILLIS = 1_000_000_000_000L;

    private TrackRules() {}

    /** The first thing wrong with the event, or null. */
    static Problem problem(JsonNode event, Source source, Rules rules) {
        if (!event.isObject()) {
            return new Problem("event", "not a valid object");
        }
        Check check = rules.check();
        String name = check.required(event, "", "event");
        name(check, name, source, rules);
        time(check, event, rules);
        check.strings(event, "", "event_id");
        user(check, check.object(event, "", "user"), rules);
        Properties.check(check, event, rules);
        check.booleans(event, "", "limited_data_use");
        page(check, event, source, rules);
        ad(check, check.object(event, "", "ad"));
        JsonNode app =
                source == Source.APP
                        ? check.requiredObject(event, "", "app")
                        : check.object(event, "", "app");
        if (source == Source.APP) {
            check.required(app, "app.", "app_id");
        }
        check.strings(app, "app.", "app_id", "app_name", "app_version");
        JsonNode lead =
                source == Source.CRM
                        ? check.requiredObject(event, "", "lead")
                        : check.object(event, "", "lead");
        if (source == Source.CRM) {
            check.required(lead, "lead.", "lead_id");
        }
        check.strings(lead, "lead.", "lead_id", "lead_event_source");
        return check.problem();
    }

    private static void name(Check check, String name, Source source, Rules rules) {
        boolean standard = Names.isStandard(name);
        if (check.failed()) {
            return;
        }
        if (source == Source.OFFLINE && !standard) {
            check.fail(new Problem("event", "must be a standard event"));
        }
        if (source == Source.CRM && rules.crmNames().equals(standard ? "custom" : "standard")) {
            check.fail(new Problem("event", "must be a " + rules.crmNames() + " event"));
        }
    }

    private static void time(Check check, JsonNode event, Rules rules) {
        JsonNode time = event.path("event_time");
        if (time.isMissingNode()) {
            check.fail(Problem.missing("event_time"));
        } else if (!time.isIntegralNumber()) {
            check.fail(new Problem("event_time", "not a valid integer"));
        } else if (time.longValue() >= FIRST_MILLIS || time.longValue() < FIRST_MILLIS / 1000) {
            check.fail(new Problem("event_time", "not a valid Unix timestamp in seconds"));
        } else {
            check.age("event_time", time.longValue(), rules);
        }
    }

    private static void user(Check check, JsonNode user, Rules rules) {
        check.identity(user, "user.", "email", rules.hashed());
        check.identity(user, "user.", "phone", rules.hashed());
        check.identity(user, "user.", "external_id", rules.hashedExternalId());
        check.strings(
                user,
                "user.",
                "ttclid",
                "ttp",
                "ip",
                "user_agent",
                "locale",
                "idfa",
                "idfv",
                "gaid",
                "first_name",
                "last_name",
                "zip_code",
                "city",
                "state",
                "country");
        check.word(user, "user.", "att_status", Names.ATT_STATUSES);
    }

    private static void page(Check check, JsonNode event, Source source, Rules rules) {
        boolean asked = source == Source.WEB && rules.pageUrl();
        JsonNode page =
                asked ? check.requiredObject(event, "", "page") : check.object(event, "", "page");
        if (asked) {
            check.required(page, "page.", "url");
        }
        check.strings(page, "page.", "url", "referrer");
    }

    private static void ad(Check check, JsonNode ad) {
        check.strings(
                ad,
                "ad.",
                "callback",
                "campaign_id",
                "ad_id",
                "creative_id",
                "attribution_type",
                "attribution_provider");
        check.booleans(ad, "ad.", "is_retargeting", "attributed");
    }
}
