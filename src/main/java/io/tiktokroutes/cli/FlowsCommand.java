package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.cli.FlowReport.Line;
import io.tiktokroutes.runtime.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flows}: which flows there are, and how they do. */
@Command(
        name = "flows",
        description = {
            "Lists the flows: the routes of the route files, with their state, their inbox and what"
                    + " their destinations made of the records.",
            "stop, start and create change them."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {FlowStopCommand.class, FlowStartCommand.class, FlowCreateCommand.class})
final class FlowsCommand implements Callable<Integer> {

    @Mixin private RoutesOption routes;

    @Option(names = "--json", description = "One JSON object a line, for scripts.")
    private boolean json;

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings read = settings.read();
        FlowFiles files = new FlowFiles(routes.folder());
        Optional<RunningProgram> program = RunningProgram.find(read);
        FlowReport report = new FlowReport(read, files.all(), program);
        if (json) {
            printJson(report);
        } else {
            print(report, files, program.isPresent(), RunningProgram.url(read));
        }
        return 0;
    }

    private void print(FlowReport report, FlowFiles files, boolean runs, String url) {
        PrintWriter out = spec.commandLine().getOut();
        Table flows =
                new Table(
                        "FLOW", "STATE", "KIND", "SOURCE", "INBOX", "LAST DELIVERY", "DESCRIPTION");
        for (Line line : report.lines()) {
            Flow flow = line.flow();
            flows.add(
                    flow.id(),
                    line.state().brief(),
                    flow.category(),
                    flow.source(),
                    depth(line),
                    report.lastDelivery(flow).map(Moment::shown).orElse(""),
                    flow.description());
        }
        flows.print(out);
        printRuns(out, report);
        Table outcomes =
                new Table(
                        Set.of(2, 3, 4, 5),
                        "FLOW",
                        "DESTINATION",
                        "DELIVERED",
                        "SKIPPED",
                        "REFUSED",
                        "FAILED");
        for (Line line : report.lines()) {
            for (String destination : report.destinations(line.flow())) {
                outcomes.add(
                        line.flow().id(),
                        destination,
                        cell(report, line.flow(), destination, 0),
                        cell(report, line.flow(), destination, 1),
                        cell(report, line.flow(), destination, 2),
                        cell(report, line.flow(), destination, 3));
            }
        }
        if (!outcomes.isEmpty()) {
            out.println();
            out.println("Outcomes of the last 24 hours / of all that the ledger keeps");
            outcomes.print(out);
        }
        printNotes(out, report, files, runs, url);
        out.flush();
    }

    private static void printRuns(PrintWriter out, FlowReport report) {
        Table runs = new Table("FLOW", "SCHEDULE", "LAST RUN", "NEXT RUN");
        for (Line line : report.lines()) {
            if (!line.flow().schedule().isEmpty() && !line.flow().draft()) {
                runs.add(
                        line.flow().id(),
                        line.flow().schedule(),
                        Moment.shown(line.lastRun()),
                        Moment.shown(line.nextRun()));
            }
        }
        if (!runs.isEmpty()) {
            out.println();
            runs.print(out);
        }
    }

    private static void printNotes(
            PrintWriter out, FlowReport report, FlowFiles files, boolean runs, String url) {
        Table notes = new Table("NOTE", "");
        for (Line line : report.lines()) {
            if (!line.state().detail().isEmpty() && line.stoppedAt() == null) {
                notes.add(line.flow().id(), line.state().detail());
            }
        }
        files.unreadable().forEach((file, why) -> notes.add(file.getFileName().toString(), why));
        if (!report.countedAll()) {
            notes.add("outcomes", "the ledger is too large to be counted as a whole here");
        }
        if (!runs) {
            notes.add("program", "none runs at " + url);
        }
        if (!notes.isEmpty()) {
            out.println();
            notes.print(out);
        }
    }

    private static String depth(Line line) {
        if (line.depth() == null) {
            return "";
        }
        long waiting = line.depth().waiting();
        return line.depth().depth() + (waiting == 0 ? "" : " (" + waiting + " to try again)");
    }

    private static String cell(FlowReport report, Flow flow, String destination, int kind) {
        String outcome = FlowReport.KINDS.get(kind);
        return report.lastDay(flow, destination, outcome)
                + " / "
                + (report.countedAll() ? report.inAll(flow, destination, outcome) : "?");
    }

    private void printJson(FlowReport report) throws IOException {
        NdjsonOut out = new NdjsonOut(Main.streams(spec).out());
        for (Line line : report.lines()) {
            Flow flow = line.flow();
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("flow", flow.id());
            node.put("description", flow.description());
            node.put("file", flow.file().toString());
            node.put("state", line.state().word());
            node.put("detail", line.state().detail());
            node.put("stopped_at", line.stoppedAt() == null ? null : "" + line.stoppedAt());
            node.put("category", flow.category());
            node.put("source", flow.source());
            node.put("schedule", flow.schedule());
            node.put("last_run", line.lastRun() == null ? null : "" + line.lastRun());
            node.put("next_run", line.nextRun() == null ? null : "" + line.nextRun());
            node.put("inbox", flow.inbox());
            node.put("depth", line.depth() == null ? null : line.depth().depth());
            node.put("waiting", line.depth() == null ? null : line.depth().waiting());
            node.put("last_delivery", report.lastDelivery(flow).map(Object::toString).orElse(null));
            ArrayNode destinations = node.putArray("destinations");
            for (String destination : report.destinations(flow)) {
                ObjectNode told = destinations.addObject().put("destination", destination);
                ObjectNode day = told.putObject("last_24_hours");
                FlowReport.KINDS.forEach(k -> day.put(k, report.lastDay(flow, destination, k)));
                if (report.countedAll()) {
                    ObjectNode all = told.putObject("in_all");
                    FlowReport.KINDS.forEach(k -> all.put(k, report.inAll(flow, destination, k)));
                }
            }
            out.write(node);
        }
        out.flush();
    }
}
