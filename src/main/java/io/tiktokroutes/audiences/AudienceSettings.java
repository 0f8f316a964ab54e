package io.tiktokroutes.audiences;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The parameters of the kamelet {@code tiktok-audience-sink}, read.
 *
 * @param advertisers the ad accounts, at least one
 * @param audience the audience's name; empty when it is named by its id
 * @param audienceId its id; empty when it is found by its name
 * @param mirror whether members that left are taken out
 * @param batchSize people in a call
 */
record AudienceSettings(
        List<String> advertisers,
        String audience,
        String audienceId,
        boolean mirror,
        int batchSize) {

    AudienceSettings {
        advertisers = List.copyOf(advertisers);
    }

    /**
     * Reads what {@link AudienceParameters} has found in order.
     *
     * @throws AudienceException for the first thing that is not
     */
    static AudienceSettings of(Map<String, String> settings) {
        AudienceParameters.mistakes(settings).values().stream()
                .findFirst()
                .ifPresent(
                        problem -> {
                            throw new AudienceException(problem);
                        });
        return new AudienceSettings(
                advertisers(settings.get("advertisers")),
                settings.getOrDefault("audience", "").strip(),
                settings.getOrDefault("audienceId", "").strip(),
                !settings.getOrDefault("mode", "").strip().equals("add"),
                Integer.parseInt(settings.getOrDefault("batchSize", "1000").strip()));
    }

    static List<String> advertisers(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    /** What the destination is bound to. */
    AudienceBinding binding(String destination, String inbox) {
        return new AudienceBinding(
                destination,
                AudienceBinding.Kind.SEGMENT,
                advertisers,
                audienceId.isEmpty() ? audience : "id:" + audienceId,
                "",
                inbox);
    }
}
