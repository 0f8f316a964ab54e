package io.tiktokroutes.cli;

import io.tiktokroutes.inbox.log.FlowFigures;
import io.tiktokroutes.inbox.log.FlowFigures.Depth;
import io.tiktokroutes.inbox.log.FlowFigures.Outcomes;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.FlowStops;
import io.tiktokroutes.store.ScheduleRuns;
import io.tiktokroutes.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What {@code flows} tells of each flow: how it stands, and what the database counts. */
final class FlowReport {

    /** Counting a ledger of several million lines may take longer in an H2 file. */
    private static final int SECONDS = 15;

    /** The outcomes in the order they are told. */
    static final List<String> KINDS =
            List.of(
                    Outcome.Kind.DELIVERED.word(),
                    Outcome.Kind.SKIPPED.word(),
                    Outcome.Kind.REFUSED.word(),
                    Outcome.Kind.FAILED.word());

    /**
     * One flow.
     *
     * @param depth null when it reads no inbox, or there is no database
     * @param lastRun when the last run of its schedule began; null when there was none
     * @param nextRun when the running program begins the next one; null when it does not
     */
    record Line(
            Flow flow,
            FlowState state,
            Instant stoppedAt,
            Depth depth,
            Instant lastRun,
            Instant nextRun) {}

    private final List<Line> lines = new ArrayList<>();
    private List<Outcomes> day = List.of();
    private Optional<List<Outcomes>> all = Optional.of(List.of());

    FlowReport(Settings settings, List<Flow> flows, Optional<RunningProgram> program)
            throws StartupException, SQLException {
        if (!Database.isMade(settings)) {
            flows.forEach(
                    flow ->
                            lines.add(
                                    new Line(
                                            flow,
                                            FlowState.of(flow, Map.of(), program),
                                            null,
                                            null,
                                            null,
                                            next(flow, program))));
            return;
        }
        try (Database database = Quiet.open(settings)) {
            Sql sql = new Sql(database.dataSource());
            Map<String, Instant> stopped = new FlowStops(sql).all();
            Map<String, Instant> runs = new ScheduleRuns(sql).all();
            FlowFigures figures = new FlowFigures(sql);
            Instant now = Instant.now();
            Map<String, Depth> depths = new HashMap<>();
            for (Flow flow : flows) {
                String inbox = flow.inbox();
                if (!inbox.isEmpty() && !depths.containsKey(inbox)) {
                    depths.put(inbox, figures.depth(inbox, now));
                }
                FlowState state = FlowState.of(flow, stopped, program);
                lines.add(
                        new Line(
                                flow,
                                state,
                                stopped.get(flow.id()),
                                depths.get(inbox),
                                runs.get(flow.schedule()),
                                next(flow, program)));
            }
            day = figures.outcomes(now.minus(Duration.ofDays(1)), SECONDS).orElse(List.of());
            all = figures.outcomes(null, SECONDS);
        }
    }

    private static Instant next(Flow flow, Optional<RunningProgram> program) {
        return flow.draft()
                ? null
                : program.flatMap(running -> running.next(flow.schedule())).orElse(null);
    }

    List<Line> lines() {
        return lines;
    }

    /** False when the ledger was too large to be counted as a whole. */
    boolean countedAll() {
        return all.isPresent();
    }

    /** The destinations that the flow has, or had. */
    Set<String> destinations(Flow flow) {
        Set<String> names = new TreeSet<>(flow.sinks().keySet());
        all.orElse(day).stream()
                .filter(outcomes -> isOf(outcomes, flow))
                .forEach(outcomes -> names.add(outcomes.destination()));
        return names;
    }

    long lastDay(Flow flow, String destination, String outcome) {
        return count(day, flow, destination, outcome);
    }

    /** How many the ledger has in all; only when it was counted. */
    long inAll(Flow flow, String destination, String outcome) {
        return count(all.orElse(List.of()), flow, destination, outcome);
    }

    /** When a destination of the flow last took a record. */
    Optional<Instant> lastDelivery(Flow flow) {
        return all.orElse(day).stream()
                .filter(outcomes -> isOf(outcomes, flow))
                .filter(outcomes -> outcomes.outcome().equals(KINDS.get(0)))
                .map(Outcomes::last)
                .max(Comparator.naturalOrder());
    }

    private static long count(List<Outcomes> from, Flow flow, String destination, String outcome) {
        return from.stream()
                .filter(outcomes -> isOf(outcomes, flow))
                .filter(outcomes -> outcomes.destination().equals(destination))
                .filter(outcomes -> outcomes.outcome().equals(outcome))
                .mapToLong(Outcomes::count)
                .sum();
    }

    /** Lines of before the flow was noted belong to who reads their inbox. */
    private static boolean isOf(Outcomes outcomes, Flow flow) {
        return outcomes.flow().isEmpty()
                ? outcomes.inbox().equals(flow.inbox())
                : outcomes.flow().equals(flow.id());
    }
}
