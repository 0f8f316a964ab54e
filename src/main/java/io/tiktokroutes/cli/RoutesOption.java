package io.tiktokroutes.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --routes}, the same for every command about flows. */
final class RoutesOption {

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path folder = Path.of("routes");

    Path folder() {
        return folder;
    }
}
