package io.tiktokroutes.runtime;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tiktokroutes.events.EventSender;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.inbox.DeliveryComponent;
import io.tiktokroutes.inbox.InboxComponent;
import io.tiktokroutes.inbox.InboxGauges;
import io.tiktokroutes.inbox.InboxStore;
import io.tiktokroutes.inbox.Ledger;
import io.tiktokroutes.inbox.RefusedRecords;
import io.tiktokroutes.intake.Intake;
import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.mapping.camel.MappingComponent;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.reports.EntitySource;
import io.tiktokroutes.reports.ReportSource;
import io.tiktokroutes.reports.ReportTableComponent;
import io.tiktokroutes.reports.ReportTroubles;
import io.tiktokroutes.runtime.leads.WebhookBeans;
import io.tiktokroutes.runtime.notify.Notifier;
import io.tiktokroutes.runtime.reports.FreshnessBeans;
import io.tiktokroutes.runtime.sinks.DestinationHealthCheck;
import io.tiktokroutes.runtime.sinks.Destinations;
import io.tiktokroutes.runtime.sinks.DryRun;
import io.tiktokroutes.runtime.sinks.NewDestinations;
import io.tiktokroutes.runtime.sinks.RunningSinks;
import io.tiktokroutes.runtime.sinks.Sink;
import io.tiktokroutes.runtime.sinks.TestCodes;
import io.tiktokroutes.runtime.token.Tokens;
import io.tiktokroutes.schedule.ScheduleComponent;
import io.tiktokroutes.schedule.Zones;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.segment.SegmentSender;
import io.tiktokroutes.store.ScheduleRuns;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.Backoff;
import io.tiktokroutes.tiktok.RateLimits;
import io.tiktokroutes.tiktok.TikTokApi;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.eventnotifier.MicrometerRouteEventNotifier;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.EventNotifier;

/** Wires the rooms together and shows them to Camel: components and the beans of the kamelets. */
final class House {

    private static final int INTAKE_THREADS = 64;

    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration REPORT_TASK_PAUSE = Duration.ofSeconds(2);

    private final Settings settings;
    private final DataSource database;
    private final Mappings mappings;
    private final RecordSchemas schemas;
    private final InboxStore inboxes;
    private final Ledger ledger;
    private final Duration retention;
    private final Mode mode;
    private final ZoneId zone;
    private final Tokens tokens;
    private final Destinations destinations = new Destinations(Clock.systemUTC());
    private final ReportTroubles reportTroubles = new ReportTroubles(Clock.systemUTC());
    private final PrometheusMeterRegistry registry;
    private final Metrics metrics;
    private final InboxGauges gauges;
    private final WebhookBeans webhook;
    private final ReportBeans reports;
    private final CallBeans calls;
    private final WarehouseBeans warehouse;

    /** Null in a dry run, of which nobody is told. */
    private Notifier notifier;

    House(
            Settings settings,
            DataSource database,
            Mappings mappings,
            RecordSchemas schemas,
            Path routes,
            Mode mode)
            throws StartupException {
        this.settings = settings;
        this.database = database;
        this.mappings = mappings;
        this.schemas = schemas;
        this.mode = mode;
        this.zone = settings.find("schedules.zone").map(Zones::of).orElseGet(ZoneId::systemDefault);
        this.tokens = new Tokens(settings, database);
        Sql sql = new Sql(database);
        this.inboxes = new InboxStore(sql, Clock.systemUTC());
        this.ledger = new Ledger(sql, Clock.systemUTC());
        this.retention = settings.duration("ledger.retention");
        this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.metrics = new Metrics(registry);
        this.gauges = new InboxGauges(sql, Clock.systemUTC(), metrics);
        this.webhook = new WebhookBeans(settings, database, metrics);
        this.reports = new ReportBeans(settings, database, mappings);
        this.calls = new CallBeans(settings, database, mode);
        this.warehouse =
                new WarehouseBeans(
                        settings,
                        database,
                        routes,
                        new RefusedInInbox(new RefusedRecords(sql, Clock.systemUTC())));
    }

    /** Gives a context the components that routes name. */
    void furnish(CamelContext context) {
        context.addComponent("inbox", new InboxComponent(inboxes, ledger, metrics));
        context.addComponent("delivery", new DeliveryComponent(ledger, metrics));
        context.addComponent("mapping", new MappingComponent(mappings));
        ScheduleComponent schedules =
                new ScheduleComponent(new ScheduleRuns(new Sql(database)), metrics, zone);
        schedules.setManual(mode.isManual());
        context.addComponent("schedule", schedules);
        reports.furnish(context, this::tableSink);
    }

