package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code reports} and {@code reports export}. */
class ReportsCommandTest {

    private static final String FIRST = "7200000000000000001";
    private static final String SECOND = "7200000000000000002";

    @TempDir private Path folder;
    private String url;

    @BeforeEach
    void settle() throws Exception {
        url = BothDatabases.h2(folder);
        Files.createDirectories(folder.resolve("routes/drafts"));
        String file = "ads-report-to-table.camel.yaml";
        String text = Files.readString(Path.of("routes", file));
        Files.writeString(folder.resolve("routes").resolve(file), text);
        Files.writeString(
                folder.resolve("routes/drafts/other.camel.yaml"),
                text.replace("id: ads-report-to-table", "id: other")
                        .replace("name: ads-report", "name: other-report")
                        .replace("table: tiktok_ads_report", "table: other_report"));
        Files.writeString(folder.resolve("settings"), "database.url=" + url + "\n");
    }

    private void execute(String... statements) throws Exception {
        Database.open(url, "", "").close();
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String day(String advertiser, String day, int rows, String pulledAt) {
        return "insert into report_day values ('ads-report', '%s', date '%s', 'x', %d, timestamp '%s')"
                .formatted(advertiser, day, rows, pulledAt);
    }

    private static String row(String day, String campaign, String name, String spend) {
        return "insert into tiktok_ads_report (date, campaign_id, campaign_name, spend, clicks)"
                + " values ('%s', '%s', %s, %s, 3)".formatted(day, campaign, name, spend);
    }

    private Said reports(String... arguments) {
        List<String> all = new ArrayList<>(List.of("reports"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--routes", folder.resolve("routes").toString()));
        all.addAll(List.of("--config", folder.resolve("settings").toString()));
        Said said = Said.by(all.toArray(String[]::new));
        assertThat(said.out() + said.err()).doesNotContain("Exception", "\tat ");
        return said;
    }

    @Test
    void beforeTheFirstStart() {
        Said said = reports();
        assertThat(said.code()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.outLines().get(1))
                .matches(
                        "ads-report +ads-report-to-table +campaign +tiktok_ads_report +- +- +- +- +never"
                                + " +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ");
        assertThat(said.outLines()).endsWith("Drafts, which do not run: other-report");
        assertThat(folder.toFile().listFiles((f, name) -> name.endsWith(".mv.db"))).isEmpty();
    }

    @Test
    void howFarEachReportWasRead() throws Exception {
        Instant hourAgo = Instant.now().minus(Duration.ofMinutes(61));
        String read = hourAgo.toString().substring(0, 19).replace('T', ' ');
        execute(
                day(FIRST, "2026-03-01", 5, "2026-03-02 05:00:00"),
                day(FIRST, "2026-03-03", 6, read),
                day(SECOND, "2026-03-02", 7, read),
                // a backfill of older days is no sign that runs go well
                day(SECOND, "2026-03-01", 0, "2030-01-01 00:00:00"));
        assertThat(reports("--all").outLines())
                .hasSize(3)
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .matches(
                                                "ads-report .*  2  2026-03-01  2026-03-02  +4  61"
                                                        + " min ago +2.*Z"))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .matches("other-report +other \\(draft\\).*never +-"));
        JsonNode json = new ObjectMapper().readTree(reports("--json").out());
        assertThat(json.path("report").asText()).isEqualTo("ads-report");
        assertThat(json.path("tables").get(0).asText()).isEqualTo("tiktok_ads_report");
        assertThat(json.path("draft").asBoolean()).isFalse();
        assertThat(Instant.parse(json.path("next_run").asText())).isAfter(Instant.now());
        assertThat(json.path("advertisers")).hasSize(2);
        assertThat(json.path("advertisers").get(0))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"advertiser_id":"7200000000000000001",
                                         "first_day":"2026-03-01","newest_day":"2026-03-03",
                                         "days":2,"rows":11,"last_success":"%sZ"}
                                        """
                                                .formatted(read.replace(' ', 'T'))));
    }

    @Test
    @Tag("R-WIT-4")
    void aTableAsCsv() throws Exception {
        execute(
                row("2026-03-01", "7500000000000000011", "'Spring'", "1.5"),
                row("2026-03-02", "7500000000000000012", "'a \"b\", ü\nc'", "12345678.25"),
                row("2026-03-02", "7500000000000000013", "''", "null"),
                row("2026-03-03", "7500000000000000014", "'late'", "0"));
        Path file = folder.resolve("march.csv");
        String[] export = {
            "export",
            "ads-report",
            "--from",
            "2026-03-02",
            "--to",
            "2026-03-02",
            "--file",
            "" + file
        };
        Said said = reports(export);
        assertThat(said.out()).isEqualTo("2 rows of tiktok_ads_report are in " + file + "\n");
        String csv = Files.readString(file, StandardCharsets.UTF_8);
        String head = csv.substring(0, csv.indexOf("\r\n"));
        assertThat(head.split(",")).hasSize(27).startsWith("date", "campaign_id", "campaign_name");
        assertThat(csv)
                .contains(
                        "\r\n2026-03-02,7500000000000000012,\"a \"\"b\"\", ü\nc\",,",
                        ",12345678.25,",
                        "\r\n2026-03-02,7500000000000000013,\"\",,")
                .endsWith(",\r\n")
                .doesNotContain("Spring", "late");

        Said again = reports(export);
        assertThat(again.err())
                .isEqualTo("error: " + file + " is there already; write over it with --force\n");
        assertThat(again.code()).isEqualTo(2);
        String[] all = {"export", "tiktok_ads_report", "--file", "" + file, "--force"};
        assertThat(reports(all).out()).startsWith("4 rows of tiktok_ads_report");
        // the same on standard output, in the order of the key
        assertThat(reports("export", "ads-report").out()).isEqualTo(Files.readString(file));
    }

    @Test
    void whatCannotBeExported() throws Exception {
        assertThat(reports("export", "ads-report").err())
                .contains("there is no database")
                .hasLineCount(1);
        execute();
        assertThat(reports("export", "ads-reprot").err())
                .isEqualTo(
                        "error: there is no report or table 'ads-reprot' in the route files; did"
                                + " you mean 'ads-report'?\n");
        // personal data is no report
        assertThat(reports("export", "inbox").code()).isEqualTo(2);
        Said missing = reports("export", "other-report");
        assertThat(missing.err())
                .startsWith("error: table other_report cannot be read: ")
                .hasLineCount(1);
        assertThat(missing.code()).isEqualTo(1);
        assertThat(
                        reports(
                                        "export",
                                        "ads-report",
                                        "--from",
                                        "2026-03-02",
                                        "--to",
                                        "2026-03-01")
                                .err())
                .contains("is after --to");
        Said place = reports("export", "ads-report", "--file", "" + folder.resolve("no/where.csv"));
        assertThat(place.err()).contains("there is no folder").hasLineCount(1);
        assertThat(place.code()).isEqualTo(2);
    }
}
