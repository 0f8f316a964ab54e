package io.tiktokroutes.cli;

import io.tiktokroutes.inbox.log.EventLog.Count;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Received and rejected events over time, drawn with plain characters. */
final class EventChart {

    /** As long back as the chart goes at most. */
    static final Duration LONGEST = Duration.ofHours(6);

    /** As long back as it goes when nobody says. */
    static final Duration USUAL = Duration.ofHours(1);

    private static final int MOST_LINES = 36;
    private static final int WIDTH = 40;
    private static final List<Integer> MINUTES = List.of(1, 2, 5, 10);
    private static final Count NONE = new Count(0, 0);

    private final Instant from;
    private final Instant to;
    private final Duration step;

    /**
     * @param since from when on; what is longer ago than six hours is left out
     */
    EventChart(Instant since, Instant now) {
        Instant start = since.isBefore(now.minus(LONGEST)) ? now.minus(LONGEST) : since;
        long minutes = Duration.between(start, now).toMinutes();
        int chosen =
                MINUTES.stream()
                        .filter(each -> minutes / each <= MOST_LINES)
                        .findFirst()
                        .orElse(MINUTES.get(MINUTES.size() - 1));
        this.step = Duration.ofMinutes(chosen);
        this.from = floor(start);
        this.to = now;
    }

    private Instant floor(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond() / step.toSeconds() * step.toSeconds());
    }

    Instant from() {
        return from;
    }

    /** How long the time of one line is. */
    Duration step() {
        return step;
    }

    /**
     * @param counts by the beginning of each stretch; what is not there counts as nothing
     */
    void print(PrintWriter out, Map<Instant, Count> counts) {
        long most =
                counts.values().stream()
                        .mapToLong(c -> c.received() + c.rejected())
                        .max()
                        .orElse(0);
        out.println(
                "Received (#) and rejected (x), "
                        + (step.toMinutes() == 1 ? "a minute" : step.toMinutes() + " minutes")
                        + " a line, since "
                        + Moment.shown(from));
        out.println("TIME   RECEIVED  REJECTED");
        for (Instant at = from; !at.isAfter(to); at = at.plus(step)) {
            Count count = counts.getOrDefault(at, NONE);
            String line =
                    String.format(
                            Locale.ROOT,
                            "%s  %8d  %8d  %s%s",
                            Moment.shown(at).substring(11, 16),
                            count.received(),
                            count.rejected(),
                            "#".repeat(length(count.received(), most)),
                            "x".repeat(length(count.rejected(), most)));
            out.println(line.stripTrailing());
        }
    }

    /** What there is shows, however little of all it is. */
    private static int length(long count, long most) {
        return count == 0 ? 0 : (int) Math.max(1, count * WIDTH / most);
    }
}
