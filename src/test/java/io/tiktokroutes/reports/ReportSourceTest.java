package io.tiktokroutes.reports;

import static io.tiktokroutes.reports.ReportBench.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.tiktok.Bench;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pulls from the sandbox's report into a table: windows, pages, halves, exact values. */
class ReportSourceTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";
    private static final String FIRST = Sandbox.ADVERTISER_ID;
    private static final String SECOND = Sandbox.SECOND_ADVERTISER_ID;
    private static final String STRANGER = "7200000000000000003";

    @TempDir Path folder;

    private ReportBench h2() throws Exception {
        return new ReportBench("H2", folder);
    }

    private static List<String> days(String from, int count) {
        LocalDate first = LocalDate.parse(from);
        return IntStream.range(0, count).mapToObj(i -> first.plusDays(i).toString()).toList();
    }

    private static Clock later(ReportBench report, int days) {
        return Clock.offset(report.clock, Duration.ofDays(days));
    }

    /** The days of each question, in order. */
    private static List<String> asked(ReportBench report) throws Exception {
        List<String> asked = new ArrayList<>();
        for (JsonNode call : report.bench.received(PATH)) {
            String query = URLDecoder.decode(call.path("query").asText(), StandardCharsets.UTF_8);
            asked.add(
                    query.replaceAll(".*start_date=([\\d-]+).*", "$1")
                            + ".."
                            + query.replaceAll(".*end_date=([\\d-]+).*", "$1"));
        }
        return asked;
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
            assertThat(report.pull(report.source(FIRST), 20)).isEqualTo(1);
            assertThat(report.cell("select * from tiktok_ads_report"))
                    .isEqualTo(
                            "2026-03-30|1750000000000042|夏のセール 😀|6.875|5|0.35|5.08|1.14|4.24"
                                    + "|9120|null|6|null|1.50|-|118|5.156|8001|8.25|4.52|1.29|0.08"
                                    + "|-|5.8929|"
                                    + (kind.equals("H2") ? "0.0" : "0")
                                    + "|41.25|7");
            // what mappings of other levels need of the account
            assertThat(report.payloads.get(0))
                    .contains("\"advertiser_id\":\"" + FIRST + "\"")
                    .contains("\"currency\":\"EUR\",\"timezone\":\"Europe/Berlin\"");
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
            assertThat(report.pull(source, 20)).isGreaterThan(2400);
            assertThat(report.bench.calls(PATH)).isEqualTo(3);
            String count = "select count(*) from tiktok_ads_report";
            assertThat(report.cell(count)).isEqualTo("2400");
            // a row that came twice counts once
            assertThat(report.cell("select sum(row_count), max(row_count) from report_day"))
                    .isEqualTo("2400|400");
            report.pull(source, 20);
            assertThat(report.cell(count)).isEqualTo("2400");
        }
    }

    @Test
    void aLongHistoryIsAskedForInPiecesOfThirtyDaysTheNewestFirst() throws Exception {
        try (ReportBench report = h2()) {
            report.bench.set("report_range_days", 29);
            report.given(days("2025-12-01", 121), 1);
            assertThat(report.pull(report.source(FIRST), 120)).isEqualTo(121);
            assertThat(asked(report))
                    .containsExactly(
                            "2026-03-02..2026-03-31",
                            "2026-01-31..2026-03-01",
                            "2026-01-01..2026-01-30",
                            "2025-12-02..2025-12-31",
                            "2025-12-01..2025-12-01");
            assertThat(report.cell("select min(date), max(date) from tiktok_ads_report"))
                    .isEqualTo("2025-12-01|2026-03-31");
            assertThat(report.read(FIRST)).isEqualTo("121|2025-12-01|2026-03-31");
        }
    }

    @Test
    void aQuestionThatIsTooLargeIsHalvedUntilItIsNot() throws Exception {
        try (ReportBench report = h2()) {
            report.given(days("2026-03-02", 30), 10);
            report.bench.set("report_too_large_rows", 80);
            assertThat(report.pull(report.source(FIRST), 29)).isEqualTo(300);
            assertThat(report.bench.answers(PATH, "40067")).isEqualTo(3);
            assertThat(report.heard)
                    .containsExactly(
                            "planned 1, before 0",
                            "halved 2026-03-02..2026-03-31",
                            "halved 2026-03-17..2026-03-31",
                            "pulled 2026-03-25..2026-03-31: 70",
                            "pulled 2026-03-17..2026-03-24: 80",
                            "halved 2026-03-02..2026-03-16",
                            "pulled 2026-03-10..2026-03-16: 70",
                            "pulled 2026-03-02..2026-03-09: 80");
            assertThat(report.read(FIRST)).isEqualTo("30|2026-03-02|2026-03-31");
        }
    }

    @Test
    void aTaskGivesTheSameRowsAsPages() throws Exception {
        try (ReportBench report = h2()) {
            report.bench.set("report_task_limit", false);
            report.range = "last 4 days";
            report.pull(report.source(FIRST), 3);
            assertThat(report.bench.calls(ReportQuery.CREATE)).isZero();
            TreeSet<String> pages = new TreeSet<>(report.payloads);
            // deleted campaigns are among them
            assertThat(pages).hasSize(37).anyMatch(row -> row.contains("Deleted: winter"));
            report.payloads.clear();

            // above a number of rows
            report.asyncAbove = 36;
            report.pull(report.source(FIRST), 3);
            assertThat(report.bench.calls(ReportQuery.CREATE)).isEqualTo(1);
            assertThat(new TreeSet<>(report.payloads)).isEqualTo(pages);
            report.payloads.clear();

            // and where even a day is too large, also when files have marks and other line ends
            report.asyncAbove = 0;
            report.bench.set("report_too_large_rows", 7);
            report.bench.set("report_csv_bom", true);
            report.bench.set("report_csv_crlf", true);
            report.pull(report.source(FIRST), 3);
            assertThat(report.bench.calls(ReportQuery.CREATE)).isEqualTo(5);
            assertThat(new TreeSet<>(report.payloads)).isEqualTo(pages);
            assertThat(report.read(FIRST)).isEqualTo("4|2026-03-28|2026-03-31");
        }
    }

    @Test
    void aTaskThatFailsIsMadeAnewAndALinkThatExpiredIsAskedForAnew() throws Exception {
        try (ReportBench report = h2()) {
            report.bench.set("report_task_limit", false);
            report.asyncAbove = 1;
            report.range = "last 2 days";
            report.bench.set("report_task_fails", true);
            report.pull(report.source(FIRST), 1);
            assertThat(report.bench.calls(ReportQuery.CREATE)).isEqualTo(3);
            assertThat(report.heard.get(1))
                    .startsWith("failed 2026-03-30..2026-03-31: ")
                    .contains("The report could not be generated");
            assertThat(report.read(FIRST)).startsWith("0|");

            report.bench.set("report_task_fails", false);
            report.bench.set("report_link_minutes", 0);
            report.retries = 0;
            report.pull(report.source(FIRST), 1);
            assertThat(report.bench.calls("/report/task/download/")).isEqualTo(2);
            assertThat(report.heard.get(1)).startsWith("failed ").contains("HTTP 403");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    @Tag("RX-WIT-3")
    void aWindowThatFailsIsPulledAgainAndOthersGoOn(String kind) throws Exception {
        try (ReportBench report = new ReportBench(kind, folder)) {
            report.given(days("2026-02-01", 59), 1);
            ReportSource source = report.source(FIRST);
            // four tries of one call, and two retries of the window
            report.bench.fault(
                    "{'path':'/report/integrated/get/','skip':0,'times':4,'code':51002}");
            report.pull(source, 58);
            assertThat(report.heard)
                    .containsExactly(
                            "planned 2, before 0",
                            "pulled 2026-02-01..2026-03-01: 29",
                            "pulled 2026-03-02..2026-03-31: 30");
        }
    }

    @Test
    @Tag("RX-WIT-3")
    void whatFailedForGoodIsReadByALaterRun() throws Exception {
        try (ReportBench report = h2()) {
            report.given(days("2026-02-01", 59), 1);
            report.retries = 0;
            report.bench.fault(
                    "{'path':'/report/integrated/get/','skip':1,'times':4,'code':51002}");
            report.pull(report.source(FIRST), 58);
            assertThat(report.heard)
                    .hasSize(3)
                    .contains("pulled 2026-03-02..2026-03-31: 30")
                    .anyMatch(line -> line.startsWith("failed 2026-02-01..2026-03-01: "));
            assertThat(report.read(FIRST)).isEqualTo("30|2026-03-02|2026-03-31");

            report.lookback = 2;
            report.pull(report.source(later(report, 1), FIRST), 58);
            assertThat(report.heard)
                    .containsExactly(
                            "planned 2, before 0",
                            "pulled 2026-03-30..2026-04-01: 2",
                            "pulled 2026-02-01..2026-03-01: 29");
            assertThat(report.read(FIRST)).isEqualTo("60|2026-02-01|2026-04-01");
        }
    }

    @Test
    @Tag("R-WIT-46")
    void laterPullsLookBackAndCloseGaps() throws Exception {
        try (ReportBench report = h2()) {
            report.given(days("2026-03-31", 1), 1);
            report.pull(report.source(FIRST), 90);
            int before = report.bench.calls(PATH);
            report.pull(report.source(later(report, 1), FIRST), 90);
            assertThat(asked(report).subList(before, before + 1))
                    .containsExactly("2026-03-04..2026-04-01");
            // back after two months, of which nothing is missing; what was unsettled is read, too
            report.pull(report.source(later(report, 60), FIRST), 90);
            assertThat(asked(report).subList(before + 1, asked(report).size()))
                    .containsExactly(
                            "2026-05-01..2026-05-30",
                            "2026-04-01..2026-04-30",
                            "2026-03-05..2026-03-31");
            assertThat(report.read(FIRST)).isEqualTo("151|2025-12-31|2026-05-30");
        }
    }

    @Test
    void daysAreTheAdvertisersAndTheFailureOfOneStopsNoOther() throws Exception {
        try (ReportBench report = h2()) {
            // in Berlin it is the first of April already, in Los Angeles not yet
            Clock night = Clock.fixed(Instant.parse("2026-03-31T22:30:00Z"), ZoneOffset.UTC);
            report.pull(report.source(night, STRANGER, FIRST, SECOND), 5);
            assertThat(report.read(FIRST)).isEqualTo("6|2026-03-27|2026-04-01");
            assertThat(report.read(SECOND)).isEqualTo("6|2026-03-26|2026-03-31");
            assertThat(report.read(STRANGER)).startsWith("0|");
        }
    }

    @Test
    @Tag("R-WIT-43")
    void theAdvertisersOfTheTokenAreAllPulledOrThoseTheRouteNames() throws Exception {
        try (ReportBench report = h2()) {
            report.pull(report.source(), 3);
            assertThat(report.cell("select count(distinct advertiser_id) from report_day"))
                    .isEqualTo("2");
            report.advertisers = STRANGER + ", " + SECOND;
            report.pull(report.source(later(report, 1)), 3);
            assertThat(report.read(FIRST)).endsWith("2026-03-31");
            assertThat(report.read(SECOND)).endsWith("2026-04-01");
        }
    }

    @Test
    @Tag("R-WIT-36")
    void anAccountWithoutPermissionIsAskedOnce() throws Exception {
        try (ReportBench report = h2()) {
            report.bench.fault(
                    "{'path':'/report/integrated/get/','times':1,'code':40001,"
                            + "'message':'No permission to operate advertiser: "
                            + FIRST
                            + "'}");
            report.pull(report.source(FIRST, SECOND), 89);
            assertThat(report.bench.calls(PATH)).isEqualTo(1 + 3);
            assertThat(report.heard.stream().filter(line -> line.startsWith("failed")))
                    .hasSize(3)
                    .allMatch(line -> line.contains("No permission to operate advertiser"));
            assertThat(report.read(FIRST)).startsWith("0|");
            assertThat(report.read(SECOND)).startsWith("90|");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"listed", "first", "permission"})
    void aMetricTheAccountDoesNotHaveStaysNull(String as) throws Exception {
        try (ReportBench report = h2()) {
            report.bench.set("report_missing_metrics", "reach,cost_per_1000_reached");
            report.bench.set("report_missing_metrics_as", as);
            assertThat(report.pull(report.source(FIRST), 1)).isPositive();
            assertThat(
                            report.cell(
                                    "select count(reach), count(cost_per_1000_reached),"
                                            + " count(frequency) > 0 from tiktok_ads_report"))
                    .isEqualTo("0|0|TRUE");
            assertThat(report.bench.calls(PATH)).isEqualTo(as.equals("listed") ? 2 : 3);
        }
    }

    @Test
    void metricsThatDoNotFitDimensionsAreToldWithWhatWasAsked() throws Exception {
        try (ReportBench report = h2()) {
            report.bench.set("report_missing_metrics", "reach");
            report.bench.set("report_missing_metrics_as", "conflict");
            assertThat(report.pull(report.source(FIRST), 60)).isZero();
            assertThat(report.bench.calls(PATH)).isEqualTo(1);
            assertThat(report.heard.get(1))
                    .contains("Conflict occurs.")
                    .contains(
                            "at level AUCTION_CAMPAIGN with dimensions campaign_id, stat_time_day")
                    .contains("metrics campaign_name, spend")
                    .contains("write only dimensions and metrics that TikTok gives together");
        }
    }

    @Test
    @Tag("R-WIT-44")
    void aPersonAsksForDaysAndThoseReadBeforeAreLeftOut() throws Exception {
        try (ReportBench report = h2()) {
            report.headers.putAll(
                    Map.of(
                            PullRequest.FROM,
                            "2026-03-01",
                            PullRequest.TO,
                            "2026-04-30",
                            PullRequest.ADVERTISERS,
                            FIRST + "," + STRANGER));
            report.pull(report.source(), 30);
            assertThat(report.read(FIRST)).isEqualTo("31|2026-03-01|2026-03-31");
            assertThat(report.read(SECOND)).startsWith("0|");
            assertThat(report.cell("select count(*) from checkpoint")).isEqualTo("0");

            // today went on after it was read, and is read again
            report.headers.put(PullRequest.FROM, "2026-02-27");
            report.pull(report.source(later(report, 1)), 30);
            assertThat(report.heard.get(0)).isEqualTo("planned 2, before 30");
            assertThat(asked(report)).endsWith("2026-03-31..2026-04-01", "2026-02-27..2026-02-28");

            report.headers.put(PullRequest.AGAIN, "true");
            report.pull(report.source(later(report, 1)), 30);
            assertThat(report.heard.get(0)).isEqualTo("planned 2, before 0");

            // a metric more: what was read without it counts as not read
            report.headers.remove(PullRequest.AGAIN);
            report.metrics += ", video_play_actions";
            report.pull(report.source(later(report, 1)), 30);
            assertThat(report.heard.get(0)).isEqualTo("planned 2, before 0");
        }
    }

    @Test
    void aRequestThatCannotBeMeantSoIsToldOf() throws Exception {
        try (ReportBench report = h2()) {
            report.headers.put(PullRequest.FROM, "2026-03-31");
            report.headers.put(PullRequest.TO, "2026-03-01");
            assertRefused(report, "is reversed; write 2026-03-01 to 2026-03-31");
            report.headers.put(PullRequest.TO, "2026-03-32");
            assertRefused(report, "'2026-03-32' is no day");
            report.headers.put(PullRequest.FROM, "2026-04-02");
            report.headers.put(PullRequest.TO, "2026-04-30");
            assertRefused(report, "are still to come; write days up to today (2026-03-31)");
            report.headers.remove(PullRequest.TO);
            assertRefused(report, "ReportTo is missing");
            report.headers.clear();
            report.level = "CAMPAIGN";
            assertRefused(report, "dataLevel is 'CAMPAIGN'; write AUCTION_AD or");
        }
    }

    private static void assertRefused(ReportBench report, String message) throws Exception {
        assertThatThrownBy(() -> report.begin(report.source(FIRST), 30))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(message);
        assertThat(report.bench.calls(PATH)).isZero();
    }

    @Test
    @Tag("RX-WIT-2")
    void aRangeInWordsIsPulledEachTime() throws Exception {
        try (ReportBench report = h2()) {
            report.range = "2 to 1 days ago";
            report.pull(report.source(FIRST), 90);
            report.pull(report.source(FIRST), 90);
            assertThat(asked(report))
                    .containsExactly("2026-03-29..2026-03-30", "2026-03-29..2026-03-30");
        }
    }

    @Test
    void hoursAreAskedForDayByDayAndSumsInOnePiece() throws Exception {
        try (ReportBench report = h2()) {
            report.range = "last 2 days";
            report.dimensions = "campaign_id,stat_time_hour";
            report.metrics = "spend";
            assertThat(report.pull(report.source(FIRST), 0)).isPositive();
            assertThat(asked(report))
                    .containsExactly("2026-03-31..2026-03-31", "2026-03-30..2026-03-30");
            report.range = "last 40 days";
            report.dimensions = "advertiser_id";
            report.level = "AUCTION_ADVERTISER";
            assertThat(report.pull(report.source(FIRST), 0)).isEqualTo(1);
            assertThat(asked(report)).endsWith("2026-02-20..2026-03-31");
        }
    }

    @Test
    void theSandboxRestatesConversionsAndTheNextRunCorrectsThem() throws Exception {
        try (ReportBench report = h2()) {
            report.pull(report.source(FIRST), 10);
            String sum =
                    "select sum(conversion) from tiktok_ads_report where date >= '2026-03-24' and"
                            + " date <= '2026-03-30'";
            long before = Long.parseLong(report.cell(sum));
            // a week later they have all come
            Instant then = report.clock.instant().plus(Duration.ofDays(7));
            report.bench.control(
                    "POST",
                    "/clock",
                    Bench.JSON.createObjectNode().put("now", "" + then).toString());
            report.pull(report.source(later(report, 7), FIRST), 10);
            assertThat(Long.parseLong(report.cell(sum))).isGreaterThan(before);

            // and what stands there is what TikTok says now
            report.payloads.clear();
            report.headers.putAll(
                    Map.of(
                            PullRequest.FROM,
                            "2026-03-24",
                            PullRequest.TO,
                            "2026-03-30",
                            PullRequest.AGAIN,
                            true));
            long said = 0;
            report.pull(report.source(later(report, 7), FIRST), 10);
            for (String row : report.payloads) {
                said += Bench.JSON.readTree(row).path("metrics").path("conversion").asLong();
            }
            assertThat(Long.parseLong(report.cell(sum))).isEqualTo(said);
        }
    }
}
