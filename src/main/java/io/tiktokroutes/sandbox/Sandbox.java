package io.tiktokroutes.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.tiktokroutes.sandbox.account.AccountEndpoints;
import io.tiktokroutes.sandbox.account.AuthCodes;
import io.tiktokroutes.sandbox.account.ConsentEndpoints;
import io.tiktokroutes.sandbox.account.OAuthEndpoints;
import io.tiktokroutes.sandbox.account.PixelEndpoints;
import io.tiktokroutes.sandbox.account.Redirects;
import io.tiktokroutes.sandbox.audiences.AudienceControl;
import io.tiktokroutes.sandbox.audiences.AudienceEndpoints;
import io.tiktokroutes.sandbox.audiences.AudienceStore;
import io.tiktokroutes.sandbox.audiences.FileAudiences;
import io.tiktokroutes.sandbox.audiences.SegmentAudiences;
import io.tiktokroutes.sandbox.audiences.UploadEndpoint;
import io.tiktokroutes.sandbox.audiences.UploadedFiles;
import io.tiktokroutes.sandbox.cdp.CdpEndpoints;
import io.tiktokroutes.sandbox.cdp.CdpStore;
import io.tiktokroutes.sandbox.control.AccountControl;
import io.tiktokroutes.sandbox.control.AdsControl;
import io.tiktokroutes.sandbox.control.ClockControl;
import io.tiktokroutes.sandbox.control.Control;
import io.tiktokroutes.sandbox.control.Description;
import io.tiktokroutes.sandbox.control.LeadControl;
import io.tiktokroutes.sandbox.control.Received;
import io.tiktokroutes.sandbox.events.EventEndpoints;
import io.tiktokroutes.sandbox.events.EventStore;
import io.tiktokroutes.sandbox.http.Gate;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.leads.FormEndpoints;
import io.tiktokroutes.sandbox.leads.Forms;
import io.tiktokroutes.sandbox.leads.LeadStore;
import io.tiktokroutes.sandbox.leads.LeadTasks;
import io.tiktokroutes.sandbox.leads.LibraryEndpoints;
import io.tiktokroutes.sandbox.leads.MockLeads;
import io.tiktokroutes.sandbox.leads.Subscriptions;
import io.tiktokroutes.sandbox.leads.Webhooks;
import io.tiktokroutes.sandbox.reports.Catalog;
import io.tiktokroutes.sandbox.reports.EntityEndpoints;
import io.tiktokroutes.sandbox.reports.GivenRows;
import io.tiktokroutes.sandbox.reports.ReportEndpoint;
import io.tiktokroutes.sandbox.reports.ReportSource;
import io.tiktokroutes.sandbox.reports.ReportTasks;
import io.tiktokroutes.sandbox.segment.SegmentEndpoints;
import io.tiktokroutes.sandbox.segment.SegmentStore;
import io.tiktokroutes.sandbox.world.Accounts;
import io.tiktokroutes.sandbox.world.Ids;
import io.tiktokroutes.sandbox.world.MovableClock;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Tokens;
import io.tiktokroutes.sandbox.world.World;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A strict offline emulator of TikTok's Business API v1.3, of CDP 365 and of Segment, on one port.
 */
public final class Sandbox implements AutoCloseable {

    public static final String ACCESS_TOKEN = World.ACCESS_TOKEN;
    public static final String APP_ID = World.APP_ID;
    public static final String APP_SECRET = World.APP_SECRET;

    /** Europe/Berlin, EUR. */
    public static final String ADVERTISER_ID = World.ADVERTISER_ID;

    /** America/Los_Angeles, USD. */
    public static final String SECOND_ADVERTISER_ID = World.SECOND_ADVERTISER_ID;

    public static final String PIXEL_CODE = World.PIXEL_CODE;

    /** The offline event set. */
    public static final String EVENT_SET_ID = World.EVENT_SET_ID;

    public static final String CRM_EVENT_SET_ID = World.CRM_EVENT_SET_ID;
    public static final String TIKTOK_APP_ID = World.TIKTOK_APP_ID;
    public static final String FORM_ID = World.FORM_ID;
    public static final String SECOND_FORM_ID = World.SECOND_FORM_ID;

    /** The form that belongs to the library. */
    public static final String LIBRARY_FORM_ID = World.LIBRARY_FORM_ID;

    public static final String LIBRARY_ID = World.LIBRARY_ID;
    public static final String BUSINESS_CENTER_ID = World.BUSINESS_CENTER_ID;
    public static final String CDP_PORTAL_ID = World.CDP_PORTAL_ID;
    public static final String CDP_SOURCE_ID = World.CDP_SOURCE_ID;
    public static final String CDP_TOKEN = World.CDP_TOKEN;
    public static final String CDP_CLIENT_ID = World.CDP_CLIENT_ID;
    public static final String CDP_CLIENT_SECRET = World.CDP_CLIENT_SECRET;
    public static final String SEGMENT_WRITE_KEY = World.SEGMENT_WRITE_KEY;

    // a fault that delays its answer keeps a thread, so there are more than the work needs
    private static final int THREADS = 256;
    private static final long IDLE_SECONDS = 30;

