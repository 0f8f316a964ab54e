package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Application;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin private SettingsOption settings;

    @Override
    public Integer call() throws Exception {
        try (Application application = new Application(settings.read(), routes, mappings)) {
            application.start();
            application.await();
        }
        return 0;
    }
}
