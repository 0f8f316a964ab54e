package io.tiktokroutes.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.runtime.live.FlowSwitch;
import io.tiktokroutes.runtime.live.LiveFiles;
import io.tiktokroutes.runtime.token.StoredToken;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.schema.SchemaException;
import io.tiktokroutes.store.FileVersions;
import io.tiktokroutes.store.FlowStops;
import io.tiktokroutes.store.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** The running program: Camel Main with our rooms wired into it. */
public final class Application implements AutoCloseable {

    private final Settings settings;
    private final Path routes;
    private final Path mappingsFolder;
    private final Mode mode;
    private Main main;
    private CompletableFuture<Database> opening;

    /**
     * @param settings all that is set
     * @param routes the folder of the route files
     * @param mappings the folder of the mapping files
     */
    public Application(Settings settings, Path routes, Path mappings) {
        this(settings, routes, mappings, Mode.PRODUCTION);
    }

    private Application(Settings settings, Path routes, Path mappings, Mode mode) {
        this.settings = settings;
        this.routes = routes;
        this.mappingsFolder = mappings;
        this.mode = mode;
    }

    /**
     * The same on sample data: nobody is warned of what does not belong into production.
     *
     * @param drafts the names of files in the drafts that run all the same
     */
    public static Application demo(
            Settings settings, Path routes, Path mappings, Set<String> drafts) {
        return new Application(settings, routes, mappings, Mode.demo(drafts));
    }

    /**
     * Reads and maps as ever, and tells what would be sent instead of sending it. Nothing is marked
     * as done: the database is one in memory, which goes with the program. Only models are read
     * from the warehouse itself; there is no snapshot to compare them with, so that all rows are
     * new.
     *
     * @param lines is given one object for each record and destination
     */
    public static Application dryRun(
            Settings settings, Path routes, Path mappings, Consumer<ObjectNode> lines)
            throws StartupException {
        Map<String, String> fixed = new LinkedHashMap<>();
        fixed.put("tiktok.access-token", StoredToken.orSetting(settings));
        fixed.put("database.url", "jdbc:h2:mem:dry-run-" + UUID.randomUUID());
        fixed.put("database.user", "");
        fixed.put("database.password", "");
        fixed.put("reports.url", "");
        fixed.putAll(WarehouseDatabase.read(settings));
        return new Application(settings.with(fixed), routes, mappings, Mode.dry(lines));
    }

    /**
     * Only some flows, which do nothing until they are called: no server listens, nothing is looked
     * after. The running program may be beside it.
     *
     * @param files the names of the route files they stand in
     * @param flows the ids of the routes
     */
    public static Application manual(
            Settings settings, Path routes, Path mappings, Set<String> files, Set<String> flows) {
        return new Application(settings, routes, mappings, Mode.manual(files, flows));
    }

    /**
     * Starts everything; when this returns the routes run.
     *
     * @throws StartupException for a user's mistake, in one line
     */
    public void start() throws StartupException {
        Mappings mappings = mappings();
        RecordSchemas schemas = schemas();
        new UsedSettings(settings, routes, mappingsFolder, mode.routes()).check();
        Properties properties = properties();
        if (!mode.isManual()) {
            StartupFailure.checkPort(settings);
        }
        // the database and Camel both take their time, and neither needs the other at first
        opening = Database.opening(settings, mode.isManual());
        Wiring wiring = new Wiring(mappings, schemas);
        try {
            main = new Main();
            main.setDefaultPropertyPlaceholderLocation("false");
            main.setOverrideProperties(properties);
            main.addMainListener(wiring);
            main.start();
            if (!mode.isManual()) {
                main.getCamelContext().addService(wiring.live, true, true);
                main.getCamelContext().addService(wiring.flows, true, true);
            }
            wiring.house.begin(main.getCamelContext());
        } catch (Exception e) {
            close();
            throw StartupFailure.explain(e, settings, wiring.live);
        }
    }

    /** Puts our rooms into the context, and the routes, before it starts. */
    private final class Wiring extends MainListenerSupport {
        private final Mappings mappings;
        private final RecordSchemas schemas;
        private House house;
        private LiveFiles live;
        private FlowSwitch flows;

        Wiring(Mappings mappings, RecordSchemas schemas) {
            this.mappings = mappings;
            this.schemas = schemas;
        }