    /** Gives the running context the beans that kamelets name. */
    void equip(CamelContext context) throws Exception {
        // Camel shows the one it finds, with its own numbers, at /observe/metrics
        bind(context, MicrometerConstants.METRICS_REGISTRY_NAME, registry);
        context.getCamelContextExtension().registerEndpointCallback(gauges);
        HttpCalls http = new HttpCalls(context, HTTP_TIMEOUT);
        context.addService(http);
        calls.equip(context, http);
        HttpCalls out = outgoing(context, http);
        if (mode.dryRun() == null) {
            notifier = Notifier.of(context, settings, http, mode.production());
        }
        if (mode.serves()) {
            context.addService(notifier);
        }
        TikTokApi api = api(http, "tiktok.rate-limit");
        Advertisers advertisers =
                new Advertisers(
                        api,
                        settings.list("tiktok.advertiser-ids"),
                        settings.get("tiktok.app-id"),
                        settings.get("tiktok.app-secret"));
        bind(context, "schemas", schemas);
        // requests that wait for their commit at the same time share it; Vert.x itself has 20
        bind(context, "vertx-options", new VertxOptions().setWorkerPoolSize(INTAKE_THREADS));
        bind(
                context,
                "intake",
                new Intake(
                        settings.get("sources.key"),
                        settings.get("segment.write-key"),
                        settings.number("http.max-body-bytes", 1, 1 << 30)));
        new LeadBeans(settings, database, api, advertisers, mappings).equip(context);
        webhook.equip(context);
        if (mode.serves()) {
            webhook.keep(context, api, advertisers, tokens.token());
        }
        bind(
                context,
                "tiktok-reports",
                new ReportSource(
                        api,
                        http,
                        REPORT_TASK_PAUSE,
                        advertisers,
                        database,
                        reportTroubles,
                        Clock.systemUTC()));
        bind(context, "tiktok-entities", new EntitySource(api, advertisers));
        bind(
                context,
                "tiktok-events",
                sink(
                        new EventSender(api(out, "tiktok.event-rate-limit"), schemas, metrics)
                                ::send,
                        "data",
                        "batch"));
        new CdpBeans(settings, schemas, mappings, metrics).equip(context, http, out, this::sink);
        bind(
                context,
                "segment-calls",
                sink(new SegmentSender(out, schemas, metrics)::send, "batch"));
        new AudienceBeans(schemas, database, mode.dryRun() != null)
                .equip(
                        context,
                        api(out, "tiktok.rate-limit"),
                        api(out, "tiktok.rate-limit", Backoff.ONCE),
                        this::sink);
        AudienceFileBeans audienceFiles = new AudienceFileBeans(settings, database, metrics);
        TikTokApi once = api(http, "tiktok.rate-limit", Backoff.ONCE);
        audienceFiles.equip(context, api, once, mode.dryRun() != null, this::sink);
        if (mode.serves()) {
            audienceFiles.watch(context, api);
        }
        new FreshnessBeans(settings, database, reportTroubles, metrics).equip(context);
        reports.equip(context);
        warehouse.equip(context);
        watch(context);
        if (mode.serves()) {
            tokens.serveSignIn(context, http, metrics);
        }
        context.addRoutes(new Calm());
        if (mode.isManual()) {
            return;
        }
        context.addService(
                new Forgetting(context, "outcomes of the ledger", () -> ledger.forget(retention)));
        context.addService(new NewDestinations(context, new Sql(database)));
        new SyncBeans(settings, new Sql(database), metrics)
                .equip(context, mode.serves() ? notifier : null);
    }

    /** What a dry run keeps from leaving; sources read over the calls themselves. */
    private HttpCalls outgoing(CamelContext context, HttpCalls http) throws Exception {
        if (mode.dryRun() == null) {
            return http;
        }
        HttpCalls out = new HttpCalls(context, HTTP_TIMEOUT).instead(mode.dryRun()::answer);
        context.addService(out);
        return out;
    }

    /**
     * @param lists where a request of the sink holds its records
     */
    private Sink sink(Sink.Work work, String... lists) {
        DryRun dryRun = mode.dryRun();
        return new Sink(
                destinations.watched(
                        dryRun == null
                                ? notifier.watched(calls.around(work))
                                : dryRun.told(work, lists)));
    }

    private ReportTableComponent.Work tableSink(ReportTableComponent.Work work) {
        return sink(work::on)::send;
    }

    private void watch(CamelContext context) throws Exception {
        tokens.equip(context, destinations::withoutToken);
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        RunningSinks running = new RunningSinks(context);
        health.register(new DestinationHealthCheck(destinations, running::destinations));
        ScheduleComponent schedules = context.getComponent("schedule", ScheduleComponent.class);
        health.register(new SchedulesHealthCheck(schedules::running));
        if (mode.production()) {
            TestCodes testCodes = new TestCodes(context);
            context.getManagementStrategy().addEventNotifier(testCodes);
            health.register(testCodes.healthCheck());
        }
    }

    /** What running sinks would say of a version of a mapping. */
    Function<MappingTable, List<Finding>> mappingCheck(CamelContext context) {
        CdpSinksInUse cdp = new CdpSinksInUse(context);
        return mapping ->
                Stream.concat(cdp.findings(mapping).stream(), reports.findings(mapping).stream())
                        .toList();
    }

    /** Called when the database is open, before anything runs. */
    void open() throws StartupException {
        tokens.open();
        if (mode.serves() && Database.isForOne(settings)) {
            warehouse.release();
        }
    }

    /** Called when it is known that all flows are to run, before they do. */
    void openTables() throws StartupException {
        reports.open();
    }

    /** What can only begin when the server runs. */
    void begin(CamelContext context) throws StartupException {
        for (EventNotifier notifier : context.getManagementStrategy().getEventNotifiers()) {
            if (notifier instanceof MicrometerRouteEventNotifier routes) {
                // it counts routes only, and would be told of every step of every exchange
                routes.setIgnoreExchangeEvents(true);
            }
        }
        new IntakeRequests(context, metrics, settings.number("http.port", 1, 65535)).begin();
        webhook.begin(context);
        reports.begin();
    }

    private TikTokApi api(HttpCalls http, String rateLimit) throws StartupException {
        return api(http, rateLimit, Backoff.USUAL);
    }

    private TikTokApi api(HttpCalls http, String rateLimit, Backoff backoff)
            throws StartupException {
        int perSecond = settings.number(rateLimit, 1, 1000);
        return new TikTokApi(
                http,
                settings.get("tiktok.api-url"),
                tokens.token(),
                RateLimits.ofTikTok(perSecond, Clock.systemUTC()),
                backoff,
                tokens.gate(),
                metrics);
    }

    private static void bind(CamelContext context, String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }
}
