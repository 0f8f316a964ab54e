package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backfill that is killed again and again with kill -9, alone and beside the running program, and
 * one that is broken off with Ctrl-C.
 */
class BackfillIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final LocalDate FROM = LocalDate.parse("2024-11-01");
    private static final LocalDate TO = LocalDate.parse("2026-03-31");
    private static final String[] COMMAND = {"backfill", "--from", "" + FROM, "--to", "" + TO};

    @TempDir private Path folder;

    @Test
    @Tag("R-WIT-4")
    @Tag("R-WIT-44")
    void endsWithExactlyWhatTikTokHasHoweverOftenItIsKilled() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            Place place = place(sandbox);
            Map<String, JsonNode> reported = new TreeMap<>();
            ReportedRows rows = new ReportedRows(sandbox);
            for (String id : List.of(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID)) {
                reported.putAll(rows.between(id, FROM, TO));
            }
            // so that a kill finds windows that are half read
            control(sandbox, "/faults", "{\"path\":\"/report/*\",\"times\":-1,\"delay_ms\":150}");
            kill(place, sandbox);
            kill(place, sandbox);
            try (Application running = running(sandbox)) {
                running.start();
                try (Connection database = running.database().dataSource().getConnection()) {
                    kill(place, sandbox);
                    assertThat(table(database).size()).isLessThan(reported.size());
                    try (Program last = place.start(COMMAND)) {
                        awaitCalls(sandbox, last);
                        // as Ctrl-C on a terminal does
                        long begin = System.nanoTime();
                        last.terminate();
                        last.exitCode(PATIENCE);
                        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                                .isLessThan(Duration.ofSeconds(15));
                        assertThat(last.err()).contains("the same command goes on");
                    }
                    control(sandbox, "/reset", "{}");
                    control(sandbox, "/settings", "{\"qps\":0}");
                    Said whole = said();
                    assertThat(whole.out()).contains("days were read before");
                    Map<String, Map<String, String>> table = table(database);
                    assertThat(table.keySet()).isEqualTo(reported.keySet());
                    ReportedRows.assertHeld(reported, table);
                    assertThat(said().out()).contains("nothing was left to read");
                    assertThat(said("--again").out()).doesNotContain("were read before");
                    assertThat(table(database)).isEqualTo(table);
                    // other programs add up what is there while the program runs
                    assertThat(spend(database)).isPositive();
                }
            }
        }
    }

    private Place place(Sandbox sandbox) throws IOException {
        Place place = new Place(folder).pointAt(sandbox).set("TIKTOK_RATE_LIMIT", "1000");
        try (Stream<Path> routes = Files.list(folder.resolve("routes"))) {
            for (Path file : routes.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                if (!file.getFileName().toString().startsWith("ads-report-to-table")) {
                    Files.delete(file);
                }
            }
        }
        control(sandbox, "/settings", "{\"qps\":0}");
        return place;
    }

    /** Starts it, and kills it in the midst of its work. */
    private static void kill(Place place, Sandbox sandbox) throws IOException {
        try (Program program = place.start(COMMAND)) {
            awaitCalls(sandbox, program);
            program.kill();
        }
    }

    private static void awaitCalls(Sandbox sandbox, Program program) throws IOException {
        int before = calls(sandbox);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> calls(sandbox) > before + 6 || !program.isAlive());
        assertThat(program.isAlive()).as(program.out() + program.err()).isTrue();
    }

    private static int calls(Sandbox sandbox) throws IOException {
        return Web.get(sandbox.url() + "/_sandbox/counts")
                .path("calls")
                .path("/report/integrated/get/")
                .path("total")
                .asInt();
    }

    private static void control(Sandbox sandbox, String path, String body) throws IOException {
        assertThat(Web.post(sandbox.url() + "/_sandbox" + path, body).statusCode()).isEqualTo(200);
    }

    private Properties properties(Sandbox sandbox) {
        Properties properties = new Properties();
        properties.put("tiktok.api-url", sandbox.apiUrl());
        properties.put("tiktok.access-token", Sandbox.ACCESS_TOKEN);
        properties.put("tiktok.app-id", Sandbox.APP_ID);
        properties.put("tiktok.app-secret", Sandbox.APP_SECRET);
        properties.put("tiktok.rate-limit", "1000");
        properties.put("http.port", "" + Place.freePort());
        properties.put("database.url", "jdbc:h2:file:" + folder.resolve("data/tiktok-routes"));
        return properties;
    }

    /** The program on the same database file, which it has to itself. */
    private Application running(Sandbox sandbox) throws Exception {
        Properties properties = properties(sandbox);
        try (var out = Files.newOutputStream(folder.resolve("settings"))) {
            properties.store(out, null);
        }
        return new Application(
                Settings.read(folder.resolve("settings"), Map.of(), new Properties()),
                folder.resolve("routes"),
                folder.resolve("mappings"));
    }

    /** The command in this process, which is spared the time to start another. */
    private Said said(String... more) {
        List<String> all = new ArrayList<>(List.of(COMMAND));
        all.addAll(List.of(more));
        all.addAll(List.of("--routes", folder.resolve("routes").toString()));
        all.addAll(List.of("--mappings", folder.resolve("mappings").toString()));
        all.addAll(List.of("--config", folder.resolve("settings").toString()));
        Said said = Said.by(all.toArray(String[]::new));
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        return said;
    }

    /** The table without the latest days, which the running program reads by itself. */
    private static Map<String, Map<String, String>> table(Connection database) throws Exception {
        Map<String, Map<String, String>> table = ReportedRows.table(database);
        table.keySet().removeIf(key -> key.compareTo(TO.plusDays(1).toString()) >= 0);
        return table;
    }

    private static double spend(Connection database) throws Exception {
        try (Statement statement = database.createStatement();
                ResultSet sum =
                        statement.executeQuery(
                                "select sum(spend) from tiktok_ads_report r join (values"
                                        + " ('2026-03-01', '2026-03-31')) asked (first_day,"
                                        + " last_day) on r.date between first_day and last_day")) {
            sum.next();
            return sum.getDouble(1);
        }
    }
}
