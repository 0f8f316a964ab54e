package io.tiktokroutes;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;

/** A program with one inbox of leads and any number of CDP events as destinations. */
final class LeadFlow implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(40);
    private static final String LEAD =
            "insert into lead (lead_id, form_id, advertiser_id, seen_at, payload)"
                    + " values (?, ?, ?, ?, ?)";
    private static final String EVENT =
            """
            {"ec": "%s", "ea": "submit", "main_object": "lead", "foreign_objects": ["customers"],
             "attributes": [{"code": "id"}, {"code": "name"}, {"code": "email"},
             {"code": "lead_source"}, {"code": "form_id"}, {"code": "form_name"},
             {"code": "advertiser_id"}, {"code": "campaign_id"}, {"code": "campaign_name"},
             {"code": "adgroup_id"}, {"code": "adgroup_name"}, {"code": "ad_id"},
             {"code": "ad_name"}, {"code": "is_organic"}, {"code": "is_test"},
             {"code": "trigger_journey", "data_type": "boolean"}]}
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox = Sandbox.start(0);
    private final Path routes;
    private final Path mappings;
    private final Settings settings;
    private Application application;

    LeadFlow(String kind, Path folder) throws Exception {
        // the tests tell their destinations apart by the event they send
        for (String event : List.of("events", "first", "second", "third", "fourth")) {
            control("POST", "/cdp/events/" + event, EVENT.formatted(event));
        }
        routes = Files.createDirectory(folder.resolve("routes"));
        mappings = Files.createDirectory(folder.resolve("mappings"));
        Map<String, String> fixed = new HashMap<>();
        fixed.put("tiktok.api-url", sandbox.apiUrl());
        fixed.put("tiktok.access-token", Sandbox.ACCESS_TOKEN);
        fixed.put("cdp.api-url", sandbox.cdpUrl());
        fixed.put("cdp.portal-id", Sandbox.CDP_PORTAL_ID);
        fixed.put("cdp.source-id", Sandbox.CDP_SOURCE_ID);
        fixed.put("cdp.token", Sandbox.CDP_TOKEN);
        fixed.put("database.url", BothDatabases.url(kind, folder));
        fixed.put("database.user", BothDatabases.user(kind));
        fixed.put("http.port", "" + Ports.free());
        // leads are put by the test; the source is there, and never has its turn
        fixed.put("leads.schedule", "0 0 0 1 1 ? 2099");
        settings =
                Settings.read(folder.resolve("none.properties"), Map.of(), new Properties())
                        .with(fixed);
    }

    /**
     * Saves the routes.
     *
     * @param destinations each a name and when it starts, such as {@code third:beginning}; with the
     *     name of an object behind it goes there, the others are events
     */
    void save(String... destinations) throws IOException {
        StringBuilder text =
                new StringBuilder(
                        """
                        - route:
                            id: leads-intake
                            from:
                              uri: kamelet:tiktok-lead-source
                              parameters:
                                name: leads
                              steps:
                                - to:
                                    uri: inbox:leads
                        - route:
                            id: leads-to-cdp
                            from:
                              uri: inbox:leads
                              parameters:
                                backoff: 100
                                maxBackoff: 500
                              steps:
                        """);
        for (String each : destinations) {
            String[] parts = each.split(":");
            boolean object = parts.length == 3;
            text.append(
                    """
                            - to:
                                uri: kamelet:%s
                                parameters:
                                  destination: %s
                                  mapping: lead-to-%s
                                  startFrom: %s
                    """
                            .formatted(
                                    object ? "cdp-object-sink" : "cdp-event-sink",
                                    parts[0],
                                    parts[0],
                                    parts[1]));
            text.append(object ? "              object: " + parts[2] + "\n" : "");
            map(parts[0], object ? "tiktok-lead-to-customer" : "tiktok-lead-to-submit-lead");
        }
        Path whole = Files.writeString(routes.resolve("whole"), text);
        Files.move(whole, routes.resolve("leads.camel.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A mapping of its own for each destination, so that its events can be told apart. */
    private void map(String destination, String like) throws IOException {
        String mapping =
                Files.readString(Path.of("mappings/" + like + ".mapping.yaml"))
                        .replace("to: ec, value: lead_form", "to: ec, value: " + destination);
        Path file = mappings.resolve("lead-to-" + destination + ".mapping.yaml");
        if (!Files.exists(file)) {
            Files.writeString(file, mapping);
        }
    }

    void start() throws Exception {
        application = new Application(settings, routes, mappings);
        application.start();
    }

    void stop() {
        application.close();
    }

    /** New leads as a source brings them: into the inbox, and then into the table of leads. */
    void put(int from, int to) throws Exception {
        List<Record> leads = IntStream.range(from, to).mapToObj(LeadFlow::lead).toList();
        application
                .context()
                .createProducerTemplate()
                .requestBody("inbox:leads", new Batch("leads", leads), Accepted.class);
        try (Connection connection = application.database().dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(LEAD)) {
            connection.setAutoCommit(false);
            for (Record lead : leads) {
                set(insert, lead.key(), lead.payload().toString());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void set(PreparedStatement insert, String id, String payload)
            throws SQLException {
        insert.setString(1, id);
        insert.setString(2, Sandbox.FORM_ID);
        insert.setString(3, Sandbox.ADVERTISER_ID);
        insert.setObject(4, Sql.utc(Instant.now()));
        insert.setString(5, payload);
    }

    /** A lead that is known, and whose answers were forgotten. */
    void putForgotten(String id) throws Exception {
        try (Connection connection = application.database().dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(LEAD)) {
            set(insert, id, null);
            insert.executeUpdate();
        }
    }

    private static Record lead(int n) {
        String id = "74%017d".formatted(n);
        ObjectNode payload = JSON.createObjectNode();
        payload.put("id", id).put("form_id", Sandbox.FORM_ID).put("name", "Lead " + n);
        return Record.of("leads", id, payload.put("email", "lead" + n + "@example.com"));
    }

    List<String> rows(String query) throws Exception {
        try (Connection connection = application.database().dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(query);
                ResultSet rows = select.executeQuery()) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }

    /** How many leads are delivered to a destination. */
    int delivered(String destination) throws Exception {
        return rows("select record_key from ledger where outcome = 'delivered' and destination = '"
                        + destination
                        + "'")
                .size();
    }

    void awaitDelivered(String destination, int leads) {
        await("leads of " + destination).atMost(SOON).until(() -> delivered(destination) == leads);
    }

    /** The ids of the leads that the CDP got for a destination, each as often as it got it. */
    List<String> received(String destination) throws Exception {
        List<String> ids = new ArrayList<>();
        JsonNode events = control("GET", "/received/cdp-events?limit=100000", "").path("events");
        for (JsonNode each : events) {
            if (each.path("event").path("ec").asText().equals(destination)) {
                ids.add(each.at("/event/items/0/id").asText());
            }
        }
        return ids;
    }

    JsonNode control(String method, String path, String body) throws Exception {
        return JSON.readTree(
                http.send(
                                HttpRequest.newBuilder(
                                                URI.create(sandbox.url() + "/_sandbox" + path))
                                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    @Override
    public void close() {
        if (application != null) {
            application.close();
        }
        sandbox.close();
    }
}
