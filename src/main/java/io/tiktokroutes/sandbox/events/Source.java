package io.tiktokroutes.sandbox.events;

import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Token;
import io.tiktokroutes.sandbox.world.World;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The four places events come from, and which of their ids belong to the caller. */
enum Source {
    WEB("[A-Z0-9]{20}", World.PIXEL_CODE),
    APP("[0-9]{1,20}", World.TIKTOK_APP_ID),
    OFFLINE("[0-9]{1,20}", World.EVENT_SET_ID),
    CRM("[0-9]{1,20}", World.CRM_EVENT_SET_ID);

    private final Pattern shape;
    private final String own;

    Source(String shape, String own) {
        this.shape = Pattern.compile(shape);
        this.own = own;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The source of this name, or 40002. */
    static Source of(String word) {
        return Stream.of(values())
                .filter(source -> source.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                Refusal.invalid(
                                        "event_source",
                                        "must be one of " + String.join(", ", words())));
    }

    static Set<String> words() {
        return Stream.of(values())
                .map(Source::word)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    boolean fits(String id) {
        return shape.matcher(id).matches();
    }

    /**
     * Refuses with 40001 unless the source is the first advertiser's and the token is good for it.
     */
    void checkOwner(String id, Token token) {
        if (own.equals(id) && token.advertisers().contains(World.ADVERTISER_ID)) {
            return;
        }
        String text =
                switch (this) {
                    case WEB ->
                            "No permission to operate pixel code: "
                                    + id
                                    + ". You must be an admin or operator of this advertiser account.";
                    case APP -> "No permission to operate app: " + id + ".";
                    case OFFLINE, CRM -> "No permission to operate event set: " + id + ".";
                };
        throw new Refusal(40001, text);
    }
}
