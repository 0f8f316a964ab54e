package io.tiktokroutes.sandbox.events;

import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.time.Instant;

/**
 * How the switches about events stand while one request is looked at.
 *
 * @param now for the age of events, epoch seconds
 */
record Rules(
        boolean hashed,
        boolean hashedExternalId,
        boolean pageUrl,
        boolean age,
        boolean nullIsAbsent,
        boolean knownCurrency,
        boolean knownContentType,
        String crmNames,
        long now) {

    static Rules of(Settings settings, Instant now) {
        return new Rules(
                settings.is(Switch.EVENTS_UNHASHED, "refuse"),
                settings.is(Switch.EVENTS_UNHASHED_EXTERNAL_ID, "refuse"),
                settings.on(Switch.EVENTS_PAGE_URL),
                settings.on(Switch.EVENTS_AGE),
                settings.on(Switch.EVENTS_NULL_IS_ABSENT),
                settings.is(Switch.EVENTS_UNKNOWN_CURRENCY, "refuse"),
                settings.is(Switch.EVENTS_UNKNOWN_CONTENT_TYPE, "refuse"),
                settings.word(Switch.EVENTS_CRM_NAMES),
                now.getEpochSecond());
    }

    Check check() {
        return new Check(nullIsAbsent);
    }
}
