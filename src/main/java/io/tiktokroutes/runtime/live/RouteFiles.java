package io.tiktokroutes.runtime.live;

import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.runtime.live.TrialContext.Listening;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

/** Which route files run, and the way a saved one takes the place of the one before. */
final class RouteFiles implements ActiveFiles.Room {

    private final CamelContext context;
    private final Model model;
    private final Consumer<CamelContext> furnish;
    private final Supplier<Set<String>> mappings;
    private final StoppedFlows stopped;
    private final RunningRoutes routes;
    private final Map<Path, RouteFile> running = new ConcurrentSkipListMap<>();

    /** Files of which some routes run in no version, until a later try succeeds. */
    private final Set<Path> lost = new HashSet<>();

    /** Flows that were to run again after a stop and do not, with the reason. */
    private final Map<String, String> notStarted = new ConcurrentSkipListMap<>();

    /**
     * @param mappings the names of the mappings there are
     */
    RouteFiles(
            CamelContext context, Consumer<CamelContext> furnish, Supplier<Set<String>> mappings) {
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
        this.furnish = furnish;
        this.mappings = mappings;
        this.stopped = new StoppedFlows(context);
        this.routes = new RunningRoutes(context, stopped);
    }

    /**
     * Makes the text the running version of the file.
     *
     * @return false when it is what runs already
     * @throws RouteFileException when it cannot be; then what ran before runs still
     * @throws RunningRoutes.LostException when what ran before could not be started again
     */
    @Override
    public boolean activate(Path path, String name, String text)
            throws RouteFileException, RunningRoutes.LostException {
        RouteFile file = RouteFile.parse(name, text);
        RouteFile before = running.get(path);
        if (holds(path) && before.text().equals(file.text())) {
            return false;
        }
        checkIds(path, file);
        tryOut(file, before);
        try {
            if (before == null) {
                routes.start(file, file.ids());
            } else {
                routes.replace(before, file);
            }
        } catch (RunningRoutes.LostException e) {
            lost.add(path);
            throw e;
        } catch (Exception e) {
            throw PlainWords.of(e, file, context);
        }
        running.put(path, file);
        lost.remove(path);
        notStarted.keySet().removeIf(routes::runs);
        return true;
    }

    @Override
    public void remove(Path path) throws Exception {
        lost.remove(path);
        RouteFile file = running.remove(path);
        if (file != null) {
            notStarted.keySet().removeAll(file.ids());
            routes.stop(file.ids());
        }
    }

    @Override
    public boolean holds(Path path) {
        return running.containsKey(path) && !lost.contains(path);
    }

    /**
     * Stops and starts routes until just these stand still. What does not start is tried again at
     * the next call.
     */
    void obey(Set<String> flows) {
        Set<String> again = new HashSet<>(stopped.all());
        again.addAll(notStarted.keySet());
        again.removeAll(flows);
        notStarted.clear();
        stopped.set(flows);
        for (RouteFile file : running.values()) {
            Set<String> out = new LinkedHashSet<>(file.ids());
            out.removeIf(id -> !routes.runs(id) || !stopped.keepOut(file, id));
            Set<String> in = new LinkedHashSet<>(file.ids());
            in.removeIf(id -> !again.contains(id) || routes.runs(id));
            try {
                if (!out.isEmpty()) {
                    routes.stop(out);
                }
                for (String id : in) {
                    routes.start(file, Set.of(id));
                }
            } catch (Exception e) {
                String why = PlainWords.of(e, file, context).getMessage();
                in.stream().filter(id -> !routes.runs(id)).forEach(id -> notStarted.put(id, why));
            }
        }
    }

    Set<String> stopped() {
        return stopped.all();
    }

    /** Flows that do not run although nobody wants them stopped, with the reason. */
    Map<String, String> notStarted() {
        return notStarted;
    }

    /** The ids of all routes of all files that are active. */
    Set<String> flows() {
        Set<String> flows = new TreeSet<>();
        running.values().forEach(file -> flows.addAll(file.ids()));
        return flows;
    }

    /** A failure at the start of the context as a mistake in a file, if it is one. */
    Optional<RouteFileException> explain(Throwable failure) {
        return PlainWords.routesIn(failure).stream()
                .map(this::ownerOf)
                .map(this::fileOf)
                .filter(Objects::nonNull)
                .map(file -> PlainWords.of(failure, file, context))
                .findFirst();
    }

    /** The route that brought in a kamelet's route; any other owns itself. */
    private String ownerOf(String route) {
        RouteDefinition definition = model.getRouteDefinition(route);
        Object parent =
                definition == null || definition.getTemplateParameters() == null
                        ? null
                        : definition.getTemplateParameters().get("parentRouteId");
        return parent == null ? route : ownerOf(parent.toString());
    }

    /** The file a route belongs to, or null. */
    private RouteFile fileOf(String route) {
        return running.values().stream()
                .filter(file -> file.ids().contains(route))
                .findFirst()
                .orElse(null);
    }

    private void checkIds(Path path, RouteFile file) throws RouteFileException {
        for (Map.Entry<Path, RouteFile> other : running.entrySet()) {
            for (String id : file.ids()) {
                if (!other.getKey().equals(path) && other.getValue().ids().contains(id)) {
                    throw new RouteFileException(
                            file.name(),
                            file.placeOf(id),
                            "route id '"
                                    + id
                                    + "' is taken by "
                                    + other.getValue().name()
                                    + ":"
                                    + other.getValue().placeOf(id)
                                    + "; give one of them another id");
                }
            }
        }
    }

    private void tryOut(RouteFile file, RouteFile before) throws RouteFileException {
        Set<String> own = new HashSet<>(file.ids());
        if (before != null) {
            own.addAll(before.ids());
        }
        try (TrialContext trial = new TrialContext(context, furnish)) {
            try {
                Map<String, String> readers = new HashMap<>();
                for (Listening listening : trial.build(file, mappings.get())) {
                    String reader = readers.put(listening.uri(), listening.route());
                    if (reader == null) {
                        reader = routes.readerOf(listening.uri(), own).orElse(null);
                    }
                    if (reader != null && listening.alone()) {
                        throw readTwice(file, listening, reader);
                    }
                }
            } catch (Exception e) {
                throw PlainWords.of(e, file, trial.context());
            }
        }
    }

    private RouteFileException readTwice(RouteFile file, Listening listening, String reader) {
        RouteFile other = fileOf(reader);
        String where =
                other == null || other.ids().contains(listening.route())
                        ? ""
                        : " of " + other.name();
        boolean kamelet = listening.uri().startsWith("kamelet:");
        return new RouteFileException(
                file.name(),
                file.placeOf(listening.route()),
                listening.uri().replaceFirst("\\?.*", "").replaceFirst("://", ":")
                        + (kamelet ? " with these parameters" : "")
                        + " is read by route '"
                        + reader
                        + "'"
                        + where
                        + " already, and only one route can; "
                        + (kamelet ? "change a parameter" : "give one of them another name"));
    }
}
