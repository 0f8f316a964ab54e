package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.warehouse.runs.PastRun;
import io.tiktokroutes.warehouse.runs.RunBook;
import io.tiktokroutes.warehouse.runs.RunBook.Bound;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code syncs}: which syncs there are, and what their last runs came to. */
@Command(
        name = "syncs",
        description = {
            "Lists the syncs of the warehouse with their last and next runs.",
            "runs lists the runs of one, rows what became of each row; run begins a run at once, and"
                    + " cancel stops one."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            SyncRunsCommand.class,
            SyncRowsCommand.class,
            SyncRunCommand.class,
            SyncCancelCommand.class
        })
final class SyncsCommand implements Callable<Integer> {

    /** The group of the schedules of syncs. */
    static final String GROUP = "models/";

    /** One line. */
    private record Line(
            String name, SyncFlow flow, Bound bound, PastRun last, Optional<String> next) {}

    @Mixin private RoutesOption routes;

    @Option(names = "--all", description = "Drafts, too, not only syncs that run.")
    private boolean all;

    @Option(names = "--json", description = "One JSON object a line, for scripts.")
    private boolean json;

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings read = settings.read();
        SyncFiles files = new SyncFiles(routes.folder(), read);
        Map<String, Bound> bound = new TreeMap<>();
        Map<String, PastRun> last = new TreeMap<>();
        if (Database.isMade(read)) {
            try (Database database = Quiet.open(read)) {
                RunBook book = new RunBook(new Sql(database.dataSource()));
                bound.putAll(book.bound());
                last.putAll(book.last());
            }
        }
        Optional<RunningProgram> program = RunningProgram.find(read);
        List<Line> lines = new ArrayList<>();
        for (SyncFlow flow : all ? files.all() : files.active()) {
            String name = flow.name();
            Optional<String> next =
                    flow.draft()
                            ? Optional.empty()
                            : program.flatMap(p -> p.next(GROUP + name)).map(Object::toString);
            lines.add(new Line(name, flow, bound.get(name), last.get(name), next));
        }
        for (Bound each : bound.values()) {
            if (files.find(each.name()).isEmpty()) {
                lines.add(
                        new Line(each.name(), null, each, last.get(each.name()), Optional.empty()));
            }
        }
        if (json) {
            printJson(lines);
        } else {
            print(lines, program.isPresent(), read);
        }
        return 0;
    }

    private void print(List<Line> lines, boolean runs, Settings read) {
        PrintWriter out = spec.commandLine().getOut();
        Table table =
                new Table(
                        "SYNC", "FLOW", "MODEL", "MODE", "LAST RUN", "STATE", "FOUND", "NEXT RUN");
        for (Line line : lines) {
            table.add(
                    line.name(),
                    line.flow() == null
                            ? "no route"
                            : line.flow().flow() + (line.flow().draft() ? " (draft)" : ""),
                    line.flow() == null ? "" : line.flow().model(),
                    mode(line),
                    line.last() == null ? "" : Moment.shown(line.last().startedAt()),
                    line.last() == null ? "" : line.last().state().word(),
                    line.last() == null || line.last().queriedAt() == null
                            ? ""
                            : line.last().counts(),
                    line.next().map(java.time.Instant::parse).map(Moment::shown).orElse(""));
        }
        if (table.isEmpty()) {
            out.println("No route reads a warehouse.");
        } else {
            table.print(out);
        }
        if (!runs && !table.isEmpty()) {
            out.println();
            out.println("No program runs at " + RunningProgram.url(read) + ".");
        }
        out.flush();
    }

    private static String mode(Line line) {
        return line.flow() != null ? line.flow().parameter("mode") : line.bound().mode();
    }

    private void printJson(List<Line> lines) throws IOException {
        NdjsonOut out = new NdjsonOut(Main.streams(spec).out());
        for (Line line : lines) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("sync", line.name());
            node.put("flow", line.flow() == null ? null : line.flow().flow());
            node.put("file", line.flow() == null ? null : line.flow().file().toString());
            node.put("draft", line.flow() != null && line.flow().draft());
            node.put("model", line.flow() == null ? null : line.flow().model());
            node.put("mode", mode(line));
            node.put("inbox", line.bound() == null ? "" : line.bound().inbox());
            node.put("next_run", line.next().orElse(null));
            node.set(
                    "last_run",
                    line.last() == null
                            ? JsonNodeFactory.instance.nullNode()
                            : SyncRunsCommand.json(line.last(), List.of()));
            out.write(node);
        }
        out.flush();
    }
}
