package io.tiktokroutes.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tiktokroutes.store.BothDatabases;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/**
 * {@code bench/lead-export.sh}: one form with very many leads, exported into the inbox, and
 * exported again when all are known. A small server speaks TikTok's export and writes the file as
 * it goes.
 */
public final class LeadExportBench {

    private static final String FORM = "7300000000000000001";

    private static final String HEADER =
            "\uFEFFlead_id,created_time,ad_id,ad_name,adgroup_id,adgroup_name,campaign_id,"
                    + "campaign_name,form_id,form_name,Name,Email,Phone number,"
                    + "Which product interests you?\r\n";

    private final int leads;
    private final HttpServer server;
    private final List<Long> downloads = new CopyOnWriteArrayList<>();
    private volatile long bytes;

    private LeadExportBench(int leads) throws IOException {
        this.leads = leads;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setExecutor(Executors.newCachedThreadPool());
        String one = "\"page_info\":{\"page\":1,\"page_size\":100,\"total_page\":1}";
        answer(
                "/page/get/",
                "{\"list\":[{\"page_id\":\"%s\",\"status\":\"PUBLISHED\"}],%s}"
                        .formatted(FORM, one));
        answer("/page/library/get/", "{\"list\":[],%s}".formatted(one));
        answer("/page/lead/task/", "{\"task_id\":\"7420000000000000001\",\"status\":\"SUCCEED\"}");
        server.createContext("/page/lead/task/download/", this::download);
        server.start();
    }

    private void answer(String path, String data) {
        byte[] body =
                "{\"code\":0,\"message\":\"OK\",\"request_id\":\"1\",\"data\":%s}"
                        .formatted(data)
                        .getBytes(StandardCharsets.UTF_8);
        server.createContext(
                path,
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, body.length);
                    try (OutputStream out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
    }

    private void download(HttpExchange exchange) throws IOException {
        downloads.add(System.nanoTime());
        exchange.getResponseHeaders().set("Content-Type", "text/csv");
        exchange.sendResponseHeaders(200, 0);
        long written = 0;
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
            out.write(HEADER.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < leads; i++) {
                byte[] row =
                        String.format(
                                        Locale.ROOT,
                                        "%d,2026-01-10 12:00:00(UTC+00:00),7500000000000000031,"
                                                + "Video A,7500000000000000021,AG 1,"
                                                + "7500000000000000011,Spring campaign with a name,"
                                                + "%s,Spring demo request,\"Person, Number %d\","
                                                + "person.number.%d@example.com,+4930%08d,"
                                                + "\"The larger one,\nwith the long cable and two"
                                                + " \"\"spare\"\" batteries\"\r\n",
                                        7400000000000000001L + i,
                                        FORM,
                                        i,
                                        i,
                                        i)
                                .getBytes(StandardCharsets.UTF_8);
                written += row.length;
                out.write(row);
            }
        }
        bytes = written;
    }

    /**
     * @param arguments h2 or postgresql, how many leads
     */
    public static void main(String[] arguments) throws Exception {
        int leads = Integer.parseInt(arguments[1]);
        LeadExportBench bench = new LeadExportBench(leads);
        try {
            bench.run(arguments[0].equalsIgnoreCase("postgresql"));
        } finally {
            bench.server.stop(0);
        }
        System.exit(0);
    }

    private void run(boolean postgres) throws Exception {
        Path folder = Files.createTempDirectory("lead-export-");
        Place place = Place.forThroughput(folder).option("-Xmx256m");
        try (var routes = Files.list(folder.resolve("routes"))) {
            for (Path route : routes.filter(Files::isRegularFile).toList()) {
                Files.delete(route);
            }
        }
        place.write(
                "routes/intake.camel.yaml",
                """
                - route:
                    id: intake
                    description: Leads are kept, and nothing is delivered
                    from:
                      uri: kamelet:tiktok-lead-source
                      parameters:
                        name: leads
                        regions: row
                      steps:
                        - to:
                            uri: inbox:leads
                            parameters:
                              bound: 100000000
                """);
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        place.set("TIKTOK_API_URL", url).set("TIKTOK_ACCESS_TOKEN", "bench-token");
        place.set("TIKTOK_ADVERTISER_IDS", "7200000000000000001");
        place.set("LEADS_SCHEDULE", "0/5 * * * * ?");
        if (postgres) {
            place.set("DATABASE_URL", BothDatabases.postgres());
        }
        try (Program program = place.start("run")) {
            program.awaitReady();
            report(program, "all new", 0, leads);
            report(program, "all known", 1, 0);
        }
    }

    private void report(Program program, String what, int download, int fresh) throws IOException {
        Awaitility.await()
                .atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> program.out().contains(leads + " leads, " + fresh + " new"));
        double seconds = (System.nanoTime() - downloads.get(download)) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: %,d leads (%d MB) in %.1f s: %,.0f leads per second; %d MB resident at most,"
                        + " %.0f s of processor time%n",
                what,
                leads,
                bytes >> 20,
                seconds,
                leads / seconds,
                program.mostResident() >> 20,
                program.cpu().toMillis() / 1e3);
    }
}
