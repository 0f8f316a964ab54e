package io.tiktokroutes.cli;

import io.tiktokroutes.calls.CallLog;
import io.tiktokroutes.inbox.log.EventLog;
import io.tiktokroutes.inbox.log.LedgerLine;
import io.tiktokroutes.inbox.log.Run;
import io.tiktokroutes.inbox.log.RunFilter;
import io.tiktokroutes.inbox.log.RunId;
import io.tiktokroutes.inbox.log.RunLog;
import io.tiktokroutes.inbox.log.StoredPayloads;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Sql;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code log}: what became of each record. */
@Command(
        name = "log",
        description = {
            "Lists the runs, one for each record, the newest first; or shows one of them with what"
                    + " every destination did.",
            "--events lists instead what destinations received and rejected, --calls what was sent"
                    + " to them and what they answered."
        },
        mixinStandardHelpOptions = true)
final class LogCommand implements Callable<Integer> {

    private static final int MOST = 100_000;
    private static final int USUAL = 50;
    private static final int FEW = 10;

    @Parameters(
            paramLabel = "RUN-ID",
            arity = "0..1",
            description = "The run to show, by the running ID that the list gives.")
    private String runId;

    @Mixin private LogFilterOptions filters;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "So many lines at most; 50, or 10 calls with request and response.")
    private Integer most;

    @Option(names = "--follow", description = "Go on and print what comes, until stopped.")
    private boolean follow;

    @Option(
            names = "--detail",
            description =
                    "With a run: also the record, while it is stored, personal data hidden. With"
                            + " --calls: all records of each request.")
    private boolean detail;

    @Option(names = "--plain", description = "With --detail: also the personal data.")
    private boolean plain;

    @Option(names = "--events", description = "The event log: received and rejected, with a chart.")
    private boolean events;

    @Option(names = "--received", description = "With --events: only what was received.")
    private boolean received;

    @Option(names = "--rejected", description = "With --events: only what was rejected.")
    private boolean rejected;

    @Mixin private CallOptions calls;

    @Option(names = "--json", description = "One JSON object a line, for scripts.")
    private boolean json;

    @Mixin private RoutesOption routes;

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check();
        Settings read = settings.read();
        // the log is there for who has no route files at hand, too
        List<Flow> flows =
                Files.isDirectory(routes.folder())
                        ? new FlowFiles(routes.folder()).all()
                        : List.of();
        RunFilter filter = filters.read(flows);
        if (follow && Database.isForOne(read) && RunningProgram.find(read).isEmpty()) {
            throw new StartupException(
                    "--follow needs the running program, and none runs at "
                            + RunningProgram.url(read)
                            + ": the database file would be in use, and the program could not"
                            + " start");
        }
        try (Database database = Quiet.look(read)) {
            Sql sql = new Sql(database.dataSource());
            if (calls.wanted()) {
                calls(sql, filter, flows, read);
                return 0;
            }
            ShownPayload payloads =
                    new ShownPayload(new StoredPayloads(sql), flows, mappings, plain);
            RunLog log = new RunLog(sql);
            if (events) {
                events(new EventLog(sql), filter, payloads, flows);
            } else if (runId != null || !filters.key().isEmpty()) {
                show(log, filter, new RunView(flows, payloads, detail));
            } else {
                list(log, filter, flows);
            }
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** What does not go together, before anything is opened. */
    private void check() throws StartupException {
        boolean one = runId != null || !filters.key().isEmpty();
        if (limit() < 1 || limit() > MOST) {
            throw new StartupException("--limit is " + most + "; write 1 to " + MOST);
        }
        if (calls.failed() && !calls.wanted()) {
            throw new StartupException("--failed goes with --calls");
        }
        if (calls.wanted()) {
            if (runId != null || events || received || rejected || plain || filters.isOfRecords()) {
                throw new StartupException(
                        "--calls goes with --destination, --key, --since, --failed, --limit,"
                                + " --detail, --json and --follow only");
            }
            return;
        }
        if ((received || rejected) && !events) {
            throw new StartupException("--received and --rejected go with --events");
        }
        if (follow && (events || one)) {
            throw new StartupException("--follow goes with the list of runs only");
        }
        if (detail && (events || !one)) {
            throw new StartupException("--detail goes with one run: name its RUN-ID or its --key");
        }
        if (plain && !detail) {
            throw new StartupException("--plain goes with --detail");
        }
    }

    private int limit() {
        boolean bodies = calls.wanted() && (filters.hasDestination() || !filters.key().isEmpty());
        return most == null ? (bodies ? FEW : USUAL) : most;
    }

    private void calls(Sql sql, RunFilter filter, List<Flow> flows, Settings read)
            throws StartupException, SQLException, IOException {
        Set<String> requestIds = new HashSet<>();
        if (!filter.key().isEmpty()) {
            for (Run run : new RunLog(sql).latest(filter, MOST)) {
                run.actions().forEach(action -> requestIds.add(action.outcome().requestId()));
            }
            requestIds.remove("");
        }
        CallLog.Wanted wanted =
                new CallLog.Wanted(
                        filter.destination(),
                        filter.key(),
                        requestIds,
                        filter.since(),
                        calls.failed(),
                        0);
        new CallsView(new CallLog(sql), flows, read, wanted, new CallLines(filter.key(), detail))
                .print(Main.streams(spec).out(), limit(), json, follow);
    }

    private void list(RunLog log, RunFilter filter, List<Flow> flows)
            throws IOException, SQLException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Run> runs = log.latest(filter, limit());
        if (follow) {
            new LogFollowing(log, filter, json, Main.streams(spec).out()).go(runs);
        } else if (json) {
            NdjsonOut lines = new NdjsonOut(Main.streams(spec).out());
            for (Run run : runs) {
                lines.write(RunLines.json(run, false));
            }
            lines.flush();
        } else if (runs.isEmpty()) {
            out.println(filters.nothing(flows));
        } else {
            RunLines.print(out, runs);
        }
    }

    private void show(RunLog log, RunFilter filter, RunView view)
            throws StartupException, SQLException, IOException {
        List<Run> runs = runId == null ? log.latest(filter, limit()) : List.of(find(log));
        if (runs.isEmpty()) {
            throw new StartupException(
                    "no record has the key '"
                            + filters.key()
                            + "', or the ledger has forgotten it");
        }
        if (json) {
            NdjsonOut out = new NdjsonOut(Main.streams(spec).out());
            for (Run run : runs) {
                view.printJson(out, run);
            }
            out.flush();
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        for (int i = 0; i < runs.size(); i++) {
            if (i > 0) {
                out.println();
            }
            view.print(out, runs.get(i));
        }
    }

    private Run find(RunLog log) throws StartupException, SQLException {
        UUID id;
        try {
            id = UUID.fromString(runId);
        } catch (IllegalArgumentException e) {
            throw notAnId(e);
        }
        if (!RunId.isOne(id)) {
            throw notAnId(null);
        }
        return log.find(id)
                .orElseThrow(
                        () ->
                                new StartupException(
                                        "there is no run "
                                                + runId
                                                + ", or the ledger has forgotten it"));
    }

    private StartupException notAnId(Exception cause) {
        return new StartupException(
                "'" + runId + "' is no running ID; log lists them, and log --key finds a record",
                cause);
    }

    private void events(EventLog log, RunFilter filter, ShownPayload payloads, List<Flow> flows)
            throws SQLException, IOException {
        List<String> wanted = new ArrayList<>(filter.outcomes());
        if (wanted.isEmpty()) {
            wanted.addAll(rejected && !received ? List.of() : EventLog.RECEIVED);
            wanted.addAll(received && !rejected ? List.of() : EventLog.REJECTED);
        }
        List<LedgerLine> lines = log.latest(filter.of(wanted), limit());
        if (json) {
            NdjsonOut out = new NdjsonOut(Main.streams(spec).out());
            EventLines.printJson(out, lines, payloads);
            out.flush();
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        Instant now = Instant.now();
        EventChart chart =
                new EventChart(
                        Objects.requireNonNullElse(filter.since(), now.minus(EventChart.USUAL)),
                        now);
        chart.print(out, log.counts(filter.of(List.of()), chart.from(), chart.step()));
        out.println();
        if (lines.isEmpty()) {
            out.println(filters.nothing(flows));
        } else {
            EventLines.print(out, lines);
        }
    }
}
