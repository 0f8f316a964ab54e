package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file; ./application.properties when not given.")
    private Path config;

    @Override
    public Integer call() throws Exception {
        if (config != null && !Files.isRegularFile(config)) {
            throw new StartupException("there is no settings file " + config);
        }
        Path file = config == null ? Path.of(Settings.FILE) : config;
        Settings settings = Settings.read(file, System.getenv(), System.getProperties());
        try (Application application = new Application(settings, routes, mappings)) {
            application.start();
            application.await();
        }
        return 0;
    }
}
