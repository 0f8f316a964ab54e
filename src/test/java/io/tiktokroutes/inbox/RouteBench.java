package io.tiktokroutes.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A running Camel context with inboxes and destinations on a real database. */
final class RouteBench implements AutoCloseable {

    /** What a destination does with a delivery; whatever it leaves open is delivered. */
    interface Work {
        void on(Delivery delivery) throws Exception;
    }

    /** Quick retries, so that tests are. */
    static final String QUICK = "?backoff=5&maxBackoff=20&pollInterval=20";

    final Database database;
    final InboxStore store;
    final Ledger ledger;
    final DefaultCamelContext camel = new DefaultCamelContext();

    /** What each destination was asked to deliver: the keys of each delivery. */
    final Map<String, List<List<String>>> asked = new ConcurrentHashMap<>();

    RouteBench(String kind, Path folder) throws Exception {
        database = BothDatabases.open(kind, folder);
        Sql sql = new Sql(database.dataSource());
        store = new InboxStore(sql, Clock.systemUTC());
        ledger = new Ledger(sql, Clock.systemUTC());
        camel.addComponent("inbox", new InboxComponent(store, ledger));
        camel.addComponent("delivery", new DeliveryComponent(ledger));
        camel.getShutdownStrategy().setTimeout(10);
        camel.start();
    }

    /** Adds {@code direct:NAME}, framed as the sink kamelets are. */
    RouteBench destination(String name, Work work) throws Exception {
        return destination(name, "", work);
    }

    RouteBench destination(String name, String settings, Work work) throws Exception {
        asked.put(name, new CopyOnWriteArrayList<>());
        return routes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:" + name)
                                .to("delivery:open?destination=" + name + settings)
                                .doTry()
                                .process(e -> deliver(e.getMessage().getBody(Delivery.class), work))
                                .doCatch(Exception.class)
                                .to("delivery:fail")
                                .end()
                                .to("delivery:close");
                    }
                });
    }

    private void deliver(Delivery delivery, Work work) throws Exception {
        List<String> keys = delivery.open().stream().map(i -> i.record().key()).toList();
        if (!keys.isEmpty()) {
            asked.get(delivery.destination()).add(keys);
        }
        work.on(delivery);
        delivery.settleOpen(Outcome.delivered("r-1"));
    }

    RouteBench routes(RouteBuilder routes) throws Exception {
        camel.addRoutes(routes);
        return this;
    }

    /** Adds a route from {@code inbox:in} through these endpoints. */
    RouteBench route(String options, String... to) throws Exception {
        return routes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        var route = from("inbox:in" + options).routeId("in");
                        for (String uri : to) {
                            route.to(uri);
                        }
                    }
                });
    }

    static Batch batch(int from, int to) {
        List<Record> records = new ArrayList<>();
        IntStream.range(from, to)
                .forEach(
                        i ->
                                records.add(
                                        Record.of(
                                                "in",
                                                "k" + i,
                                                new ObjectMapper()
                                                        .createObjectNode()
                                                        .put("n", i))));
        return new Batch("in", records);
    }

    Accepted put(Batch batch) {
        return camel.createProducerTemplate().requestBody("inbox:in", batch, Accepted.class);
    }

    /** Every key that a destination was asked to deliver, repeats too. */
    List<String> keys(String destination) {
        return asked.get(destination).stream().flatMap(List::stream).toList();
    }

    long waiting() {
        try {
            return store.depth("in", 1_000_000);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A row per line, cells with bars between. */
    List<String> rows(String query) {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.append(i == 1 ? "" : "|").append(rows.getString(i));
                }
                lines.add(line.toString());
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return lines;
    }

    /** The ledger's lines of a destination: key and outcome, with the reason if there is one. */
    List<String> ledger(String destination) {
        return rows(
                "select record_key, outcome, reason from ledger where destination = '"
                        + destination
                        + "' order by record_key");
    }

    @Override
    public void close() {
        camel.stop();
        database.close();
    }
}
