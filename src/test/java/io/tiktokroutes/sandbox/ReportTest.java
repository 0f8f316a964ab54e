package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportTest {

    private Client client;

    @BeforeAll
    void start() {
        client = new Client(Clock.fixed(Instant.parse("2026-06-20T22:30:00Z"), ZoneOffset.UTC));
    }

    @AfterAll
    void stop() {
        client.close();
    }

    @BeforeEach
    void reset() {
        client.control("POST", "/reset", null);
        client.set("qps", 0);
    }

    private JsonNode daily(String from, String to, String... more) {
        return Reports.daily(client, from, to, more);
    }

    @Test
    void answersThirtyDaysOfCampaigns() {
        JsonNode answer = daily("2026-05-22", "2026-06-20");
        assertThat(answer.path("code").asInt()).as(answer.path("message").asText()).isZero();
        Set<String> days = new HashSet<>();
        Set<String> campaigns = new HashSet<>();
        for (JsonNode row : answer.at("/data/list")) {
            days.add(row.at("/dimensions/stat_time_day").asText());
            campaigns.add(row.at("/metrics/campaign_name").asText());
            row.get("metrics").forEach(value -> assertThat(value.isTextual()).isTrue());
            assertThat(row.get("metrics")).hasSize(25);
            assertThat(row.at("/metrics/spend").asText()).matches("[0-9]+\\.[0-9]{3}");
            assertThat(row.at("/metrics/cpc").asText()).matches("[0-9]+\\.[0-9]{2}0");
            assertThat(row.at("/metrics/ctr").asText()).matches("[0-9]+\\.[0-9]{2}");
            assertThat(row.at("/metrics/cost_per_result").asText()).matches("-|[0-9]+\\.[0-9]{4}");
        }
        assertThat(days)
                .hasSize(29)
                .doesNotContain("2026-06-13 00:00:00")
                .contains("2026-06-20 00:00:00");
        assertThat(campaigns).hasSize(9).contains("夏のセール 😀").doesNotContain("Deleted: winter");
    }

    @Test
    void mixedGoalsAndMissingSecondaryGoalsAreADash() {
        for (JsonNode row : daily("2026-06-10", "2026-06-12").at("/data/list")) {
            String name = row.at("/metrics/campaign_name").asText();
            boolean mixed = name.equals("Mixed goals");
            assertThat(row.at("/metrics/result").asText().equals("-")).isEqualTo(mixed);
            assertThat(row.at("/metrics/real_time_cost_per_result").asText().equals("-"))
                    .isEqualTo(mixed);
            assertThat(row.at("/metrics/conversion").asText()).isNotEqualTo("-");
            assertThat(row.at("/metrics/secondary_goal_result").asText().equals("-"))
                    .isEqualTo(!name.equals("Deep funnel"));
        }
    }

    @Test
    void sameQuestionSameAnswerAndLevelsAddUp() {
        JsonNode campaigns = daily("2026-06-01", "2026-06-12").at("/data/list");
        assertThat(daily("2026-06-01", "2026-06-12").at("/data/list")).isEqualTo(campaigns);
        BigDecimal byCampaign = sum(campaigns, "spend");
        for (String[] level :
                new String[][] {
                    {"AUCTION_ADGROUP", "adgroup_id"},
                    {"AUCTION_AD", "ad_id"},
                    {"AUCTION_ADVERTISER", "advertiser_id"}
                }) {
            JsonNode answer =
                    daily(
                            "2026-06-01",
                            "2026-06-12",
                            "data_level",
                            level[0],
                            "dimensions",
                            "[\"" + level[1] + "\",\"stat_time_day\"]");
            assertThat(sum(answer.at("/data/list"), "spend"))
                    .as(level[0])
                    .isEqualByComparingTo(byCampaign);
        }
        JsonNode hours =
                daily(
                        "2026-06-10",
                        "2026-06-10",
                        "dimensions",
                        "[\"campaign_id\",\"stat_time_hour\"]");
        JsonNode day = daily("2026-06-10", "2026-06-10");
        assertThat(sum(hours.at("/data/list"), "clicks"))
                .isEqualByComparingTo(sum(day.at("/data/list"), "clicks"));
        JsonNode people =
                daily(
                        "2026-06-10",
                        "2026-06-10",
                        "report_type",
                        "AUDIENCE",
                        "metrics",
                        "[\"spend\",\"clicks\"]",
                        "dimensions",
                        "[\"campaign_id\",\"stat_time_day\",\"gender\",\"age\"]");
        assertThat(sum(people.at("/data/list"), "spend"))
                .isEqualByComparingTo(sum(day.at("/data/list"), "spend"));
    }

    private static BigDecimal sum(JsonNode rows, String metric) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            sum = sum.add(new BigDecimal(row.get("metrics").get(metric).asText()));
        }
        assertThat(sum).isPositive();
        return sum;
    }

    @Test
    void daysAreTheAdvertisersOwn() {
        // 22:30 UTC is half past midnight of the next day in Berlin, and afternoon in Los Angeles
        assertThat(daily("2026-06-21", "2026-06-21").at("/data/list")).isNotEmpty();
        assertThat(daily("2026-06-22", "2026-06-22").at("/data/list")).isEmpty();
        assertThat(
                        daily(
                                        "2026-06-21",
                                        "2026-06-21",
                                        "advertiser_id",
                                        Sandbox.SECOND_ADVERTISER_ID)
                                .at("/data/list"))
                .isEmpty();
        assertThat(
                        daily(
                                        "2026-06-20",
                                        "2026-06-20",
                                        "advertiser_id",
                                        Sandbox.SECOND_ADVERTISER_ID)
                                .at("/data/list"))
                .isNotEmpty();
    }

    @Test
    void deletedCampaignsAreHiddenUnlessAskedFor() {
        String all =
                "[{\"field_name\":\"campaign_status\",\"filter_type\":\"IN\",\"filter_value\":\"[\\\"STATUS_ALL\\\"]\"}]";
        int hidden = daily("2026-06-01", "2026-06-10").at("/data/page_info/total_number").asInt();
        JsonNode shown = daily("2026-06-01", "2026-06-10", "filtering", all);
        assertThat(shown.at("/data/page_info/total_number").asInt()).isGreaterThan(hidden);
        assertThat(shown.toString()).contains("Deleted: winter");
        String one =
                "[{\"field_name\":\"campaign_ids\",\"filter_type\":\"IN\",\"filter_value\":\"[\\\"7500000000000001000\\\"]\"}]";
        JsonNode spring = daily("2026-06-01", "2026-06-10", "filtering", one);
        assertThat(spring.at("/data/list").findValuesAsText("campaign_name"))
                .containsOnly("Spring");
    }

    @Test
    void pagesCoverEverythingOnce() {
        int total = daily("2026-06-01", "2026-06-12").at("/data/page_info/total_number").asInt();
        Set<String> seen = new HashSet<>();
        int pages = (total + 6) / 7;
        for (int page = 1; page <= pages; page++) {
            JsonNode answer =
                    daily("2026-06-01", "2026-06-12", "page", "" + page, "page_size", "7");
            assertThat(answer.at("/data/page_info/total_page").asInt()).isEqualTo(pages);
            answer.at("/data/list").forEach(row -> seen.add(row.get("dimensions").toString()));
        }
        assertThat(seen).hasSize(total);
        assertThat(daily("2026-06-01", "2026-06-12", "page", "999").at("/data/list")).isEmpty();
    }

    @Test
    void conversionsOfPastDaysGrow() {
        JsonNode now = daily("2026-06-20", "2026-06-20");
        client.set("report_restatement", false);
        JsonNode settled = daily("2026-06-20", "2026-06-20");
        assertThat(sum(now.at("/data/list"), "conversion"))
                .isLessThan(sum(settled.at("/data/list"), "conversion"));
    }

    @Test
    void onlyIdsShowTheIdleAndTheWholeLifetimeIsServed() {
        JsonNode idle = daily("2026-06-13", "2026-06-13", "dimensions", "[\"campaign_id\"]");
        assertThat(idle.at("/data/list")).hasSize(9);
        assertThat(idle.at("/data/list/0/metrics/spend").asText()).isEqualTo("0.000");
        assertThat(idle.at("/data/list/0/metrics/cpc").asText()).isEqualTo("0.000");
        JsonNode ever =
                daily("x", "y", "dimensions", "[\"campaign_id\"]", "query_lifetime", "true");
        assertThat(ever.at("/data/list")).hasSize(9);
    }

    @Test
    void lowerAttributesAreADashAndStrangersAreRefused() {
        JsonNode row =
                daily("2026-06-10", "2026-06-10", "metrics", "[\"billing_event\",\"currency\"]")
                        .at("/data/list/0/metrics");
        assertThat(row.path("billing_event").asText()).isEqualTo("-");
        assertThat(row.path("currency").asText()).isEqualTo("EUR");
        JsonNode answer = daily("2026-06-10", "2026-06-10", "advertiser_id", "7209999999999999999");
        assertThat(answer.path("code").asInt()).isEqualTo(40001);
        assertThat(answer.path("message").asText())
                .isEqualTo("No permission to operate advertiser: 7209999999999999999");
    }

    @Test
    void severalAdvertisersBringTheirOwnColumns() {
        JsonNode answer =
                daily(
                        "2026-06-10",
                        "2026-06-10",
                        "advertiser_ids",
                        "[\"7200000000000000001\",\"7200000000000000002\"]");
        assertThat(answer.at("/data/list").findValuesAsText("currency")).contains("EUR", "USD");
        assertThat(answer.at("/data/list/0/metrics/spend").asText()).doesNotContain(".");
        JsonNode six =
                daily(
                        "2026-06-10",
                        "2026-06-10",
                        "advertiser_ids",
                        "[\"7200000000000000001\",\"7200000000000000002\",\"7200000000000000001\",\"7200000000000000002\",\"7200000000000000001\",\"7200000000000000002\"]");
        assertThat(six.path("message").asText()).startsWith("Invalid value for advertiser_ids");
    }

    @Test
    void servesGivenRowsAsTheyAre() {
        client.control(
                "PUT",
                "/report/rows",
                "{\"data\":{\"list\":[{\"dimensions\":{\"campaign_id\":\"17\",\"stat_time_day\":\"2021-10-20 00:00:00\"},"
                        + "\"metrics\":{\"spend\":\"20.000\",\"secondary_goal_result\":\"-\",\"campaign_name\":\"Given\"}},"
                        + "{\"dimensions\":{\"campaign_id\":\"18\",\"stat_time_day\":\"2021-11-30 00:00:00\"},\"metrics\":{\"spend\":\"1.000\"}}]}}");
        JsonNode answer =
                daily(
                        "2021-10-01",
                        "2021-10-30",
                        "metrics",
                        "[\"campaign_name\",\"spend\",\"clicks\"]");
        assertThat(answer.at("/data/list")).hasSize(1);
        assertThat(answer.at("/data/list/0").toString())
                .isEqualTo(
                        "{\"dimensions\":{\"campaign_id\":\"17\",\"stat_time_day\":\"2021-10-20 00:00:00\"},"
                                + "\"metrics\":{\"campaign_name\":\"Given\",\"spend\":\"20.000\",\"clicks\":\"-\"}}");
        client.control("DELETE", "/report/rows", null);
        assertThat(daily("2026-06-01", "2026-06-10").at("/data/list")).isNotEmpty();
    }

    @Test
    void yenHaveNoDecimalsAndTheEarlyAccountIsADayAhead() {
        client.control(
                "POST",
                "/tokens",
                "{\"advertiser_ids\":[\"7200000000000000003\",\"7200000000000000004\"]}");
        JsonNode yen = daily("2026-06-20", "2026-06-20", "advertiser_id", "7200000000000000003");
        assertThat(yen.at("/data/list/0/metrics/spend").asText()).matches("[0-9]+");
        assertThat(yen.at("/data/list/0/metrics/ctr").asText()).contains(".");
        // 22:30 UTC of the 20th is 11:30 of the 21st there, and half past midnight in Berlin
        JsonNode early =
                daily(
                        "2026-06-21",
                        "2026-06-21",
                        "advertiser_id",
                        "7200000000000000004",
                        "dimensions",
                        "[\"advertiser_id\",\"stat_time_hour\"]",
                        "data_level",
                        "AUCTION_ADVERTISER");
        assertThat(early.at("/data/list")).hasSize(12);
    }

    @Test
    void pagesCanRepeatTheLastRow() {
        client.set("report_repeated_rows", true);
        JsonNode first = daily("2026-06-01", "2026-06-10", "page", "1", "page_size", "5");
        JsonNode second = daily("2026-06-01", "2026-06-10", "page", "2", "page_size", "5");
        assertThat(second.at("/data/list/0")).isEqualTo(first.at("/data/list/4"));
    }

    @Test
    void aQueryCanBeTooLarge() {
        client.set("report_too_large_rows", 5);
        assertThat(daily("2026-06-01", "2026-06-10").path("code").asInt()).isEqualTo(40067);
        assertThat(
                        daily(
                                        "2026-06-01",
                                        "2026-06-10",
                                        "filtering",
                                        "[{\"field_name\":\"spend\",\"filter_type\":\"GREATER_THAN\",\"filter_value\":\"99999\"}]")
                                .path("code")
                                .asInt())
                .isZero();
    }
}
