package io.tiktokroutes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.schedule.ScheduleComponent;
import io.tiktokroutes.store.BothDatabases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;

/** The whole program with the shipped routes, against a sandbox of its own. */
final class Running implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final String NEVER = "0 0 0 1 1 ? 2099";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;
    private final Application application;
    private final String databaseUrl;

    private Running(Sandbox sandbox, Application application, String databaseUrl) {
        this.sandbox = sandbox;
        this.application = application;
        this.databaseUrl = databaseUrl;
    }

    /** Prepared, not started: what stands in the sandbox before is found by the first polls. */
    static Running on(String database, Path folder, Map<String, String> more) throws Exception {
        return on(database, folder, more, Path.of("routes"));
    }

    static Running on(String database, Path folder, Map<String, String> more, Path routes)
            throws Exception {
        return on(database, folder, more, routes, Path.of("mappings"));
    }

    /** With the shipped routes, for what is posted: nothing is polled, and a stop need not wait. */
    static Running posted(String database, Path folder, Map<String, String> more) throws Exception {
        Map<String, String> quiet = new HashMap<>(more);
        quiet.put("leads.schedule", NEVER);
        quiet.put("reports.schedule", NEVER);
        return on(database, folder, quiet);
    }

    /** The same with other routes and mappings than the shipped ones. */
    static Running on(
            String database, Path folder, Map<String, String> more, Path routes, Path mappings)
            throws Exception {
        Sandbox sandbox = Sandbox.start(0);
        Map<String, String> fixed = new HashMap<>();
        fixed.put("tiktok.api-url", sandbox.apiUrl());
        fixed.put("tiktok.auth-url", sandbox.url() + "/portal/auth");
        fixed.put("tiktok.access-token", Sandbox.ACCESS_TOKEN);
        // an export of all forms that waits for its turn holds up the stop of every test
        fixed.put("tiktok.rate-limit", "1000");
        fixed.put("tiktok.advertiser-ids", Sandbox.ADVERTISER_ID);
        fixed.put("tiktok.pixel-code", Sandbox.PIXEL_CODE);
        fixed.put("tiktok.event-set-id", Sandbox.EVENT_SET_ID);
        fixed.put("cdp.api-url", sandbox.cdpUrl());
        fixed.put("cdp.portal-id", Sandbox.CDP_PORTAL_ID);
        fixed.put("cdp.source-id", Sandbox.CDP_SOURCE_ID);
        fixed.put("cdp.token", Sandbox.CDP_TOKEN);
        fixed.put("segment.api-url", sandbox.segmentUrl());
        fixed.put("segment.sink-write-key", Sandbox.SEGMENT_WRITE_KEY);
        fixed.put("database.url", BothDatabases.url(database, folder));
        fixed.put("database.user", BothDatabases.user(database));
        fixed.put("http.port", "" + Ports.free());
        fixed.put("leads.schedule", "0/2 * * * * ?");
        fixed.put("leads.poll-millis", "10");
        fixed.put("reports.schedule", "0/2 * * * * ?");
        fixed.putAll(more);
        Settings settings =
                Settings.read(folder.resolve("none.properties"), Map.of(), new Properties())
                        .with(fixed);
        Running running =
                new Running(
                        sandbox,
                        new Application(settings, routes, mappings),
                        settings.get("database.url"));
        running.control("POST", "/settings", "{\"qps\":0}");
        return running;
    }

    static int freePort() {
        return Ports.free();
    }

    Running start() throws Exception {
        application.start();
        return this;
    }

    /** For another start on the same database. */
    String databaseUrl() {
        return databaseUrl;
    }

    /** Changes the database as a command would. */
    void execute(String statement) throws Exception {
        try (Connection connection = application.database().dataSource().getConnection();
                PreparedStatement change = connection.prepareStatement(statement)) {
            change.execute();
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** A control endpoint of the sandbox. */
    JsonNode control(String method, String path, Object body) throws Exception {
        return JSON.readTree(send(method, sandbox.url() + "/_sandbox" + path, body).body());
    }

    HttpResponse<String> post(String path, Object body) throws Exception {
        return send("POST", application.url() + path, body);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", application.url() + path, null);
    }

    HttpResponse<String> head(String path) throws Exception {
        return send("HEAD", application.url() + path, null);
    }

    /** Where callers reach the program. */
    String url() {
        return application.url();
    }

    DataSource database() {
        return application.database().dataSource();
    }

    /** Lets every schedule have a run at once. */
    void runNow() {
        application.context().getComponent("schedule", ScheduleComponent.class).runNow();
    }

    /** What an endpoint of a route answers. */
    Object ask(String endpoint, Object body) throws Exception {
        try (ProducerTemplate calls = application.context().createProducerTemplate()) {
            return calls.requestBody(endpoint, body);
        }
    }

    /** From now on the database gives no answer. */
    void loseDatabase() {
        application.database().close();
    }

    /** What Prometheus reads. */
    Scrape scrape() throws Exception {
        return Scrape.of(get("/observe/metrics").body());
    }

    /** A post with headers of the test's own; a body of any size. */
    HttpResponse<String> post(String path, byte[] body, String... headers) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(application.url() + path))
                        .headers(headers)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What a browser asks before its page posts. */
    HttpResponse<String> options(String path, String... headers) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(application.url() + path))
                        .headers(headers)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until that many records have an outcome, and gives reason by record key. */
    Map<String, String> outcomes(int records) throws Exception {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> count("select count(*) from ledger") >= records);
        Map<String, String> outcomes = new TreeMap<>();
        for (List<Object> row : rows("select record_key, outcome, reason from ledger")) {
            outcomes.put("" + row.get(0), (row.get(1) + " " + row.get(2)).strip());
        }
        return outcomes;
    }

    /** A record leaves its inbox a moment after its last outcome is in the ledger. */
    void awaitNothingWaits() {
        Awaitility.await().until(() -> count("select count(*) from inbox") == 0);
    }

    /** What TikTok received, each event once, by its event_id. */
    Map<String, JsonNode> received() throws Exception {
        Map<String, JsonNode> events = new TreeMap<>();
        for (JsonNode event : control("GET", "/received/events", null).path("events")) {
            events.put(event.path("payload").path("event_id").asText(), event.path("payload"));
        }
        return events;
    }

    private HttpResponse<String> send(String method, String url, Object body) throws Exception {
        HttpRequest.BodyPublisher publisher =
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body.toString());
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .method(method, publisher)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The rows of a query, each as its columns in order. */
    List<List<Object>> rows(String query) throws Exception {
        List<List<Object>> found = new ArrayList<>();
        try (Connection connection = application.database().dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(query);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getObject(i));
                }
                found.add(row);
            }
        }
        return found;
    }

    long count(String query) throws Exception {
        return ((Number) rows(query).get(0).get(0)).longValue();
    }

    @Override
    public void close() {
        application.close();
        sandbox.close();
    }
}
