package io.tiktokroutes.warehouse;

import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Iterator;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.builder.RouteBuilder;

/**
 * A model of a million rows and ten columns: the first sync, one that finds nothing, and one that
 * finds one row of a hundred changed, beside a bare loop over the same query.
 *
 * <p>Warehouse and program share one database. The route of the inbox settles each record at once
 * and sends nothing.
 */
final class WarehouseBench {

    private static final int TRIES = 3;

    private static final String QUERY =
            "select id as event_key, event_name, event_time, email, phone, external_id, currency,"
                    + " amount as value, ip, visits from bench_order";

    private WarehouseBench() {}

    /**
     * @param arguments kind of database, and how many rows
     */
    public static void main(String[] arguments) throws Exception {
        String kind = arguments[0];
        int rows = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("warehouse-bench");
        String url = BothDatabases.url(kind, folder);
        String user = BothDatabases.user(kind);
        try (SyncBench bench = new SyncBench(Database.open(url, user, ""), url, user, folder)) {
            fill(bench, kind, rows);
            bench.camel.getRegistry().bind("warehouse", DataSource.class, bench.warehouse());
            bench.camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("inbox:orders?batchSize=2000")
                                    .routeId("sink")
                                    .process(e -> settle(e.getMessage().getBody(Batch.class)));
                            from("direct:jdbc")
                                    .routeId("jdbc")
                                    .to(
                                            "jdbc:warehouse?outputType=StreamList"
                                                    + "&statement.fetchSize=1000")
                                    .process(e -> count(e.getMessage().getBody(Iterator.class)));
                        }
                    });
            double loop = best("bare loop, getObject", rows, () -> loop(bench));
            try {
                best("camel-jdbc, StreamList", rows, () -> stream(bench));
            } catch (Exception e) {
                System.out.println("camel-jdbc, StreamList: " + e.getMessage());
            }
            best("read into JSON", rows, () -> read(bench));
            bench.model("orders", QUERY);
            bench.sync("orders", "orders", "event_key", "mode", "add");
            once("first sync", rows, () -> run(bench));
            drained(bench);
            double nothing = best("unchanged sync", rows, () -> run(bench));
            System.out.printf(
                    "%s: an unchanged sync reads at %.2f of the speed of the loop%n",
                    kind, loop / nothing);
            bench.warehouse("update bench_order set visits = visits + 1 where visits < 10");
            once("1 % changed", rows, () -> run(bench));
            System.out.println(bench.lastRun("orders"));
            try (var lines = Files.lines(Path.of("/proc/self/status"))) {
                lines.filter(line -> line.startsWith("VmHWM")).forEach(System.out::println);
            }
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    /** Something that takes time. */
    private interface Work {
        void now() throws Exception;
    }

    private static double once(String what, int rows, Work work) throws Exception {
        long start = System.nanoTime();
        work.now();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-24s %6.2f s %,12.0f rows/s%n", what, seconds, rows / seconds);
        return seconds;
    }

    private static double best(String what, int rows, Work work) throws Exception {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            best = Math.min(best, once(what, rows, work));
        }
        return best;
    }

    private static void fill(SyncBench bench, String kind, int rows) throws Exception {
        String series =
                kind.equals("H2")
                        ? "system_range(1, " + rows + ") s(n)"
                        : "generate_series(1, " + rows + ") s(n)";
        bench.warehouse(
                "create table bench_order (id varchar(40) primary key, event_name varchar(40),"
                        + " event_time timestamp(3) with time zone, email varchar(100),"
                        + " phone varchar(20), external_id varchar(40), currency varchar(3),"
                        + " amount decimal(12, 2), ip varchar(40), visits integer)",
                "insert into bench_order select 'O-' || n || ':paid', 'CompletePayment',"
                        + " timestamp with time zone '2026-03-14 09:26:53.123+00:00',"
                        + " 'somebody.' || n || '@example.com', '+1202555' || mod(n, 10000),"
                        + " 'C-' || n, 'USD', n / 100.0, '203.0.113.' || mod(n, 250),"
                        + " mod(n, 1000) from "
                        + series);
        if (kind.equals("PostgreSQL")) {
            bench.warehouse("vacuum analyze bench_order");
        }
    }

    private static void settle(Batch batch) {
        for (Record record : batch) {
            record.settle("nowhere", Outcome.delivered(""));
        }
    }

    private static void run(SyncBench bench) {
        String trouble = bench.run("orders");
        if (!trouble.isEmpty()) {
            throw new IllegalStateException(trouble);
        }
    }

    private static void drained(SyncBench bench) throws Exception {
        while (!bench.rows("select 1 from inbox fetch first 1 rows only").isEmpty()) {
            Thread.sleep(200);
        }
    }

    private static void loop(SyncBench bench) throws Exception {
        DataSource warehouse = bench.warehouse();
        try (Connection connection = warehouse.getConnection()) {
            connection.setAutoCommit(false);
            long seen = 0;
            try (PreparedStatement select = connection.prepareStatement(QUERY)) {
                select.setFetchSize(1000);
                try (ResultSet rows = select.executeQuery()) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int i = 1; i <= columns; i++) {
                            seen += rows.getObject(i) == null ? 0 : 1;
                        }
                    }
                }
            }
            connection.rollback();
            if (seen == 0) {
                throw new IllegalStateException("no rows");
            }
        }
    }

    /** What a sync does with each row before it compares it. */
    private static void read(SyncBench bench) throws Exception {
        try (ModelQuery query = ModelQuery.prepared(bench.warehouse(), new Model("", QUERY))) {
            RowReader reader = new RowReader(query, query.columns("event_key"));
            query.run();
            long hashes = 0;
            while (reader.next()) {
                hashes += RowTable.hash(reader.array(), 0, reader.length());
            }
            if (hashes == 0) {
                throw new IllegalStateException("no rows");
            }
        }
    }

    private static void stream(SyncBench bench) {
        bench.camel
                .createProducerTemplate()
                .request("direct:jdbc", exchange -> exchange.getMessage().setBody(QUERY));
    }

    @SuppressWarnings("unchecked")
    private static long count(Iterator<?> iterator) {
        Iterator<Map<String, Object>> rows = (Iterator<Map<String, Object>>) iterator;
        long seen = 0;
        while (rows.hasNext()) {
            seen += rows.next().size();
        }
        return seen;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
    }
}
