package io.tiktokroutes.reports;

import static io.tiktokroutes.reports.ReportBench.PATH;
import static io.tiktokroutes.reports.ReportBench.pulls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.sandbox.Sandbox;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pulls from the sandbox's report into a table: pages, halving, checkpoints, exact values. */
class ReportSourceTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";
    private static final String FIRST = Sandbox.ADVERTISER_ID;
    private static final String SECOND = Sandbox.SECOND_ADVERTISER_ID;

    @TempDir Path folder;

    private static List<String> days(String from, int count) {
        LocalDate first = LocalDate.parse(from);
        return IntStream.range(0, count).mapToObj(i -> first.plusDays(i).toString()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    @Tag("R-WIT-34")
    void theValuesOfARowLandExactly(String kind) throws Exception {
        try (ReportBench report = new ReportBench(kind, folder)) {
            report.put(
                    """
                    [{"dimensions":{"campaign_id":"1750000000000042","stat_time_day":"2026-03-30 00:00:00"},
                      "metrics":{"campaign_name":"夏のセール 😀","spend":"41.250","impressions":"9120",
                      "clicks":"118","cpc":"0.350","cpm":"4.520","ctr":"1.29","reach":"8001",
                      "frequency":"1.14","cost_per_1000_reached":"5.156","conversion":"6",
                      "cost_per_conversion":"6.875","conversion_rate":"5.08",
                      "real_time_conversion":"5","real_time_cost_per_conversion":"8.250",
                      "real_time_conversion_rate":"4.24","result":"7","cost_per_result":"5.8929",
                      "result_rate":"0.08","real_time_result":"-","real_time_cost_per_result":"-",
                      "real_time_result_rate":"0.00","secondary_goal_result":"-",
                      "cost_per_secondary_goal_result":"1.50","secondary_goal_result_rate":"-"}}]
                    """);
            ReportSource source = report.source(FIRST);
            assertThat(report.pull(source, pulls(source, 30, 28).get(0))).isEqualTo(1);
            assertThat(report.cell("select * from tiktok_ads_report"))
                    .isEqualTo(
                            "2026-03-30|1750000000000042|夏のセール 😀|6.875|5|0.35|5.08|1.14|4.24"
                                    + "|9120|null|6|null|1.50|-|118|5.156|8001|8.25|4.52|1.29|0.08"
                                    + "|-|5.8929|"
                                    + (kind.equals("H2") ? "0.0" : "0")
                                    + "|41.25|7");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    @Tag("R-WIT-35")
    void manyPagesAreReadAndASecondPullChangesNothing(String kind) throws Exception {
        try (ReportBench report = new ReportBench(kind, folder)) {
            report.given(days("2026-03-25", 6), 400);
            report.bench.set("report_repeated_rows", true);
            ReportSource source = report.source(FIRST);
            assertThat(report.pull(source, pulls(source, 20, 28).get(0))).isGreaterThan(2400);
            assertThat(report.bench.calls(PATH)).isEqualTo(3);
            assertThat(report.cell("select count(*) from tiktok_ads_report")).isEqualTo("2400");
            report.pull(source, pulls(source, 20, 28).get(0));
            assertThat(report.cell("select count(*) from tiktok_ads_report")).isEqualTo("2400");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aLongHistoryIsAskedForInPiecesOfThirtyDays(String kind) throws Exception {
        try (ReportBench report = new ReportBench(kind, folder)) {
            report.bench.set("report_range_days", 29);
            report.given(days("2025-12-01", 121), 1);
            ReportSource source = report.source(FIRST);
            assertThat(report.pull(source, pulls(source, 120, 28).get(0))).isEqualTo(121);
            assertThat(report.bench.answers(PATH, "0")).isEqualTo(5);
            assertThat(report.cell("select min(date), max(date) from tiktok_ads_report"))
                    .isEqualTo("2025-12-01|2026-03-31");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aQuestionThatIsTooLargeIsHalvedUntilItIsNot(String kind) throws Exception {
        try (ReportBench report = new ReportBench(kind, folder)) {
            report.given(days("2026-03-02", 30), 10);
            report.bench.set("report_too_large_rows", 50);
            ReportSource source = report.source(FIRST);
            assertThat(report.pull(source, pulls(source, 30, 28).get(0))).isEqualTo(300);
            assertThat(report.bench.answers(PATH, "40067")).isPositive();
            assertThat(report.checkpoint(FIRST)).isEqualTo("2026-03-31");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aDayThatIsTooLargeByItselfEndsThePull(String kind) throws Exception {
        try (ReportBench report = new ReportBench(kind, folder)) {
            report.given(days("2026-03-30", 1), 10);
            report.bench.set("report_too_large_rows", 5);
            ReportSource source = report.source(FIRST);
            assertThatThrownBy(() -> report.pull(source, pulls(source, 30, 28).get(0)))
                    .isInstanceOf(ReportException.class)
                    .hasMessageContaining(FIRST);
            assertThat(report.checkpoint(FIRST)).isEqualTo("none");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void theCheckpointStaysWhereItWasWhenAPageFails(String kind) throws Exception {
        try (ReportBench report = new ReportBench(kind, folder)) {
            report.given(days("2026-03-25", 6), 400);
            ReportSource source = report.source(FIRST);
            report.bench.fault(
                    "{'path':'/report/integrated/get/','skip':2,'times':4,'code':51002}");
            assertThatThrownBy(() -> report.pull(source, pulls(source, 10, 28).get(0)))
                    .isInstanceOf(ReportException.class);
            assertThat(report.checkpoint(FIRST)).isEqualTo("none");
            assertThat(report.pull(source, pulls(source, 10, 28).get(0))).isEqualTo(2400);
            assertThat(report.checkpoint(FIRST)).isEqualTo("2026-03-31");
            assertThat(report.cell("select count(*) from tiktok_ads_report")).isEqualTo("2400");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void laterPullsLookBackAndCloseGaps(String kind) throws Exception {
        try (ReportBench report = new ReportBench(kind, folder)) {
            report.given(days("2026-03-31", 1), 1);
            ReportSource first = report.source(FIRST);
            report.pull(first, pulls(first, 90, 28).get(0));
            Clock later = Clock.offset(report.clock, Duration.ofDays(1));
            ReportSource second = report.source(later, FIRST);
            report.pull(second, pulls(second, 90, 28).get(0));
            assertThat(asked(report)).contains("start_date=2026-03-04", "end_date=2026-04-01");
            ReportSource third =
                    report.source(Clock.offset(report.clock, Duration.ofDays(60)), FIRST);
            int before = report.bench.calls(PATH);
            report.pull(third, pulls(third, 90, 28).get(0));
            assertThat(report.bench.calls(PATH) - before).as("60 days in pieces").isEqualTo(2);
            assertThat(report.checkpoint(FIRST)).isEqualTo("2026-05-30");
        }
    }

    private static String asked(ReportBench report) throws Exception {
        var calls = report.bench.received(PATH);
        String query = calls.get(calls.size() - 1).path("query").asText();
        return URLDecoder.decode(query, StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void daysAreTheAdvertisersAndTheFailureOfOneStopsNoOther(String kind) throws Exception {
        try (ReportBench report = new ReportBench(kind, folder)) {
            // in Berlin it is the first of April already, in Los Angeles not yet
            Clock night = Clock.fixed(Instant.parse("2026-03-31T22:30:00Z"), ZoneOffset.UTC);
            ReportSource source = report.source(night, "7200000000000000003", FIRST, SECOND);
            List<ReportSource.Pull> pulls = pulls(source, 5, 28);
            assertThat(pulls)
                    .extracting(p -> p.checkpoint() + " " + p.to())
                    .containsExactly(
                            "ads/" + FIRST + " 2026-04-01", "ads/" + SECOND + " 2026-03-31");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void theAdvertisersOfTheTokenAreAllPulled(String kind) throws Exception {
        try (ReportBench report = new ReportBench(kind, folder)) {
            ReportSource source = report.source();
            List<ReportSource.Pull> pulls = pulls(source, 3, 28);
            assertThat(pulls).hasSize(2);
            for (ReportSource.Pull pull : pulls) {
                assertThat(report.pull(source, pull)).isPositive();
            }
            // deleted campaigns are asked for, or the spend of past days would shrink
            assertThat(asked(report)).contains("STATUS_ALL");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aRowThatIsToBeTriedAgainEndsThePullARefusedOneDoesNot(String kind) throws Exception {
        try (ReportBench report = new ReportBench(kind, folder)) {
            report.given(days("2026-03-30", 1), 2);
            ReportSource source = report.source(FIRST);
            Batch page = pulls(source, 5, 28).get(0).pages().next();
            page.get(0).settle("t", Outcome.refused("MALFORMED", "no"));
            page.get(1).settle("t", Outcome.delivered(""));
            source.written(page);
            page.get(1).settle("u", Outcome.failed("ERROR", "database away"));
            assertThatThrownBy(() -> source.written(page))
                    .isInstanceOf(ReportException.class)
                    .hasMessageContaining("database away");
        }
    }
}
