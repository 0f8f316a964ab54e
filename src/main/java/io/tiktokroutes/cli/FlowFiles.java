package io.tiktokroutes.cli;

import io.tiktokroutes.cli.Flow.Sink;
import io.tiktokroutes.lint.Project;
import io.tiktokroutes.lint.routes.KameletCatalogue;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFile.RouteText;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The flows that stand in the route files, drafts included. */
final class FlowFiles {

    private static final Set<String> CLOCKS =
            Set.of("schedule", "quartz", "timer", "scheduler", "cron");

    private final KameletCatalogue kamelets =
            new KameletCatalogue("file:kamelets,classpath:kamelets");

    private final List<Flow> flows = new ArrayList<>();
    private final Map<Path, String> unreadable = new TreeMap<>();

    /**
     * @param routes the folder of the route files
     * @throws StartupException when there is no such folder
     */
    FlowFiles(Path routes) throws StartupException {
        RouteFolder.check(routes);
        try {
            read(routes, false);
            read(routes.resolve("drafts"), true);
        } catch (IOException e) {
            throw new StartupException(routes + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Those that run first, then drafts; by file, in the order they stand there. */
    List<Flow> all() {
        return flows;
    }

    Optional<Flow> find(String id) {
        return flows.stream().filter(flow -> flow.id().equals(id)).findFirst();
    }

    /** Files that are no route files as they stand, with the reason. */
    Map<Path, String> unreadable() {
        return unreadable;
    }

    private void read(Path folder, boolean draft) throws IOException {
        for (Path file : RouteFolder.files(folder)) {
            try {
                RouteFile read = RouteFile.parse(Project.nameOf(file), Files.readString(file));
                for (RouteText route : read.routes()) {
                    flows.add(flow(read, route, file, draft));
                }
            } catch (RouteFileException e) {
                unreadable.put(file, e.getMessage());
            } catch (CharacterCodingException e) {
                unreadable.put(file, "the file is not in UTF-8; save it as UTF-8");
            }
        }
    }

    private Flow flow(RouteFile file, RouteText route, Path path, boolean draft) {
        String source = "";
        String inbox = "";
        Optional<EndpointUse> clock = Optional.empty();
        String schedule = "";
        Map<String, Sink> sinks = new LinkedHashMap<>();
        for (EndpointUse use : file.contents().endpoints()) {
            if (!use.route().equals(route.id())) {
                continue;
            }
            if (use.reads()) {
                source = use.isKamelet() ? use.name() : use.scheme() + ":" + use.name();
                inbox = use.scheme().equals("inbox") ? use.name() : "";
                clock = clockOf(use);
                schedule = clock.map(inside -> scheduleOf(use, inside)).orElse("");
            } else if (!use.value("destination").isEmpty()) {
                sinks.put(use.value("destination"), new Sink(use.name(), use.value("mapping")));
            }
        }
        var description = route.plain().get("description");
        return new Flow(
                route.id(),
                description == null ? "" : description.value(),
                path,
                draft,
                source,
                clock.isPresent() ? Flow.SCHEDULED : Flow.STREAMING,
                schedule,
                inbox,
                sinks);
    }

    /** What makes it read at set times, itself or inside of its kamelet. */
    private Optional<EndpointUse> clockOf(EndpointUse use) {
        if (!use.isKamelet()) {
            return Optional.of(use).filter(clock -> CLOCKS.contains(clock.scheme()));
        }
        return kamelet(use)
                .flatMap(
                        kamelet ->
                                kamelet.template().endpoints().stream()
                                        .filter(EndpointUse::reads)
                                        .filter(inside -> CLOCKS.contains(inside.scheme()))
                                        .findFirst());
    }

    /** The name of a schedule, with what the route gives to its kamelet. */
    private String scheduleOf(EndpointUse use, EndpointUse clock) {
        if (!clock.scheme().equals("schedule")) {
            return "";
        }
        String name = clock.name();
        if (use.isKamelet()) {
            for (KameletFile.Parameter declared :
                    kamelet(use).map(k -> k.parameters().values()).orElse(List.of())) {
                String given = use.value(declared.name());
                String value = given.isEmpty() ? declared.fallback() : given;
                name = name.replace("{{" + declared.name() + "}}", value == null ? "" : value);
            }
        }
        return name;
    }

    private Optional<KameletFile> kamelet(EndpointUse use) {
        try {
            return kamelets.find(use.name());
        } catch (RouteFileException e) {
            return Optional.empty();
        }
    }
}
