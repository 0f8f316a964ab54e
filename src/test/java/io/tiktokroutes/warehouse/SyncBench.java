package io.tiktokroutes.warehouse;

import io.tiktokroutes.inbox.InboxComponent;
import io.tiktokroutes.inbox.InboxStore;
import io.tiktokroutes.inbox.Ledger;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.WarehouseDatabase;
import io.tiktokroutes.schedule.ScheduleComponent;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.ScheduleRuns;
import io.tiktokroutes.store.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Syncs of the shipped kamelet over real databases; a test calls each run itself. */
final class SyncBench implements AutoCloseable {

    /** Refused records as a test says they are. */
    static final class Refused implements RefusedRows {
        final Map<String, Instant> at = new TreeMap<>();
        final Map<String, String> again = new TreeMap<>();
        final List<String> withdrawn = new ArrayList<>();
        Error trouble;

        @Override
        public void each(String inbox, Taker taker) throws java.sql.SQLException {
            if (trouble != null) {
                throw trouble;
            }
            for (var each : at.entrySet()) {
                taker.take(each.getKey(), each.getValue());
            }
        }

        @Override
        public Set<String> again(String inbox, Map<String, String> payloads) {
            again.putAll(payloads);
            return Set.of();
        }

        @Override
        public void withdraw(String inbox, Collection<String> recordKeys) {
            withdrawn.addAll(recordKeys);
        }
    }

    final Refused refused = new Refused();
    final Database database;
    final Path routes;
    final DefaultCamelContext camel = new DefaultCamelContext();
    private final WarehouseDatabase warehouse;
    private final String warehouseUrl;
    private final String warehouseUser;

    SyncBench(String kind, Path folder) throws Exception {
        this("H2", BothDatabases.url(kind, folder), BothDatabases.user(kind), folder);
    }

    /** With the program's own database of one kind, and the warehouse anywhere. */
    SyncBench(String kind, String warehouseUrl, String warehouseUser, Path folder)
            throws Exception {
        this(BothDatabases.open(kind, folder), warehouseUrl, warehouseUser, folder);
    }

    SyncBench(Database database, String warehouseUrl, String warehouseUser, Path folder)
            throws Exception {
        this.database = database;
        this.warehouseUrl = warehouseUrl;
        this.warehouseUser = warehouseUser;
        routes = Files.createDirectories(folder.resolve("routes"));
        Files.createDirectories(routes.resolve("models"));
        Settings settings =
                Settings.read(folder.resolve("none.properties"), Map.of(), new Properties())
                        .with(
                                Map.of(
                                        "warehouse.url",
                                        warehouseUrl,
                                        "warehouse.user",
                                        warehouseUser));
        warehouse = WarehouseDatabase.of(settings);
        Sql sql = new Sql(database.dataSource());
        Clock clock = Clock.systemUTC();
        ScheduleComponent schedule =
                new ScheduleComponent(new ScheduleRuns(sql), Metrics.unread(), ZoneOffset.UTC);
        schedule.setManual(true);
        camel.addComponent("schedule", schedule);
        camel.addComponent(
                "inbox", new InboxComponent(new InboxStore(sql, clock), new Ledger(sql, clock)));
        camel.getRegistry()
                .bind("warehouse-models", source(warehouse.dataSource(), database.dataSource()));
        camel.start();
    }

    ModelSource source(DataSource from, DataSource ours) {
        return new ModelSource(from, ours, routes, refused, Clock.systemUTC());
    }

    DataSource warehouse() {
        return warehouse.dataSource();
    }

    /** A table or rows in the warehouse. */
    void warehouse(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(warehouseUrl, warehouseUser, "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** A file in models/. */
    void model(String name, String sql) throws Exception {
        Files.writeString(routes.resolve("models").resolve(name + ".sql"), sql);
    }

    /** A route of a sync into the inbox of its name; more parameters as name, value. */
    void sync(String name, String model, String key, String... more) throws Exception {
        route(name, model, key, "inbox:" + name, more);
    }

    void route(String name, String model, String key, String to, String... more) throws Exception {
        StringBuilder text = new StringBuilder();
        text.append("- route:\n    id: ").append(name).append("\n    from:\n");
        text.append("      uri: kamelet:warehouse-source\n      parameters:\n");
        text.append("        name: ").append(name).append('\n');
        text.append("        model: \"").append(model.replace("\"", "\\\"")).append("\"\n");
        text.append("        primaryKey: \"").append(key).append("\"\n");
        for (int i = 0; i < more.length; i += 2) {
            text.append("        ").append(more[i]).append(": ").append(more[i + 1]).append('\n');
        }
        text.append("      steps:\n        - to:\n            uri: ").append(to).append('\n');
        forget(name);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString(name + ".camel.yaml", text.toString()));
    }

    /** Takes out the route of a sync, to put in another one. */
    private void forget(String name) throws Exception {
        for (Route route : List.copyOf(camel.getRoutes())) {
            if (route.getId().equals(name)
                    || route.getEndpoint().getEndpointUri().endsWith("schedule-" + name)) {
                camel.getRouteController().stopRoute(route.getId());
                camel.removeRoute(route.getId());
            }
        }
    }

    /** One run; gives why it failed, or nothing. */
    String run(String name) {
        Exchange exchange =
                camel.createProducerTemplate().request("direct:schedule-" + name, nothing -> {});
        return exchange.getException() == null ? "" : exchange.getException().getMessage();
    }

    /** What waits in the inbox, payload by record key. */
    Map<String, String> waiting(String inbox) throws Exception {
        Map<String, String> waiting = new TreeMap<>();
        for (List<Object> row :
                rows("select record_key, payload from inbox where inbox = '" + inbox + "'")) {
            waiting.put("" + row.get(0), "" + row.get(1));
        }
        return waiting;
    }

    /** All of them were delivered. */
    void delivered(String inbox) throws Exception {
        execute(
                "insert into ledger (destination, inbox, record_key, outcome, reason, detail,"
                        + " request_id, attempts, decided_at, received_at, flow)"
                        + " select 'd', inbox, record_key, 'delivered', '', '', '', 1,"
                        + " received_at, received_at, '' from inbox where inbox = '"
                        + inbox
                        + "'");
        execute("delete from inbox where inbox = '" + inbox + "'");
    }

    void execute(String statement) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    /** The rows of a query over our own database. */
    List<List<Object>> rows(String query) throws Exception {
        List<List<Object>> found = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    Object value = rows.getObject(i);
                    row.add(value instanceof java.sql.Clob clob ? text(clob) : value);
                }
                found.add(row);
            }
        }
        return found;
    }

    private static String text(java.sql.Clob clob) throws java.sql.SQLException {
        return clob.getSubString(1, (int) clob.length());
    }

    /** State and counts of the last run: {@code completed 3 rows +3 ~0 -0 again 0}. */
    String lastRun(String sync) throws Exception {
        List<Object> run =
                rows("select state, row_count, added, changed, removed, again from model_run"
                                + " where sync = '"
                                + sync
                                + "' order by id desc")
                        .get(0);
        return "%s %s rows +%s ~%s -%s again %s".formatted(run.toArray());
    }

    /** The keys of the snapshot. */
    List<String> snapshot() throws Exception {
        return rows("select row_key from model_row order by row_key").stream()
                .map(row -> "" + row.get(0))
                .toList();
    }

    @Override
    public void close() {
        camel.stop();
        warehouse.close();
        database.close();
    }
}
