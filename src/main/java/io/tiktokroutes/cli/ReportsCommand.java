package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.cli.ReportList.Line;
import io.tiktokroutes.reports.ReportFreshness.Read;
import io.tiktokroutes.runtime.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reports}: which reports there are, and how far they were read. */
@Command(
        name = "reports",
        description = {
            "Lists the reports of the route files, their tables, and which days were read.",
            "export writes the rows of a table to a CSV file; backfill reads more days."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = ReportsExportCommand.class)
final class ReportsCommand implements Callable<Integer> {

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path routes = Path.of("routes");

    @Option(names = "--all", description = "Drafts, too, not only reports that run.")
    private boolean all;

    @Option(names = "--json", description = "One JSON object a line, for scripts.")
    private boolean json;

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings read = settings.read();
        ReportFiles files = new ReportFiles(routes, read);
        List<Line> lines = new ReportList(read, files, all).lines();
        if (json) {
            printJson(lines);
            return 0;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (!lines.isEmpty()) {
            print(out, lines);
        }
        if (files.active().isEmpty()) {
            out.println("No route reads a report.");
        }
        if (!all && !files.drafts().isEmpty()) {
            out.println(
                    (lines.isEmpty() ? "" : "\n")
                            + "Drafts, which do not run: "
                            + files.drafts().stream()
                                    .map(ReportFlow::name)
                                    .collect(Collectors.joining(", ")));
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, List<Line> lines) {
        Table table =
                new Table(
                        Set.of(4, 7),
                        "REPORT",
                        "FLOW",
                        "LEVEL",
                        "TABLE",
                        "ADVERTISERS",
                        "FIRST DAY",
                        "NEWEST DAY",
                        "DAYS",
                        "LAST SUCCESS",
                        "NEXT RUN");
        Instant now = Instant.now();
        for (Line line : lines) {
            table.add(
                    line.report().name(),
                    line.report().flow() + (line.report().draft() ? " (draft)" : ""),
                    line.report().level(),
                    String.join(", ", line.report().tables()),
                    line.read().isEmpty() ? "" : "" + line.read().size(),
                    line.firstDay().map(Object::toString).orElse(""),
                    line.newestDay().map(Object::toString).orElse(""),
                    line.read().isEmpty() ? "" : "" + line.days(),
                    line.lastSuccess()
                            .map(at -> age(Duration.between(at, now)) + " ago")
                            .orElse("never"),
                    line.next().map(Moment::shown).orElse(""));
        }
        table.print(out);
    }

    /** In the largest unit that says enough. */
    private static String age(Duration age) {
        if (age.toHours() >= 48) {
            return age.toDays() + " d";
        }
        if (age.toMinutes() >= 120) {
            return age.toHours() + " h";
        }
        return Math.max(0, age.toMinutes()) + " min";
    }

    private void printJson(List<Line> lines) throws IOException {
        NdjsonOut out = new NdjsonOut(Main.streams(spec).out());
        for (Line line : lines) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("report", line.report().name());
            node.put("flow", line.report().flow());
            node.put("file", line.report().file().toString());
            node.put("draft", line.report().draft());
            node.put("level", line.report().level());
            ArrayNode tables = node.putArray("tables");
            line.report().tables().forEach(tables::add);
            node.put("next_run", line.next().map(Object::toString).orElse(null));
            ArrayNode accounts = node.putArray("advertisers");
            for (Read read : line.read()) {
                accounts.addObject()
                        .put("advertiser_id", read.advertiserId())
                        .put("first_day", read.firstDay().toString())
                        .put("newest_day", read.newestDay().toString())
                        .put("days", read.days())
                        .put("rows", read.rows())
                        .put("last_success", read.lastSuccess().toString());
            }
            out.write(node);
        }
        out.flush();
    }
}
