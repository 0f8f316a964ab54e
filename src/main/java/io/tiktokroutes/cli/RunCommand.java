package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: all routes, with real credentials. */
@Command(
        name = "run",
        description = "Runs the routes of a folder until stopped.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path routes = Path.of("routes");

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    @Option(
            names = "--dry-run",
            description = {
                "Read and map, and print what would be sent, one JSON object a line, instead of",
                "sending it. Nothing is marked as done."
            })
    private boolean dryRun;

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (dryRun) {
            // standard output is for the records; read before the first line is logged
            System.setProperty("log.target", "SYSTEM_ERR");
        }
        try (Application application = application()) {
            application.start();
            application.await();
        }
        return 0;
    }

    private Application application() throws StartupException, IOException {
        if (!dryRun) {
            return new Application(settings.read(), routes, mappings);
        }
        NdjsonOut out = new NdjsonOut(Main.streams(spec).out());
        return Application.dryRun(settings.read(), routes, mappings, line -> print(out, line));
    }

    /** Routes run side by side, and whoever reads wants whole lines at once. */
    private static void print(NdjsonOut out, ObjectNode line) {
        synchronized (out) {
            try {
                out.write(line);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
