package io.tiktokroutes.runtime.notify;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The words of notifications about one destination, one health check or one sync. */
final class NoticeText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final String HEALTH = "GET /observe/health tells more";

    /** What the last run of a sync came to. */
    static final String ABORTED = "aborted";

    static final String WITH_ERRORS = "completed with errors";

    /** What is told of. */
    private enum Kind {
        DESTINATION,
        HEALTH,
        SYNC
    }

    private final String name;
    private final Kind kind;
    private final boolean destination;

    private NoticeText(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
        this.destination = kind == Kind.DESTINATION;
    }

    static NoticeText ofDestination(String name) {
        return new NoticeText(name, Kind.DESTINATION);
    }

    static NoticeText ofHealth(String name) {
        return new NoticeText("health check " + name, Kind.HEALTH);
    }

    static NoticeText ofSync(String name) {
        return new NoticeText(name, Kind.SYNC);
    }

    /**
     * @param counts how often what happened
     * @param detail one sentence of the last time; may be empty
     * @param since when it began
     * @param down whether nothing gets through now
     * @param again whether it was down and is well by now
     */
    Notice failure(
            Map<String, Integer> counts,
            String detail,
            Instant since,
            boolean down,
            boolean again) {
        String title =
                kind == Kind.SYNC
                        ? "sync " + name + " " + run(counts, again)
                        : name + " " + state(down, again);
        StringBuilder text = new StringBuilder();
        text.append("since ").append(TIME.format(since)).append('\n');
        if (destination) {
            new TreeMap<>(counts)
                    .forEach((what, count) -> text.append(count + " × " + what + "\n"));
        }
        if (!detail.isEmpty()) {
            text.append(destination ? "the last: " : "").append(detail).append('\n');
        }
        return new Notice(level(counts, down), title, text + remedy(counts));
    }

    private Level level(Map<String, Integer> counts, boolean down) {
        boolean critical = kind == Kind.SYNC ? counts.containsKey(ABORTED) : true;
        return down && critical ? Level.CRITICAL : Level.WARNING;
    }

    private static String run(Map<String, Integer> counts, boolean again) {
        String what = counts.containsKey(ABORTED) ? "was " + ABORTED : WITH_ERRORS;
        return what + (again ? ", and is well again" : "");
    }

    private String state(boolean down, boolean again) {
        if (destination) {
            return again
                    ? "failed, and delivers again"
                    : down ? "does not deliver" : "refused some records";
        }
        return again ? "was down, and is up again" : "is down";
    }

    /** What to do. */
    private String remedy(Map<String, Integer> counts) {
        if (kind == Kind.SYNC) {
            String rows = "syncs rows " + name + " --outcome refused lists the rows, syncs runs ";
            return "java -jar tiktok-routes.jar "
                    + (counts.containsKey(ABORTED)
                            ? "syncs runs " + name + " lists the runs"
                            : rows + name + " the runs");
        }
        if (!destination) {
            return HEALTH;
        }
        String kinds =
                counts.keySet().stream()
                        .map(what -> what.split(" ")[0])
                        .distinct()
                        .sorted()
                        .map(NoticeText::meaning)
                        .collect(Collectors.joining());
        return kinds
                + "java -jar tiktok-routes.jar log --destination "
                + name
                + " lists them; "
                + HEALTH;
    }

    private static String meaning(String kind) {
        return switch (kind) {
            case "failed" -> "failed records wait and are tried again\n";
            case "refused" ->
                    "refused records need a better mapping or better data, then a replay\n";
            default -> "";
        };
    }

    Notice first() {
        return new Notice(
                Level.GOOD, name + " delivers", "its first records since the start arrived");
    }

    /**
     * @param since when it went down
     */
    Notice again(Instant since) {
        if (kind == Kind.SYNC) {
            return new Notice(
                    Level.GOOD,
                    "sync " + name + " is well again",
                    "its last run completed; it was in trouble since " + TIME.format(since));
        }
        return new Notice(
                Level.GOOD,
                name + (destination ? " delivers again" : " is up again"),
                "it was down since " + TIME.format(since));
    }
}