        @Override
        public void beforeConfigure(BaseMainSupport support) {
            try {
                house =
                        new House(
                                settings, Database.late(opening), mappings, schemas, routes, mode);
                house.furnish(support.getCamelContext());
                house.equip(support.getCamelContext());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void afterConfigure(BaseMainSupport support) {
            CamelContext context = support.getCamelContext();
            CheckedMappings files =
                    new CheckedMappings(
                            mappingsFolder,
                            mappings,
                            settings.asProperties()::getProperty,
                            schemas,
                            house.mappingCheck(context));
            live =
                    new LiveFiles(
                            context, routes, mappingsFolder, files, house::furnish, mode.routes());
            Sql sql = new Sql(Database.late(opening));
            flows = new FlowSwitch(context, live, new FlowStops(sql));
            try {
                VersionKeeper versions =
                        new VersionKeeper(new FileVersions(sql), routes, mappingsFolder);
                live.addListener(versions);
                live.loadRoutes();
                files.started();
                // its mistakes are told before anything runs
                opening.get().openDoor(settings.get("database.url"));
                house.open();
                if (mode.isManual()) {
                    live.only(mode.flows());
                } else {
                    flows.first();
                    if (new FlowStops(sql).all().isEmpty()) {
                        // otherwise with the route: one that is stopped may be so for its table
                        house.openTables();
                    }
                    context.addService(versions, true, true);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Mappings mappings() throws StartupException {
        for (Path folder : new Path[] {routes, mappingsFolder}) {
            if (!Files.isDirectory(folder)) {
                throw new StartupException(
                        "there is no folder "
                                + folder
                                + "; start the program where routes and mappings are, or name them"
                                + " with --routes and --mappings");
            }
        }
        Properties values = settings.asProperties();
        return new Mappings(mappingsFolder, values::getProperty);
    }

    private RecordSchemas schemas() throws StartupException {
        RecordSchemas schemas = new RecordSchemas(mappingsFolder);
        try {
            schemas.load();
        } catch (SchemaException e) {
            throw new StartupException(e.getMessage(), e);
        }
        return schemas;
    }

    private Properties properties() throws StartupException {
        Map<String, String> camel = new LinkedHashMap<>();
        camel.put("camel.main.name", "tiktok-routes");
        camel.put("camel.main.jmxEnabled", "false");
        camel.put("camel.component.quartz.enableJmx", "false");
        camel.put("camel.main.sourceLocationEnabled", "true");
        // what a route was given may hold secrets, and a user has no use for the list
        camel.put("camel.main.autoConfigurationLogSummary", "false");
        // nor are all of their names secret to Camel, which hides the values in its messages
        camel.put("camel.main.additionalSensitiveKeywords", "writekey");
        camel.put("camel.main.startupSummaryLevel", "brief");
        camel.put("camel.main.shutdownTimeout", "30");
        boolean own = Files.isDirectory(Path.of("kamelets"));
        camel.put(
                "camel.component.kamelet.location",
                own ? "file:kamelets,classpath:kamelets" : "classpath:kamelets");
        camel.put("camel.server.enabled", "true");
        camel.put("camel.server.host", settings.get("http.host"));
        camel.put("camel.server.port", settings.get("http.port"));
        camel.put(
                "camel.server.maxBodySize",
                "" + settings.number("http.max-body-bytes", 1, 1 << 30));
        camel.put("camel.management.enabled", "true");
        camel.put("camel.management.host", settings.get("http.host"));
        camel.put("camel.management.port", settings.get("http.port"));
        camel.put("camel.management.healthCheckEnabled", "true");
        camel.put("camel.health.exposureLevel", "full");
        camel.put("camel.management.metricsEnabled", "true");
        camel.put("camel.metrics.enabled", "true");
        // counting every exchange costs a third of the time of a route that does little
        camel.put("camel.metrics.enableExchangeEventNotifier", "false");
        camel.put("camel.metrics.enableRoutePolicy", "false");
        camel.put("camel.metrics.enableMessageHistory", "false");
        // an edited route does not set the numbers back
        camel.put("camel.metrics.clearOnReload", "false");
        camel.put("camel.metrics.binders", "jvm-memory,jvm-thread,processor,uptime");
        Properties properties = settings.asProperties();
        camel.forEach((name, value) -> put(properties, name, value));
        // the routes are loaded, and loaded again, by LiveFiles
        properties.put("camel.main.routesIncludePattern", "false");
        if (mode.isManual()) {
            properties.put("camel.server.enabled", "false");
            properties.put("camel.management.enabled", "false");
            // a window that is broken off comes again
            properties.put("camel.main.shutdownTimeout", "3");
        }
        if (properties.get("camel.main.jmxEnabled").equals("false")) {
            // the contexts in which saved files are tried out read no properties
            System.setProperty("org.apache.camel.jmx.disabled", "true");
        }
        return properties;
    }

    /** What a user set, in either of Camel's spellings, wins. */
    private void put(Properties properties, String name, String value) {
        String dashed = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        properties.remove(dashed);
        properties.put(name, settings.find(name).or(() -> settings.find(dashed)).orElse(value));
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    /** Where callers reach it, such as {@code http://127.0.0.1:8080}. */
    public String url() {
        return "http://" + settings.get("http.host") + ":" + settings.get("http.port");
    }

    public Database database() {
        return opening.join();
    }

    /** False as soon as the program is told to stop. */
    public boolean isRunning() {
        return main.getShutdownStrategy().isRunAllowed();
    }

    /** Waits until the program is told to stop. */
    public void await() throws InterruptedException {
        main.getShutdownStrategy().await();
    }

    @Override
    public void close() {
        if (main != null) {
            main.stop();
        }
        if (opening != null) {
            opening.handle((opened, failure) -> opened).thenAccept(Application::close).join();
        }
    }

    /** Null when it could not be opened. */
    private static void close(Database database) {
        if (database != null) {
            database.close();
        }
    }
}
