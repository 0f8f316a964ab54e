package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sample work of the demo: what goes in, and how to see that it is done. */
final class DemoWork {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY = 50;
    private static final int AD_ACCOUNTS = 2;

    private final Sandbox sandbox;
    private final Application application;
    private final DemoWarehouse warehouse;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Integer> events = new LinkedHashMap<>();
    private int leads;

    DemoWork(Sandbox sandbox, Application application, DemoWarehouse warehouse) {
        this.sandbox = sandbox;
        this.application = application;
        this.warehouse = warehouse;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    DemoWarehouse warehouse() {
        return warehouse;
    }

    int leads() {
        return leads;
    }

    /** How many events were posted for each destination, by its name in the ledger. */
    Map<String, Integer> events() {
        return events;
    }

    String url() {
        return application.url();
    }

    /** Lets the sandbox refuse something that we let pass, so that halving has something to do. */
    void beStrict() throws IOException, InterruptedException {
        ObjectNode settings = JSON.createObjectNode().put("events_age", true);
        send(sandbox.url() + "/_sandbox/settings", settings);
    }

    /**
     * People fill in the forms of the sandbox, as soon as it has somebody to tell.
     *
     * @param patience how long to wait for that
     */
    void submitLeads(Duration patience) throws IOException, InterruptedException {
        DemoWebhooks webhooks = new DemoWebhooks(sandbox);
        Instant end = Instant.now().plus(patience);
        while (webhooks.subscribers() < AD_ACCOUNTS && Instant.now().isBefore(end)) {
            Thread.sleep(100);
        }
        for (Map.Entry<String, ArrayNode> form : DemoSamples.leads().entrySet()) {
            String url = sandbox.url() + "/_sandbox/forms/" + form.getKey() + "/leads";
            leads += send(url, form.getValue()).path("lead_ids").size();
        }
    }

    /** Commanders Act, mParticle, a library of Segment and a shop post events to the program. */
    void postEvents() throws IOException, InterruptedException {
        Instant now = Instant.now();
        String inbox = url() + "/sources/";
        post("tiktok-web", inbox + "commanders-act", batches(DemoSamples.events(now)));
        post("tiktok-mparticle", inbox + "mparticle", DemoSamples.batches(now));
        post("tiktok-segment", url() + "/v1/batch", batches(DemoSamples.calls(now)));
        post("tiktok-offline", inbox + "offline-events", batches(DemoSamples.rows(now)));
    }

    private void post(String destination, String url, List<ObjectNode> bodies)
            throws IOException, InterruptedException {
        for (ObjectNode body : bodies) {
            for (JsonNode event : send(url + "?verbose=true", body).path("events")) {
                if (event.path("verdict").asText().equals("accepted")) {
                    events.merge(destination, 1, Integer::sum);
                }
            }
        }
    }

    private static List<ObjectNode> batches(List<ObjectNode> events) {
        List<ObjectNode> bodies = new ArrayList<>();
        for (int from = 0; from < events.size(); from += BODY) {
            ObjectNode body = JSON.createObjectNode();
            ArrayNode batch = body.putArray("batch");
            events.subList(from, Math.min(events.size(), from + BODY)).forEach(batch::add);
            bodies.add(body);
        }
        return bodies;
    }

    private JsonNode send(String url, JsonNode body) throws IOException, InterruptedException {
        return json(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    "HTTP " + answer.statusCode() + " from " + answer.uri().getPath());
        }
        return JSON.readTree(answer.body());
    }

