package io.tiktokroutes.runtime.live;

import io.tiktokroutes.routefile.RouteFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the files of {@code routes/} and {@code mappings/} be edited while everything runs: a saved
 * file takes effect within two seconds as a whole, or not at all and one line says why.
 */
public final class LiveFiles extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFiles.class);

    /** A file takes effect at the second look after its save, so two of these and the building. */
    private static final long LOOK_MILLIS = 500;

    /** What failed for a reason outside of its file, such as a database, is tried again. */
    private static final int LOOKS_UNTIL_RETRY = 20;

    private static final int MAPPING_DEPTH = 16;

    private final CamelContext context;
    private final long lookMillis;
    private final RouteFiles routes;
    private final SavedFiles routeFolder;
    private final SavedFiles mappingFolder;
    private final ActiveFiles activeRoutes;
    private final ActiveFiles activeMappings;
    private final List<ActivationListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock applying = new ReentrantLock();
    private ScheduledExecutorService looking;
    private String trouble = "";
    private int looks;

    /**
     * @param context the context the routes run in
     * @param routes the folder of route files; folders inside, such as drafts, are left alone
     * @param mappings the folder of mappings and lookups
     * @param mappingFiles who takes mappings and lookups in
     * @param furnish puts into a context what the application makes itself and Camel cannot find,
     *     such as components with constructor arguments; called with each context in which a saved
     *     file is tried out before it runs
     */
    public LiveFiles(
            CamelContext context,
            Path routes,
            Path mappings,
            MappingFiles mappingFiles,
            Consumer<CamelContext> furnish) {
        this(context, routes, mappings, mappingFiles, furnish, WantedRoutes.ALL);
    }

    /** The same with other route files than those that are no drafts. */
    public LiveFiles(
            CamelContext context,
            Path routes,
            Path mappings,
            MappingFiles mappingFiles,
            Consumer<CamelContext> furnish,
            WantedRoutes wanted) {
        this(context, routes, mappings, mappingFiles, furnish, LOOK_MILLIS, wanted);
    }

    /**
     * @param lookMillis how often to look; tests look more often
     */
    LiveFiles(
            CamelContext context,
            Path routes,
            Path mappings,
            MappingFiles mappingFiles,
            Consumer<CamelContext> furnish,
            long lookMillis) {
        this(context, routes, mappings, mappingFiles, furnish, lookMillis, WantedRoutes.ALL);
    }

    private LiveFiles(
            CamelContext context,
            Path routes,
            Path mappings,
            MappingFiles mappingFiles,
            Consumer<CamelContext> furnish,
            long lookMillis,
            WantedRoutes wanted) {
        this.lookMillis = lookMillis;
        this.context = context;
        this.routes = new RouteFiles(context, furnish, mappingFiles::names);
        this.routeFolder = new SavedFiles(routes, wanted.depth(), wanted::include);
        this.mappingFolder = new SavedFiles(mappings, MAPPING_DEPTH, LiveFiles::isMapping);
        this.activeRoutes = new ActiveFiles(this.routes, Comparator.naturalOrder(), this::tell);
        this.activeMappings =
                new ActiveFiles(new MappingRoom(mappingFiles), lookupsFirst(), this::tell);
    }

    /** Must be called before the first load if the listener shall hear of it. */
    public void addListener(ActivationListener listener) {
        listeners.add(listener);
    }

    /**
     * The first load, before the context starts: all mappings and lookups, then all routes.
     *
     * @throws RouteFileException when some cannot take effect, with a line for each of them
     */
    public void loadRoutes() throws RouteFileException {
        try {
            activeMappings.load(mappingFolder.first());
            activeRoutes.load(routeFolder.first());
        } catch (IOException e) {
            throw new RouteFileException("the files cannot be read: " + e);
        }
        Map<String, Refusal> refusals = refusals();
        if (!refusals.isEmpty()) {
            throw new RouteFileException(
                    String.join("\n", refusals.values().stream().map(Refusal::lines).toList()));
        }
    }

    /** Called after the first load, before the context starts: no other flow runs than these. */
    public void only(Set<String> flows) {
        Set<String> others = new TreeSet<>(flows());
        others.removeAll(flows);
        routes.obey(others);
    }

    /**
     * Stops and starts flows, which are routes by their id, until just these stand still.
     *
     * @param stopped the ids of flows; of those there are not, nothing comes
     */
    void obey(Set<String> stopped) {
        applying.lock();
        try {
            Set<String> before = routes.stopped();
            Map<String, String> told = Map.copyOf(routes.notStarted());
            routes.obey(stopped);
            tellOfFlows(before, stopped, told);
        } finally {
            applying.unlock();
        }
    }

    private void tellOfFlows(Set<String> before, Set<String> after, Map<String, String> told) {
        Map<String, String> down = routes.notStarted();
        for (String flow : routes.flows()) {
            if (after.contains(flow) && !before.contains(flow)) {
                LOG.info("flow {}: stopped; 'flows start {}' starts it", flow, flow);
            } else if (down.containsKey(flow)) {
                if (!down.get(flow).equals(told.get(flow))) {
                    LOG.error("flow {} does not start: {}", flow, down.get(flow));
                }
            } else if ((before.contains(flow) && !after.contains(flow)) || told.containsKey(flow)) {
                LOG.info("flow {}: started", flow);
            }
        }
    }

    /** Flows that do not run although nobody wants them stopped, with the reason. */
    Map<String, String> notStarted() {
        return routes.notStarted();
    }

    /** The ids of all flows that are active or stopped. */
    Set<String> flows() {
        return routes.flows();
    }

    /**
     * What a failed start of the context means in the words of a route file, if it is about one.
     */
    public Optional<String> explain(Throwable failure) {
        return routes.explain(failure).map(Throwable::getMessage);
    }

    private Map<String, Refusal> refusals() {
        Map<String, Refusal> all = new TreeMap<>(activeMappings.refusals());
        all.putAll(activeRoutes.refusals());
        return all;
    }

    @Override
    protected void doInit() {
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            health.register(new LiveFilesHealthCheck(this::refusals));
        }
    }

    @Override
    protected void doStart() {
        looking =
                context.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "LiveFiles");
        var unused =
                looking.scheduleWithFixedDelay(
                        this::look, lookMillis, lookMillis, TimeUnit.MILLISECONDS);
    }

    /**
     * Waits for an edit that is being applied, so that nothing is half done when the rest stops.
     */
    @Override
    protected void doStop() {
        applying.lock();
        try {
            context.getExecutorServiceManager().shutdownNow(looking);
        } finally {
            applying.unlock();
        }
    }

    private void look() {
        applying.lock();
        try {
            if (isRunAllowed() && context.isStarted()) {
                apply(mappingFolder.look(), routeFolder.look());
                trouble = "";
            }
        } catch (IOException | RuntimeException e) {
            // looked at again in a moment, so the same trouble is told once
            if (!trouble.equals(e.toString())) {
                trouble = e.toString();
                LOG.error("The route and mapping files cannot be looked at: {}", trouble, e);
            }
        } finally {
            applying.unlock();
        }
    }

    /** Mappings come before the routes that use them, and go after them. */
    private void apply(SavedFiles.Changes inMappings, SavedFiles.Changes inRoutes) {
        boolean retry =
                ++looks % LOOKS_UNTIL_RETRY == 0
                        && (activeMappings.anyIsOut() || activeRoutes.anyIsOut());
        if (inMappings.none() && inRoutes.none() && !retry) {
            return;
        }
        activeMappings.save(inMappings.saved());
        activeRoutes.delete(inRoutes.deleted());
        activeRoutes.save(inRoutes.saved());
        activeMappings.delete(inMappings.deleted());
    }

    private void tell(Path file, String text) {
        for (ActivationListener listener : listeners) {
            try {
                listener.onActivated(file, text);
            } catch (RuntimeException e) {
                // the file is active whoever cannot note it
                LOG.warn("A listener failed on {}", file, e);
            }
        }
    }

    private static boolean isMapping(Path inside) {
        return isLookup(inside) || inside.toString().endsWith(".mapping.yaml");
    }

    private static boolean isLookup(Path inside) {
        return inside.getNameCount() > 1 && inside.getName(0).toString().equals("lookups");
    }

    /** Mappings may name lookups, so these are taken in before them. */
    private static Comparator<Path> lookupsFirst() {
        return Comparator.comparing((Path file) -> file.toString().endsWith(".mapping.yaml"))
                .thenComparing(Comparator.naturalOrder());
    }
}
