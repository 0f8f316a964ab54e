package io.tiktokroutes.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parameters of a sink for events, read.
 *
 * @param source web, offline, app or crm
 * @param sourceId the pixel, event set or app
 * @param legacy true for the endpoints and names of Events API 1.0
 * @param testEventCode empty for real events
 * @param pageRequired whether an event must name the page it happened on
 * @param batchSize events per request, no more than TikTok takes
 * @param currentNames whether the two renamed events go by their names of today
 * @param matchKeys the columns of the user of which one must be there; none when none must
 * @param maxAge how old an event may be; null when any age will do
 */
record SinkSettings(
        String source,
        String sourceId,
        boolean legacy,
        String testEventCode,
        boolean pageRequired,
        int batchSize,
        boolean currentNames,
        List<String> matchKeys,
        Duration maxAge) {

    /** TikTok's bound; more than that and the whole request is refused. */
    static final int MOST_EVENTS = 1000;

    /** The bound of {@code /offline/batch/}. */
    static final int MOST_LEGACY_OFFLINE = 100;

    /** By these alone TikTok knows the person of an offline event. */
    static final List<String> OFFLINE_KEYS = List.of("email", "phone");

    static final List<String> PRIMARY_KEYS = List.of("email", "phone", "external_id");

    /** The columns of the user by which TikTok can recognise a person. */
    static final Set<String> MATCH_KEYS =
            Set.of(
                    "email",
                    "phone",
                    "external_id",
                    "ttclid",
                    "ttp",
                    "ip",
                    "user_agent",
                    "idfa",
                    "idfv",
                    "gaid");

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})([dhms])");

    SinkSettings {
        matchKeys = List.copyOf(matchKeys);
    }

    /**
     * Reads what {@link SinkParameters} has found in order.
     *
     * @throws IllegalArgumentException for a number or length of time that is none
     */
    static SinkSettings of(Map<String, String> settings) {
        String source = or(settings, "eventSource", "web");
        boolean legacy = or(settings, "api", "2.0").equals("1.0");
        boolean offline = source.equals("offline");
        int most = legacy && offline ? MOST_LEGACY_OFFLINE : MOST_EVENTS;
        int wanted = Integer.parseInt(or(settings, "batchSize", "" + MOST_EVENTS));
        return new SinkSettings(
                source,
                or(settings, "eventSourceId", ""),
                legacy,
                or(settings, "testEventCode", ""),
                source.equals("web") && !or(settings, "pageUrl", "required").equals("optional"),
                Math.max(1, Math.min(most, wanted)),
                or(settings, "names", "seed").equals("current"),
                matchKeys(or(settings, "identities", "recommended")),
                maxAge(or(settings, "maxAge", "any")));
    }

    boolean isOffline() {
        return source.equals("offline");
    }

    private static String or(Map<String, String> settings, String name, String otherwise) {
        String value = settings.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    static List<String> matchKeys(String identities) {
        return switch (identities) {
            case "recommended" -> List.of();
            case "required" -> PRIMARY_KEYS;
            default -> Stream.of(identities.split(",")).map(String::strip).toList();
        };
    }

    static Duration maxAge(String text) {
        if (text.equals("any")) {
            return null;
        }
        Matcher length = LENGTH.matcher(text);
        if (!length.matches()) {
            throw new IllegalArgumentException(
                    "maxAge is '" + text + "'; write a length of time such as 28d, or any");
        }
        long count = Long.parseLong(length.group(1));
        return switch (length.group(2)) {
            case "d" -> Duration.ofDays(count);
            case "h" -> Duration.ofHours(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofSeconds(count);
        };
    }
}