    static {
        // without it each small answer waits up to 40 ms for the client's delayed acknowledgement;
        // the JDK's server reads the property once, when its first instance is made
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final String url;
    private Webhooks webhooks;

    private Sandbox(HttpServer server, String host, Clock clock) {
        this.server = server;
        String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        this.url = "http://" + reachable + ":" + server.getAddress().getPort();
        AtomicInteger count = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(
                        0,
                        THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        work -> {
                            Thread thread = new Thread(work, "sandbox-" + count.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        },
                        new ThreadPoolExecutor.CallerRunsPolicy());
        server.setExecutor(threads);
        server.createContext("/", build(clock));
    }

    private Gate build(Clock given) {
        MovableClock clock = new MovableClock(given);
        Settings settings = new Settings();
        Accounts accounts = new Accounts(settings);
        Tokens tokens = new Tokens(accounts);
        Ids ids = new Ids();
        Routes routes = new Routes();
        Gate gate = new Gate(routes, tokens, settings, clock, ids);

        EventStore events = new EventStore(settings);
        new EventEndpoints(settings, events).addTo(routes);
        GivenRows rows = new GivenRows();
        Catalog catalog = new Catalog(accounts, settings);
        ReportSource reports = new ReportSource(settings, catalog, rows);
        new ReportEndpoint(settings, reports).addTo(routes);
        new EntityEndpoints(settings, catalog).addTo(routes);
        ReportTasks reportTasks = new ReportTasks(settings, reports, ids);
        reportTasks.addTo(routes);
        Forms forms = new Forms();
        LeadStore leads = new LeadStore(clock, forms);
        LeadTasks tasks = new LeadTasks(settings, leads, forms);
        Subscriptions subscriptions = new Subscriptions(settings, tokens, forms);
        webhooks = new Webhooks(settings, subscriptions, leads, clock);
        new FormEndpoints(settings, forms).addTo(routes);
        new LibraryEndpoints(forms).addTo(routes);
        new MockLeads(leads, forms).addTo(routes);
        subscriptions.addTo(routes);
        tasks.addTo(routes);
        AuthCodes codes = new AuthCodes(clock, ids);
        Redirects redirects = new Redirects();
        new ConsentEndpoints(settings, codes, redirects).addTo(routes);
        new OAuthEndpoints(settings, codes, tokens, ids).addTo(routes);
        new AccountEndpoints().addTo(routes);
        new PixelEndpoints().addTo(routes);
        CdpStore cdp = new CdpStore();
        CdpEndpoints cdpEndpoints = new CdpEndpoints(cdp, settings, ids);
        cdpEndpoints.addTo(routes);
        AudienceStore audiences = new AudienceStore();
        new SegmentAudiences(settings, audiences).addTo(routes);
        new AudienceEndpoints(settings, audiences).addTo(routes);
        UploadedFiles files = new UploadedFiles(settings, ids);
        new UploadEndpoint(files).addTo(routes);
        new FileAudiences(settings, audiences, files).addTo(routes);
        SegmentStore segment = new SegmentStore();
        new SegmentEndpoints(segment).addTo(routes);

        Runnable reset =
                () -> {
                    clock.reset();
                    settings.reset();
                    accounts.reset();
                    tokens.reset();
                    gate.reset();
                    events.reset();
                    rows.reset();
                    catalog.reset();
                    reportTasks.reset();
                    forms.reset();
                    leads.reset();
                    tasks.reset();
                    subscriptions.reset();
                    webhooks.reset();
                    codes.reset();
                    redirects.reset();
                    cdp.reset();
                    cdpEndpoints.reset();
                    segment.reset();
                    audiences.reset();
                    files.reset();
                };
        Description.addTo(routes, accounts, tokens, url);
        new Control(gate, settings, accounts, rows, reset).addTo(routes);
        new AccountControl(tokens, codes, redirects).addTo(routes);
        new ClockControl(clock).addTo(routes);
        new AdsControl(accounts, tokens, catalog).addTo(routes);
        new LeadControl(forms, leads, webhooks).addTo(routes);
        AudienceControl members = new AudienceControl(settings, audiences);
        new Received(gate, events, cdp, segment, leads, webhooks, members).addTo(routes);
        return gate;
    }

    /**
     * Starts a sandbox that only this machine can reach.
     *
     * @param port 0 for any free one
     */
    public static Sandbox start(int port) throws IOException {
        return start("127.0.0.1", port, Clock.systemUTC());
    }

    /**
     * Starts a sandbox.
     *
     * @param host the address to listen on
     * @param port 0 for any free one
     * @param clock what "now" is for request ids, expiries, deduplication and reports
     */
    public static Sandbox start(String host, int port, Clock clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 256);
        Sandbox sandbox = new Sandbox(server, host, clock);
        server.start();
        return sandbox;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** {@code http://127.0.0.1:PORT}; the control endpoints are at {@code url() + "/_sandbox/"}. */
    public String url() {
        return url;
    }

    /** What a client of TikTok's takes as its base address. */
    public String apiUrl() {
        return url + Gate.API;
    }

    /** What a client of the CDP takes as its base address. */
    public String cdpUrl() {
        return url + "/cdp";
    }

    /** What a client of Segment's tracking API takes as its base address. */
    public String segmentUrl() {
        return url + "/segment";
    }

    /** Stops at once; connections that are open are cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        webhooks.close();
    }
}
