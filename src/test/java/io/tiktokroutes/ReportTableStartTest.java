package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.cdp.LogLines;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.BothDatabases;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program with report tables in a database of their own: there, wrong, or away. */
class ReportTableStartTest {

    private static final String ROUTE = "ads-report-to-table.camel.yaml";
    private static final String NEVER = "0 0 5 1 1 ?";
    private static final String MAPPING = "tiktok-report-to-ads-report.mapping.yaml";

    @TempDir Path folder;

    private Path routes;
    private Path mappings;

    @BeforeEach
    void onlyTheReport() throws Exception {
        routes = Files.createDirectories(folder.resolve("routes"));
        mappings = Files.createDirectories(folder.resolve("mappings"));
        Files.copy(Path.of("routes", ROUTE), routes.resolve(ROUTE));
        Files.copy(Path.of("mappings", MAPPING), mappings.resolve(MAPPING));
    }

    private Running program(String reportsUrl, String schedule) throws Exception {
        return Running.on(
                "H2",
                folder,
                Map.of("reports.url", reportsUrl, "reports.schedule", schedule),
                routes,
                mappings);
    }

    private static void execute(String url, String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static long count(String url) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from tiktok_ads_report")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void edit(Path file, String from, String to) throws Exception {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void rowsGoToTheOtherDatabaseAndEditsThatDoNotFitLeaveTheOldVersionRunning() throws Exception {
        // the columns of a target that has a schema are told by lint before
        edit(mappings.resolve(MAPPING), "target: ads-report-row\n", "");
        String url = BothDatabases.h2(folder) + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        try (LogLines log = new LogLines();
                Running program = program(url, "0/2 * * * * ?").start()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> count(url) > 0);
            assertThat(program.count("select count(*) from tiktok_ads_report")).isZero();
            edit(
                    mappings.resolve(MAPPING),
                    "  - { to: campaign_name,",
                    "  - { to: objective, from: metrics.objective_type }\n  - { to: campaign_name,");
            assertThat(awaitLine(log, "no column objective"))
                    .contains("table tiktok_ads_report has no column objective")
                    .contains("alter table tiktok_ads_report add column")
                    .contains("the version before goes on running");
            edit(routes.resolve(ROUTE), "key: date,campaign_id", "key: date,campaign_id,reach");
            assertThat(awaitLine(log, "two rows with the same"))
                    .contains("may hold two rows with the same date, campaign_id and reach", ROUTE)
                    .contains("the version before goes on running");
            execute(url, "delete from tiktok_ads_report");
            await().atMost(Duration.ofSeconds(30)).until(() -> count(url) > 0);
        }
    }

    private static String awaitLine(LogLines log, String words) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                log.all().stream()
                                        .filter(line -> line.contains(words))
                                        .findFirst()
                                        .orElse(""),
                        line -> !line.isEmpty());
    }

    private static String awaitHealth(Running program, String words) throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> program.get("/observe/health").body().contains(words));
        return program.get("/observe/health").body();
    }

    @Test
    void aTableThatDoesNotFitEndsTheStartWithOneMessage() throws Exception {
        String url = BothDatabases.h2(folder);
        execute(
                url,
                "create table tiktok_ads_report (date varchar(10), campaign_id varchar(32), spend"
                        + " varchar(9))");
        try (Running program = program(url, NEVER)) {
            assertThatThrownBy(program::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining(
                            "table tiktok_ads_report has no column campaign_name, cost")
                    .hasMessageContaining("and 19 more")
                    .hasMessageContaining("run: alter table");
        }
        try (Running program = program("jdbc:oracle:thin:@db", NEVER)) {
            assertThatThrownBy(program::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("reports.url is 'jdbc:oracle:thin:@db'; write");
        }
    }

    @Test
    void aDatabaseThatIsAwayKeepsNothingElseFromRunning() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Running program =
                program("jdbc:postgresql://127.0.0.1:" + port + "/w", NEVER).start()) {
            assertThat(awaitHealth(program, "cannot be reached"))
                    .contains("report-tables", "Check reports.url")
                    .doesNotContain("Exception");
        }
    }
}
