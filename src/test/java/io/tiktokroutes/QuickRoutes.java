package io.tiktokroutes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Shipped routes whose records are tried again soon, so that tests need not wait. */
final class QuickRoutes {

    private static final Path SHIPPED = Path.of("routes");
    private static final Pattern FROM_INBOX =
            Pattern.compile("(\n      uri: inbox:[a-z-]+\n)(      parameters:\n)?");

    private QuickRoutes() {}

    /** A folder with all of them. */
    static Path all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            List<Path> names = files.filter(Files::isRegularFile).map(SHIPPED::relativize).toList();
            return only(folder, names.stream().map(Path::toString).toArray(String[]::new));
        }
    }

    /** A folder with those files. */
    static Path only(Path folder, String... names) throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        for (String name : names) {
            Files.writeString(routes.resolve(name), quick(Files.readString(SHIPPED.resolve(name))));
        }
        return routes;
    }

    /** The same text with half a second between the first tries. */
    static String quick(String routes) {
        return FROM_INBOX.matcher(routes).replaceAll("$1      parameters:\n        backoff: 500\n");
    }
}
