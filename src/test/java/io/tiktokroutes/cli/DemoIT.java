package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo --once} leaves a database, and prints what stands in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoIT {

    private String printed;
    private Connection database;

    @BeforeAll
    void runOnce(@TempDir Path folder) throws SQLException {
        Place place = new Place(folder);
        try (Program demo = place.start("demo", "--once")) {
            int code = demo.exitCode(Duration.ofMinutes(3));
            printed = demo.out();
            assertThat(code).as(printed + demo.err()).isZero();
            assertThat(demo.err()).isEmpty();
        }
        database = place.database("data/demo/demo");
    }

    @AfterAll
    void closeDatabase() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    private List<List<String>> rows(String query) throws SQLException {
        List<List<String>> all = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
        }
        return all;
    }

    private List<String> column(String query) throws SQLException {
        return rows(query).stream().map(row -> row.get(0)).toList();
    }

    /** The sandbox makes its numbers of the day alone, so another one reports the same. */
    @Test
    void theTableIsWhatTikTokReports() throws Exception {
        Map<String, JsonNode> reported = new TreeMap<>();
        try (Sandbox sandbox = Sandbox.start(0)) {
            ReportedRows rows = new ReportedRows(sandbox);
            reported.putAll(rows.of(Sandbox.ADVERTISER_ID, ZoneId.of("Europe/Berlin")));
            reported.putAll(
                    rows.of(Sandbox.SECOND_ADVERTISER_ID, ZoneId.of("America/Los_Angeles")));
        }
        assertThat(reported).hasSizeGreaterThan(300);
        Map<String, Map<String, String>> table = ReportedRows.table(database);
        assertThat(table.keySet().stream().map(key -> key.substring(0, 10)).distinct())
                .as("all days; on the 13th nothing is delivered")
                .hasSizeBetween(30, 32);
        ReportedRows.assertHeld(reported, table);
        assertThat(printed).contains(table.size() + " rows in table tiktok_ads_report");
    }

    @Test
    void theLedgerHasAnOutcomeForEverySample() throws Exception {
        int leads = DemoSamples.leads().values().stream().mapToInt(form -> form.size()).sum();
        int events = DemoSamples.events(Instant.now()).size();
        int batched =
                DemoSamples.batches(Instant.now()).stream()
                        .mapToInt(batch -> batch.path("events").size())
                        .sum();
        for (String[] expected :
                new String[][] {
                    {"cdp-submit-lead", "" + leads},
                    {"cdp-customers", "" + leads},
                    {"tiktok-web", "" + events},
                    {"tiktok-mparticle", "" + batched},
                    {"tiktok-segment", "" + DemoSamples.calls(Instant.now()).size()},
                    {"tiktok-offline", "" + DemoSamples.rows(Instant.now()).size()},
                    {"tiktok-web-orders", "60"},
                    {"tiktok-offline-visits", "40"},
                    {"tiktok-audience-customers", "1080"}
                }) {
            assertThat(
                            column(
                                    "select count(distinct record_key) from ledger where outcome"
                                            + " in ('delivered', 'skipped', 'refused') and"
                                            + " destination = '"
                                            + expected[0]
                                            + "'"))
                    .as(expected[0])
                    .containsExactly(expected[1]);
        }
        assertThat(column("select count(*) from ledger where outcome = 'failed'"))
                .containsExactly("0");
        assertThat(column("select count(*) from inbox")).containsExactly("0");
        assertThat(column("select count(*) from lead")).containsExactly("" + leads);
    }

    @Test
    void badSamplesAreRefusedForTheirReason() throws SQLException {
        String refused =
                "select destination || ' ' || reason from ledger where outcome = 'refused'";
        assertThat(column(refused))
                .containsExactlyInAnyOrder(
                        "tiktok-web BAD_CURRENCY",
                        "tiktok-web BAD_EMAIL",
                        "tiktok-web BAD_PHONE",
                        "tiktok-web BAD_TIMESTAMP",
                        "tiktok-web INVALID_URL",
                        "tiktok-web MALFORMED",
                        "tiktok-web MISSING_URL",
                        "tiktok-web TIKTOK_40002",
                        "tiktok-mparticle MISSING_URL",
                        "tiktok-mparticle MISSING_USER_AGENT",
                        "tiktok-mparticle NO_IDENTIFIER",
                        "tiktok-segment BAD_CURRENCY",
                        "tiktok-segment MISSING_URL",
                        "tiktok-offline BAD_CURRENCY",
                        "tiktok-offline NO_IDENTIFIER",
                        "tiktok-web-orders BAD_CURRENCY",
                        "tiktok-web-orders BAD_PHONE",
                        "tiktok-web-orders MISSING_URL",
                        "tiktok-web-orders UNKNOWN_EVENT_NAME",
                        "tiktok-offline-visits BAD_CURRENCY",
                        "tiktok-offline-visits BAD_CURRENCY",
                        "tiktok-offline-visits NO_IDENTIFIER",
                        "tiktok-offline-visits NO_IDENTIFIER",
                        "tiktok-audience-customers BAD_EMAIL",
                        "tiktok-audience-customers BAD_PHONE",
                        "tiktok-audience-customers NO_IDENTIFIER",
                        "cdp-submit-lead MALFORMED",
                        "cdp-customers MALFORMED",
                        "cdp-customers NO_IDENTIFIER");
        assertThat(column("select destination || ' ' || reason from refused"))
                .as("kept for replay")
                .containsExactlyInAnyOrderElementsOf(column(refused));
        String skipped =
                "select destination || ' ' || reason || ' ' || count(*) from ledger"
                        + " where outcome = 'skipped' group by destination, reason";
        assertThat(column(skipped))
                .containsExactlyInAnyOrder(
                        "tiktok-web UNMAPPED_EVENT 2",
                        "tiktok-mparticle NOT_WEB 1",
                        "tiktok-mparticle FILTERED 1",
                        "tiktok-mparticle UNMAPPED_EVENT 31",
                        "tiktok-segment UNMAPPED_EVENT 21");
    }

    @Test
    void thePrintedAccountIsWhatTheLedgerSays() throws SQLException {
        for (List<String> destination :
                rows(
                        "select destination,"
                                + " count(case when outcome = 'delivered' then 1 end),"
                                + " count(case when outcome = 'skipped' then 1 end),"
                                + " count(case when outcome = 'refused' then 1 end)"
                                + " from ledger group by destination")) {
            assertThat(printed.replaceAll(" +", " "))
                    .as(destination.get(0))
                    .contains(
                            "%s delivered %s skipped %s refused 0 failed"
                                    .formatted(destination.subList(1, 4).toArray()));
        }
        for (List<String> reason :
                rows(
                        "select destination, outcome, count(*), reason from ledger"
                                + " where outcome <> 'delivered'"
                                + " group by destination, outcome, reason")) {
            assertThat(printed.replaceAll(" +", " ")).contains(String.join(" ", reason));
        }
        assertThat(printed).contains("Every record has an outcome; nothing was lost.");
    }

    /** The drafts that read the shop run beside the routes. */
    @Test
    void theShopIsReadAndItsCustomersAreAnAudience() throws SQLException {
        assertThat(printed)
                .contains("60 rows of the query routes/models/orders.sql")
                .contains("40 rows of the query routes/models/store-visits.sql")
                .contains("1080 rows of the query routes/models/customers.sql");
        String members =
                "select count(*) from (select distinct id_type, digest from audience_id) d";
        assertThat(printed)
                .contains(
                        "'Shop customers' of ad account %s has %s identifiers"
                                .formatted(Sandbox.ADVERTISER_ID, column(members).get(0)));
    }
}
