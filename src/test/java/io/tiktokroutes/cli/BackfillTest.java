package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code backfill}, in this process. */
class BackfillTest {

    private static final LocalDate FROM = LocalDate.parse("2026-02-20");
    private static final LocalDate TO = LocalDate.parse("2026-04-10");

    private static Sandbox sandbox;

    @TempDir private Path folder;
    private String url;

    @BeforeAll
    static void begin() throws IOException {
        sandbox = Sandbox.start(0);
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    @BeforeEach
    void settle() throws Exception {
        control("/reset", "{}");
        control("/settings", "{\"qps\":0}");
        url = BothDatabases.h2(folder);
        String file = "ads-report-to-table.camel.yaml";
        Files.createDirectories(folder.resolve("routes"));
        Files.copy(Path.of("routes", file), folder.resolve("routes").resolve(file));
        Files.writeString(
                folder.resolve("settings"),
                """
                tiktok.api-url=%s
                tiktok.access-token=%s
                tiktok.app-id=%s
                tiktok.app-secret=%s
                tiktok.rate-limit=1000
                database.url=%s
                """
                        .formatted(
                                sandbox.apiUrl(),
                                Sandbox.ACCESS_TOKEN,
                                Sandbox.APP_ID,
                                Sandbox.APP_SECRET,
                                url),
                StandardCharsets.ISO_8859_1);
    }

    private static void control(String path, String body) throws IOException {
        assertThat(Web.post(sandbox.url() + "/_sandbox" + path, body).statusCode()).isEqualTo(200);
    }

    private static int calls() throws IOException {
        return Web.get(sandbox.url() + "/_sandbox/counts")
                .path("calls")
                .path("/report/integrated/get/")
                .path("total")
                .asInt();
    }

    private Said command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--routes", folder.resolve("routes").toString()));
        all.addAll(List.of("--config", folder.resolve("settings").toString()));
        Said said = Said.by(all.toArray(String[]::new));
        assertThat(said.out() + said.err())
                .doesNotContain(Sandbox.ACCESS_TOKEN, "Exception", "\tat ");
        return said;
    }

    private Said backfill(String... more) {
        List<String> all =
                new ArrayList<>(List.of("backfill", "--from", "" + FROM, "--to", "" + TO));
        all.addAll(List.of(more));
        return command(all.toArray(String[]::new));
    }

    private Map<String, Map<String, String>> table() throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            return ReportedRows.table(connection);
        }
    }

    private void execute(String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    /** The report is there before anybody names a range, which then says what is read, no more. */
    @Test
    @Tag("R-WIT-43")
    @Tag("R-WIT-44")
    @Tag("R-WIT-46")
    void theDaysThatAreAskedForAndEachOnce() throws Exception {
        assertThat(command("reports").out()).containsPattern("ads-report .* never ");
        Map<String, JsonNode> first =
                new ReportedRows(sandbox).between(Sandbox.ADVERTISER_ID, FROM, TO);

        Said one = backfill("--advertiser", Sandbox.ADVERTISER_ID);
        assertThat(one.err()).isEmpty();
        assertThat(one.out())
                .isEqualTo(
                        "ads-report: %,d rows of 2 windows are in tiktok_ads_report%n"
                                .formatted(first.size()));
        assertThat(one.code()).isZero();
        Map<String, Map<String, String>> table = table();
        assertThat(table.keySet()).isEqualTo(first.keySet());
        ReportedRows.assertHeld(first, table);

        // of a flow that stands still nothing comes, unless somebody asks for it
        execute(
                "insert into flow_stop values ('ads-report-to-table', timestamp '2026-01-01 00:00:00')");
        Said stopped = backfill();
        assertThat(stopped.err()).startsWith("ads-report: left out, for its flow ");
        assertThat(stopped.out()).isEmpty();
        assertThat(stopped.code()).isZero();

        Map<String, JsonNode> both = new TreeMap<>(first);
        both.putAll(new ReportedRows(sandbox).between(Sandbox.SECOND_ADVERTISER_ID, FROM, TO));
        Said other = backfill("--report", "ads-report");
        assertThat(other.out())
                .endsWith("; 50 days were read before, --again reads them too\n")
                .contains(" of 2 windows ");
        Map<String, Map<String, String>> whole = table();
        assertThat(whole.keySet()).isEqualTo(both.keySet());
        ReportedRows.assertHeld(both, whole);

        int calls = calls();
        assertThat(backfill("--report", "ads-report").out())
                .isEqualTo(
                        "ads-report: nothing was left to read; 100 days were read before, --again"
                                + " reads them too\n");
        assertThat(calls()).isEqualTo(calls).isPositive();
        assertThat(backfill("--again", "--report", "ads-report").out()).contains(" of 4 windows ");
        assertThat(calls()).isGreaterThan(calls);
        assertThat(table()).isEqualTo(whole);
    }

    @Test
    @Tag("R-WIT-36")
    void whatCannotBeReadIsToldInOneLineAndTheSameCommandBringsIt() throws Exception {
        control(
                "/faults",
                "{\"path\":\"/report/integrated/get/\",\"times\":-1,\"code\":40001,"
                        + "\"message\":\"No permission to operate the advertiser\"}");
        Said refused = backfill();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.errLines())
                .hasSize(1)
                .allMatch(line -> line.startsWith("error: ads-report of 7200000000000000"))
                .allMatch(line -> line.contains("40001 No permission"))
                .allMatch(line -> line.endsWith(" (and 3 more windows)"));
        assertThat(refused.out())
                .isEqualTo(
                        "ads-report: 0 rows of 0 windows are in tiktok_ads_report; 4 windows"
                                + " failed, give the command again\n");
        assertThat(table()).isEmpty();

        control("/reset", "{}");
        control("/settings", "{\"qps\":0}");
        assertThat(backfill().code()).isZero();
        assertThat(table()).isNotEmpty();
    }

    @Test
    void aTableThatDoesNotTakeTheRows() throws Exception {
        Database.open(url, "", "").close();
        execute("alter table tiktok_ads_report drop column spend");
        Said said = backfill();
        assertThat(said.errLines()).hasSize(1);
        assertThat(said.err()).contains("tiktok_ads_report").contains("spend");
        assertThat(said.out()).isEmpty();
        assertThat(said.code()).isEqualTo(2);
        // the shipped routes have that report, too
        Said check = Said.by("check", "--config", folder.resolve("settings").toString());
        assertThat(check.outLines())
                .anyMatch(
                        line ->
                                line.startsWith("failed       report ads-report: table")
                                        && line.contains("spend"));
        assertThat(check.code()).isEqualTo(1);
    }
}
