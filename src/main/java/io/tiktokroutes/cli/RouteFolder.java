package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of the route files, for commands that read what stands in them. */
final class RouteFolder {

    private static final String SUFFIX = ".camel.yaml";

    private RouteFolder() {}

    /**
     * @throws StartupException when there is no such folder
     */
    static void check(Path routes) throws StartupException {
        if (!Files.isDirectory(routes)) {
            throw new StartupException(
                    "there is no folder "
                            + routes
                            + "; start the program where routes is, or name it with --routes");
        }
    }

    /** The route files right in a folder, by name; none when there is no such folder. */
    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.filter(RouteFolder::isRouteFile).sorted().toList();
        }
    }

    /** What begins with a dot is what an editor keeps while somebody writes. */
    private static boolean isRouteFile(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".") && Files.isRegularFile(file);
    }
}
