package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.warehouse.runs.PastRun;
import io.tiktokroutes.warehouse.runs.RunBook;
import io.tiktokroutes.warehouse.runs.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code syncs runs}: the last runs of a sync, with their counts. */
@Command(
        name = "runs",
        description = {
            "Lists the last runs of a sync: what each found, and what every destination made of the"
                    + " rows that were added, changed, removed or tried again."
        },
        mixinStandardHelpOptions = true)
final class SyncRunsCommand implements Callable<Integer> {

    private static final int MOST = 1000;
    private static final List<String> OPS = List.of("added", "changed", "removed", "again");

    @Mixin private SyncOptions options;

    @Option(names = "--limit", paramLabel = "N", description = "So many runs at most; 10.")
    private int limit = 10;

    @Option(names = "--json", description = "One JSON object a line, for scripts.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (limit < 1 || limit > MOST) {
            throw new StartupException("--limit is " + limit + "; write 1 to " + MOST);
        }
        return options.<IOException>with(
                (sync, sql, settings) -> {
                    RunBook book = new RunBook(sql);
                    List<PastRun> runs = book.of(sync.name(), limit);
                    Map<Long, List<RunResult>> results =
                            book.results(runs.stream().map(PastRun::id).toList());
                    if (json) {
                        NdjsonOut out = new NdjsonOut(Main.streams(spec).out());
                        for (PastRun run : runs) {
                            out.write(json(run, results.get(run.id())));
                        }
                        out.flush();
                    } else {
                        print(sync.name(), runs, results);
                    }
                    return 0;
                });
    }

    private void print(String sync, List<PastRun> runs, Map<Long, List<RunResult>> results) {
        PrintWriter out = spec.commandLine().getOut();
        if (runs.isEmpty()) {
            out.println(sync + " did not run yet, or its runs were forgotten");
            out.flush();
            return;
        }
        Table table =
                new Table(
                        Set.of(0, 4, 5, 6, 7, 8),
                        "RUN",
                        "STARTED",
                        "TOOK",
                        "STATE",
                        "ROWS",
                        "ADDED",
                        "CHANGED",
                        "REMOVED",
                        "AGAIN",
                        "REASON");
        Table outcomes =
                new Table(
                        Set.of(0, 4, 5, 6, 7),
                        "RUN",
                        "DESTINATION",
                        "OUTCOME",
                        "REASON",
                        "ADDED",
                        "CHANGED",
                        "REMOVED",
                        "AGAIN");
        for (PastRun run : runs) {
            table.add(
                    "" + run.id(),
                    Moment.shown(run.startedAt()),
                    took(run),
                    run.state().word(),
                    "" + run.rows(),
                    "" + run.added(),
                    "" + run.changed(),
                    "" + run.removed(),
                    "" + run.again(),
                    run.reason());
            byOutcome(results.get(run.id()))
                    .forEach(
                            (what, counts) ->
                                    outcomes.add(
                                            "" + run.id(),
                                            what.get(0),
                                            what.get(1),
                                            what.get(2),
                                            "" + counts.getOrDefault("added", 0L),
                                            "" + counts.getOrDefault("changed", 0L),
                                            "" + counts.getOrDefault("removed", 0L),
                                            "" + counts.getOrDefault("again", 0L)));
        }
        table.print(out);
        if (!outcomes.isEmpty()) {
            out.println();
            outcomes.print(out);
        }
        out.flush();
    }

    private static String took(PastRun run) {
        Instant end = run.finishedAt() == null ? Instant.now() : run.finishedAt();
        long seconds = Math.max(0, Duration.between(run.startedAt(), end).toSeconds());
        String took = seconds < 120 ? seconds + " s" : seconds / 60 + " min";
        return run.finishedAt() == null ? took + " so far" : took;
    }

    /** Rows by kind of change, for each destination with outcome and reason. */
    private static Map<List<String>, Map<String, Long>> byOutcome(List<RunResult> results) {
        Map<List<String>, Map<String, Long>> counts = new LinkedHashMap<>();
        for (RunResult each : results) {
            counts.computeIfAbsent(
                            List.of(each.destination(), each.outcome(), each.reason()),
                            what -> new LinkedHashMap<>())
                    .merge(each.op(), each.rows(), Long::sum);
        }
        return counts;
    }

    static ObjectNode json(PastRun run, List<RunResult> results) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("run", run.id());
        node.put("sync", run.sync());
        node.put("state", run.state().word());
        node.put("started_at", "" + run.startedAt());
        node.put("queried_at", run.queriedAt() == null ? null : "" + run.queriedAt());
        node.put("handed_on_at", run.handedAt() == null ? null : "" + run.handedAt());
        node.put("finished_at", run.finishedAt() == null ? null : "" + run.finishedAt());
        node.put("rows", run.rows());
        node.put("operations", run.operations());
        node.put("added", run.added());
        node.put("changed", run.changed());
        node.put("removed", run.removed());
        node.put("again", run.again());
        node.put("reason", run.reason());
        ArrayNode outcomes = node.putArray("outcomes");
        byOutcome(results)
                .forEach(
                        (what, counts) -> {
                            ObjectNode line =
                                    outcomes.addObject()
                                            .put("destination", what.get(0))
                                            .put("outcome", what.get(1))
                                            .put("reason", what.get(2));
                            OPS.forEach(op -> line.put(op, counts.getOrDefault(op, 0L)));
                        });
        return node;
    }
}
