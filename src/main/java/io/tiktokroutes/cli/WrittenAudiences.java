package io.tiktokroutes.cli;

import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The audience destinations of the route files that run. */
final class WrittenAudiences {

    /** The kamelets that fill audiences, and what tables call their kind. */
    private static final Map<String, String> KINDS =
            Map.of("tiktok-audience-sink", "segment", "tiktok-audience-file-sink", "file");

    private final GivenParameters given;

    private WrittenAudiences(Settings settings) {
        this.given = new GivenParameters(settings);
    }

    /**
     * Reads them, by file, in the order they stand there.
     *
     * @throws StartupException when there is no such folder, or a file of it cannot be read
     */
    static List<WrittenAudience> read(Path routes, Settings settings) throws StartupException {
        RouteFolder.check(routes);
        try {
            WrittenAudiences written = new WrittenAudiences(settings);
            List<WrittenAudience> all = new ArrayList<>();
            for (Path file : RouteFolder.files(routes)) {
                String text = Files.readString(file);
                // a mistake in the file of something else is none of ours
                if (text.contains("tiktok-audience-")) {
                    written.add(RouteFile.parse(file.toString(), text), all);
                }
            }
            return all;
        } catch (RouteFileException e) {
            throw new StartupException(e.getMessage(), e);
        } catch (IOException e) {
            throw new StartupException(routes + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void add(RouteFile file, List<WrittenAudience> all) throws RouteFileException {
        for (EndpointUse use : file.contents().endpoints()) {
            String kind = use.isKamelet() ? KINDS.get(use.name()) : null;
            if (kind != null) {
                Map<String, String> parameters = given.all(use);
                String destination = parameters.getOrDefault("destination", "");
                all.add(new WrittenAudience(destination, kind, parameters));
            }
        }
    }
}
