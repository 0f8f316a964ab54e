package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: sandbox, an empty database and every route, on sample data. */
@Command(
        name = "demo",
        description = "Runs every route on sample data against the sandbox; needs no account.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Without a subscription the leads come all the same, by export. */
    private static final Duration SUBSCRIBED = Duration.ofSeconds(10);

    @Spec private CommandSpec spec;

    @Option(names = "--once", description = "Stop when all sample work is done.")
    private boolean once;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the database; emptied.")
    private Path data = Path.of("data", "demo");

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path routes = Path.of("routes");

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    @Option(names = "--sandbox-port", description = "Port of the sandbox; 0 for a free one.")
    private int sandboxPort;

    @Option(names = "--verbose", description = "Show the program's log.")
    private boolean verbose;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (!verbose) {
            Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.ERROR);
        }
        empty(data);
        try (Sandbox sandbox = SandboxCommand.start("127.0.0.1", sandboxPort)) {
            return run(sandbox, out);
        }
    }

    private int run(Sandbox sandbox, PrintWriter out) throws Exception {
        Settings settings = settings(sandbox);
        DemoWarehouse warehouse = new DemoWarehouse(routes);
        try (Application application =
                Application.demo(settings, routes, mappings, warehouse.drafts())) {
            out.println("Starting the sandbox and the program with the routes in " + routes + " …");
            out.flush();
            DemoWork work = new DemoWork(sandbox, application, warehouse);
            work.beStrict();
            warehouse.open(settings);
            application.start();
            work.submitLeads(SUBSCRIBED);
            work.postEvents();
            boolean done = work.await(PATIENCE);
            boolean kept = new DemoAccount(work, out).print(done);
            if (once || !done) {
                return done && kept ? 0 : 1;
            }
            // from here on it is worth seeing what an edit does
            Configurator.setLevel("io.tiktokroutes.runtime.live", Level.INFO);
            out.println("It stays up until you press Ctrl-C. Try:");
            work.tryThis().forEach(line -> out.println("  " + line));
            out.flush();
            application.await();
        }
        return 0;
    }

    private Settings settings(Sandbox sandbox) throws StartupException {
        Map<String, String> fixed = new HashMap<>();
        fixed.put("tiktok.api-url", sandbox.apiUrl());
        fixed.put("tiktok.access-token", Sandbox.ACCESS_TOKEN);
        fixed.put("tiktok.app-id", Sandbox.APP_ID);
        fixed.put("tiktok.app-secret", Sandbox.APP_SECRET);
        fixed.put(
                "tiktok.advertiser-ids",
                Sandbox.ADVERTISER_ID + "," + Sandbox.SECOND_ADVERTISER_ID);
        fixed.put("tiktok.lead-forms", "");
        fixed.put("tiktok.lead-regions", "row,us,eu");
        fixed.put("tiktok.pixel-code", Sandbox.PIXEL_CODE);
        fixed.put("tiktok.event-set-id", Sandbox.EVENT_SET_ID);
        fixed.put("tiktok.test-event-code", "");
        fixed.put("cdp.api-url", sandbox.cdpUrl());
        fixed.put("cdp.portal-id", Sandbox.CDP_PORTAL_ID);
        fixed.put("cdp.source-id", Sandbox.CDP_SOURCE_ID);
        fixed.put("cdp.token", Sandbox.CDP_TOKEN);
        fixed.put("segment.api-url", sandbox.segmentUrl());
        fixed.put("segment.sink-write-key", Sandbox.SEGMENT_WRITE_KEY);
        fixed.put("database.url", "jdbc:h2:file:" + data.toAbsolutePath().resolve("demo"));
        fixed.put("database.user", "");
        fixed.put("database.password", "");
        fixed.put("reports.url", "");
        fixed.put("warehouse.url", "");
        fixed.put("sources.key", "");
        fixed.put("segment.write-key", "");
        fixed.put("http.host", "127.0.0.1");
        // the sample work shall not wait for tomorrow morning
        fixed.put("leads.schedule", "0/3 * * * * ?");
        fixed.put("leads.poll-millis", "100");
        fixed.put("reports.schedule", "0/3 * * * * ?");
        fixed.put("warehouse.schedule", "0/5 * * * * ?");
        Settings settings =
                Settings.read(Path.of(Settings.FILE), System.getenv(), System.getProperties());
        fixed.put(
                "leads.webhook-url",
                "http://127.0.0.1:" + settings.get("http.port") + "/webhooks/tiktok/leads");
        fixed.put("leads.subscription-check", "5m");
        return settings.with(fixed);
    }

    /** The demo begins with an empty database; only files of an earlier demo are removed. */
    private static void empty(Path folder) throws StartupException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : old) {
                if (file.getFileName().toString().startsWith("demo.")) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new StartupException("the folder " + folder + " cannot be emptied: " + e, e);
        }
    }
}
