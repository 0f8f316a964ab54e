package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.DatabaseProbe;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.token.StoredToken;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: whether all that the routes will need is there, one line each. */
@Command(
        name = "check",
        description = {
            "Tells whether token, ad accounts, pixel, forms, audiences, database, report tables, warehouse"
                    + " and CDP can be reached, and how a running program does.",
            "Exit code 0 when nothing is bad, 1 when something is, 2 for a wrong setting."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private static final Duration CALL = Duration.ofSeconds(8);
    private static final long MOST_SECONDS = 40;

    /** What TikTok is asked has to be told by then, too. */
    private static final long LAST_QUESTION_SECONDS = 28;

    @Spec private CommandSpec spec;

    @Mixin private SettingsOption settings;

    @Option(
            names = "--leads",
            description =
                    "Also have TikTok make an export of the leads of one form in each region; it is"
                            + " not read.")
    private boolean leads;

    @Override
    public Integer call() throws Exception {
        // what is worth telling stands in the lines
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
        Settings read = settings.read();
        int port = read.number("http.port", 1, 65535);
        String host = read.get("http.host").replace("0.0.0.0", "127.0.0.1");
        StoredToken.Found token = StoredToken.find(read);
        try (Connections connections = new Connections(read, CALL, token.value())) {
            long begin = System.nanoTime();
            long end = begin + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
            long last = begin + TimeUnit.SECONDS.toNanos(LAST_QUESTION_SECONDS);
            var tiktok = begin(() -> new TikTokChecks(read, connections, token, leads, last).run());
            Path routes = Path.of("routes");
            var audiences = begin(() -> new AudienceChecks(routes, read, connections).run());
            var cdp = begin(() -> new CdpCheck(read, connections).run());
            var reports = begin(() -> new ReportChecks(read, connections).run());
            var syncs = begin(() -> new SyncChecks(read, Path.of("routes")).run());
            var segment = begin(() -> new SegmentCheck(read, connections).run());
            var program = begin(() -> new ProgramChecks("http://" + host + ":" + port).run());
            var probe = begin(() -> database(read, program.join()));
            boolean good = print("tiktok", tiktok, end);
            good &= print("audiences", audiences, end);
            good &= print("database", probe, end);
            good &= print("reports", reports, end);
            good &= print("warehouse", syncs, end);
            good &= print("cdp", cdp, end);
            good &= print("segment", segment, end);
            good &= print("program", program, end);
            return good ? 0 : 1;
        }
    }

    private static CompletableFuture<List<Checked>> begin(Supplier<List<Checked>> check) {
        CompletableFuture<List<Checked>> lines = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                lines.complete(check.get());
                            } catch (RuntimeException | Error e) {
                                lines.completeExceptionally(e);
                            }
                        },
                        "check");
        thread.setDaemon(true);
        thread.start();
        return lines;
    }

    /** True when none of the lines is bad. */
    private boolean print(String name, CompletableFuture<List<Checked>> check, long end)
            throws InterruptedException {
        List<Checked> lines;
        try {
            lines = check.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            lines = List.of(Checked.failed(name, "no answer within " + MOST_SECONDS + " seconds"));
        } catch (ExecutionException e) {
            lines = List.of(Checked.failed(name, String.valueOf(e.getCause())));
        }
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(line -> out.println(line.line()));
        out.flush();
        return lines.stream().noneMatch(line -> line.state() == Checked.State.FAILED);
    }

    private static List<Checked> database(Settings settings, List<Checked> program) {
        String name = "database";
        DatabaseProbe probe = new DatabaseProbe(settings);
        String shown = probe.shown();
        try {
            return List.of(
                    switch (probe.look()) {
                        case REACHED -> Checked.ok(name, shown);
                        case NOT_MADE_YET ->
                                Checked.ok(name, shown + " is made at the first start");
                        case IN_USE ->
                                ProgramChecks.isRunning(program)
                                        ? Checked.ok(
                                                name,
                                                shown + ", which the running program has open")
                                        : Checked.not(name, shown + " is open in another process");
                    });
        } catch (StartupException e) {
            return List.of(Checked.failed(name, e.getMessage()));
        } catch (SQLException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return List.of(
                    Checked.failed(
                            name,
                            shown
                                    + ": "
                                    + why
                                    + "; check database.url, database.user and"
                                    + " database.password"));
        }
    }
}