    /** Waits until every record has an outcome and the whole report is in the table. */
    boolean await(Duration patience) throws Exception {
        Instant end = Instant.now().plus(patience);
        while (Instant.now().isBefore(end) && application.isRunning()) {
            if (count("select count(*) from lead") == leads
                    && settled("cdp-submit-lead") == leads
                    && settled("cdp-customers") == leads
                    && eventsSettled()
                    && warehouse.isRead(this)
                    && count("select count(*) from checkpoint") >= 2
                    && count("select count(*) from inbox") == 0) {
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }

    private boolean eventsSettled() throws SQLException {
        for (Map.Entry<String, Integer> posted : events.entrySet()) {
            if (settled(posted.getKey()) != posted.getValue()) {
                return false;
            }
        }
        return true;
    }

    private long settled(String destination) throws SQLException {
        return count(
                "select count(*) from ledger where outcome <> 'failed' and destination = ?",
                destination);
    }

    /** A number out of the demo's database. */
    long count(String query, String... values) throws SQLException {
        try (Connection connection = application.database().dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    Connection connection() throws SQLException {
        return application.database().dataSource().getConnection();
    }

    /** How many events the sandbox got, each counted once. */
    long eventsReceived() throws IOException, InterruptedException {
        URI counts = URI.create(sandbox.url() + "/_sandbox/counts");
        return json(HttpRequest.newBuilder(counts)).path("events").path("unique").asLong();
    }

    /** The audiences that the sandbox has. */
    JsonNode audiences() throws IOException, InterruptedException {
        URI audiences = URI.create(sandbox.url() + "/_sandbox/received/audiences");
        return json(HttpRequest.newBuilder(audiences)).path("audiences");
    }

    /** How many leads the sandbox told the program of, answered 200. */
    int leadsTold() throws IOException, InterruptedException {
        return new DemoWebhooks(sandbox).leadsTold();
    }

    /** How many rows the sandbox would report now, asked apart from the program. */
    long reportRows() throws IOException, InterruptedException {
        long rows = 0;
        Map<String, String> zones =
                Map.of(
                        Sandbox.ADVERTISER_ID, "Europe/Berlin",
                        Sandbox.SECOND_ADVERTISER_ID, "America/Los_Angeles");
        for (Map.Entry<String, String> advertiser : zones.entrySet()) {
            LocalDate today = LocalDate.now(ZoneId.of(advertiser.getValue()));
            // the two halves of the 31 days that a first pull asks for
            rows += total(advertiser.getKey(), today.minusDays(30), today.minusDays(1));
            rows += total(advertiser.getKey(), today, today);
        }
        return rows;
    }

    private long total(String advertiserId, LocalDate from, LocalDate to)
            throws IOException, InterruptedException {
        String query =
                "?report_type=BASIC&data_level=AUCTION_CAMPAIGN&page_size=1"
                        + "&advertiser_id="
                        + advertiserId
                        + "&start_date="
                        + from
                        + "&end_date="
                        + to
                        + "&dimensions="
                        + encoded("[\"campaign_id\",\"stat_time_day\"]")
                        + "&filtering="
                        + encoded(
                                "[{\"field_name\":\"campaign_status\",\"filter_type\":\"IN\","
                                        + "\"filter_value\":\"[\\\"STATUS_ALL\\\"]\"}]");
        return json(HttpRequest.newBuilder(
                                URI.create(sandbox.apiUrl() + "/report/integrated/get/" + query))
                        .header("Access-Token", Sandbox.ACCESS_TOKEN))
                .path("data")
                .path("page_info")
                .path("total_number")
                .asLong();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Commands for somebody who wants to play. */
    List<String> tryThis() {
        return List.of(
                "curl -H 'Content-Type: application/json' " + url() + "/sources/commanders-act \\",
                "  -d '{\"event_name\":\"purchase\",\"id\":\"O-1\",\"value\":42,\"currency\":\"EUR\","
                        + "\"user\":{\"email\":\"you@example.com\"},"
                        + "\"context\":{\"page\":{\"url\":\"https://shop.example.com/\"}}}'",
                "curl '" + sandbox.url() + "/_sandbox/received/events?event_id=O-1'",
                "curl " + sandbox.url() + "/_sandbox/forms/" + Sandbox.FORM_ID + "/leads \\",
                "  -d '{\"answers\":{\"name\":\"You\",\"email\":\"you@example.com\","
                        + "\"phone_number\":\"+12025550143\"}}'",
                "curl " + sandbox.url() + "/_sandbox/received/cdp-objects/customers",
                "DATABASE_URL=jdbc:h2:file:./data/demo/demo java -jar target/tiktok-routes.jar syncs",
                "add a line  and customer_id < 'C-2000'  to routes/models/customers.sql, and a few"
                        + " seconds later",
                "curl " + sandbox.url() + "/_sandbox/received/audiences",
                "and edit a file in routes/ or mappings/: it takes effect within two seconds");
    }
}
