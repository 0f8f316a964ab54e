package io.tiktokroutes.audiences;

import io.tiktokroutes.spelling.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The parameters of the kamelet {@code tiktok-audience-file-sink}.
 *
 * @param destination the name of its outcomes
 * @param advertiser the ad account
 * @param audience the audience's name
 * @param matchField the one that members are matched on
 */
public record FileParameters(
        String destination, String advertiser, String audience, MatchField matchField) {

    /** So long TikTok lets a name be. */
    private static final int MOST_LETTERS = 128;

    /**
     * Of the settings of a delivery.
     *
     * @throws AudienceException for the first mistake
     */
    static FileParameters of(Map<String, String> settings) {
        mistakes(settings).values().stream()
                .findFirst()
                .ifPresent(
                        words -> {
                            throw new AudienceException(words);
                        });
        return new FileParameters(
                value(settings, "destination"),
                value(settings, "advertiser"),
                value(settings, "audience"),
                MatchField.valueOf(value(settings, "matchField")));
    }

    private static String value(Map<String, String> settings, String name) {
        return settings.getOrDefault(name, "").strip();
    }

    /**
     * Everything that is wrong, in words for a person, by the parameter to mend.
     *
     * @param set the parameters whose values are known, defaults among them; what only the running
     *     program knows is left out and not complained about
     */
    public static Map<String, String> mistakes(Map<String, String> set) {
        Map<String, String> mistakes = new TreeMap<>();
        String advertiser = value(set, "advertiser");
        if (set.containsKey("advertiser") && !advertiser.matches("\\d{1,30}")) {
            mistakes.put(
                    "advertiser",
                    advertiser.isEmpty()
                            ? "advertiser is empty; write the id of the ad account"
                            : "advertiser is '"
                                    + advertiser
                                    + "'; write the id of one ad account, which is a number. Each"
                                    + " further account needs a sink of its own");
        }
        String audience = value(set, "audience");
        if (set.containsKey("audience")
                && (audience.isEmpty() || audience.length() > MOST_LETTERS)) {
            mistakes.put(
                    "audience",
                    audience.isEmpty()
                            ? "audience is empty; write its name"
                            : "audience has "
                                    + audience.length()
                                    + " letters; TikTok takes "
                                    + MOST_LETTERS);
        }
        String field = value(set, "matchField");
        Set<String> fields =
                Arrays.stream(MatchField.values())
                        .map(Enum::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (set.containsKey("matchField") && !fields.contains(field)) {
            mistakes.put(
                    "matchField",
                    "matchField is '" + field + "'" + Spelling.hintOrAll(field, fields));
        }
        return mistakes;
    }

    AudienceBinding binding(String source) {
        return new AudienceBinding(
                destination,
                AudienceBinding.Kind.FILE,
                List.of(advertiser),
                audience,
                matchField.name(),
                source);
    }
}
