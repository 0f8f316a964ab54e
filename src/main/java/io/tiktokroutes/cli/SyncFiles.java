package io.tiktokroutes.cli;

import io.tiktokroutes.lint.Project;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The syncs that stand in the route files, drafts included. */
final class SyncFiles {

    private static final String SOURCE = "warehouse-source";

    private final GivenParameters given;
    private final List<SyncFlow> syncs = new ArrayList<>();

    /**
     * @param routes the folder of the route files; without one there are no syncs
     * @throws StartupException when the file of a sync cannot be read
     */
    SyncFiles(Path routes, Settings settings) throws StartupException {
        this.given = new GivenParameters(settings);
        try {
            read(routes, false);
            read(routes.resolve("drafts"), true);
        } catch (RouteFileException e) {
            throw new StartupException(e.getMessage(), e);
        } catch (IOException e) {
            throw new StartupException(routes + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Those that run first, by file, in the order they stand there. */
    List<SyncFlow> all() {
        return syncs;
    }

    /** Those that run. */
    List<SyncFlow> active() {
        return syncs.stream().filter(sync -> !sync.draft()).toList();
    }

    Optional<SyncFlow> find(String name) {
        return syncs.stream().filter(sync -> sync.name().equals(name)).findFirst();
    }

    private void read(Path folder, boolean draft) throws IOException, RouteFileException {
        Map<Path, RouteFile> parsed = new LinkedHashMap<>();
        boolean any = false;
        for (Path file : RouteFolder.files(folder)) {
            String text = Files.readString(file);
            any |= text.contains(SOURCE);
            // a mistake in the file of something else is none of ours
            if (text.contains(SOURCE) || text.contains("inbox:")) {
                try {
                    parsed.put(file, RouteFile.parse(Project.nameOf(file), text));
                } catch (RouteFileException e) {
                    if (text.contains(SOURCE)) {
                        throw e;
                    }
                }
            }
        }
        if (any) {
            List<EndpointUse> uses =
                    parsed.values().stream()
                            .flatMap(file -> file.contents().endpoints().stream())
                            .toList();
            for (Map.Entry<Path, RouteFile> file : parsed.entrySet()) {
                for (EndpointUse use : file.getValue().contents().endpoints()) {
                    if (use.reads() && use.isKamelet() && use.name().equals(SOURCE)) {
                        Map<String, String> parameters = given.all(use);
                        syncs.add(
                                new SyncFlow(
                                        parameters.getOrDefault("name", ""),
                                        use.route(),
                                        file.getKey(),
                                        draft,
                                        destinations(use.route(), uses),
                                        parameters));
                    }
                }
            }
        }
    }

    /** Those of its own route, and of the routes that take from the inboxes it fills. */
    private Set<String> destinations(String route, List<EndpointUse> uses) {
        Set<String> inboxes = new TreeSet<>();
        Set<String> routes = new TreeSet<>(Set.of(route));
        for (EndpointUse use : uses) {
            if (!use.reads() && use.route().equals(route) && use.scheme().equals("inbox")) {
                inboxes.add(given.filled(use.name()));
            }
        }
        for (EndpointUse use : uses) {
            if (use.reads()
                    && use.scheme().equals("inbox")
                    && inboxes.contains(given.filled(use.name()))) {
                routes.add(use.route());
            }
        }
        Set<String> destinations = new TreeSet<>();
        for (EndpointUse use : uses) {
            if (!use.reads()
                    && routes.contains(use.route())
                    && !use.value("destination").isEmpty()) {
                destinations.add(given.filled(use.value("destination")));
            }
        }
        return destinations;
    }
}
