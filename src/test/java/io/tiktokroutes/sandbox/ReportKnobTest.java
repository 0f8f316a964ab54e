package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What can be set about reports while the sandbox runs: metrics, the clock, limits, accounts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportKnobTest {

    private static final String[] SPEND = {"metrics", "[\"spend\",\"conversion\",\"reach\"]"};

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

    private JsonNode spend(String day) {
        return Reports.daily(client, day, day, SPEND);
    }

    @Test
    void metricsTheAccountLacksAreNamed() {
        client.set("report_missing_metrics", "reach, conversion");
        String words =
                "Please correct the information in invalid metric fields and try again. Invalid metric fields: ";
        assertThat(refused()).isEqualTo("40002 " + words + "['conversion', 'reach'].");
        client.set("report_missing_metrics_as", "first");
        assertThat(refused()).isEqualTo("40002 " + words + "['conversion'].");
        client.set("report_missing_metrics_as", "permission");
        assertThat(refused())
                .isEqualTo("40001 advertiser does not grant you metric conversion permission");
        client.set("report_missing_metrics_as", "conflict");
        assertThat(refused()).startsWith("40002 Conflict occurs.");
        JsonNode others = Reports.daily(client, "2026-06-10", "2026-06-10", "metrics", "[\"cpc\"]");
        assertThat(others.path("code").asInt()).isZero();
    }

    private String refused() {
        JsonNode answer = spend("2026-06-10");
        return answer.path("code").asText() + " " + answer.path("message").asText();
    }

    @Test
    void theClockIsSetAndGoesBackWithTheRest() {
        assertThat(spend("2026-07-01").at("/data/list")).isEmpty();
        client.control("POST", "/clock", "{\"now\":\"2026-07-01T12:00:00Z\",\"stopped\":true}");
        assertThat(spend("2026-07-01").at("/data/list")).isNotEmpty();
        client.control("POST", "/clock", "{\"advance\":\"P1DT1H\"}");
        assertThat(client.control("GET", "/clock", null).toString())
                .isEqualTo("{\"now\":\"2026-07-02T13:00:00Z\",\"stopped\":true}");
        client.control("POST", "/reset", null);
        assertThat(client.control("GET", "/clock", null).path("now").asText())
                .isEqualTo("2026-06-20T22:30:00Z");
        assertThat(client.raw("POST", "/_sandbox/clock", "{\"now\":\"noon\"}").body())
                .contains("now is a time such as");
    }

    @Test
    void lateConversionsArriveAsTimeGoesOn() {
        int[] known = {conversions(), 0, 0};
        client.control("POST", "/clock", "{\"advance\":\"P3D\"}");
        known[1] = conversions();
        client.control("POST", "/clock", "{\"advance\":\"P10D\"}");
        known[2] = conversions();
        assertThat(known[0]).isLessThan(known[1]);
        assertThat(known[1]).isLessThan(known[2]);
        client.set("report_restatement", false);
        assertThat(conversions()).isEqualTo(known[2]);
    }

    private int conversions() {
        return spend("2026-06-19").at("/data/list").findValuesAsText("conversion").stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    @Test
    void theHourThatClocksJumpOverIsNotThere() {
        JsonNode spring = hours("2026-03-29");
        List<String> times = spring.findValuesAsText("stat_time_hour");
        assertThat(times)
                .hasSize(23)
                .contains("2026-03-29 01:00:00", "2026-03-29 03:00:00")
                .doesNotContain("2026-03-29 02:00:00");
        assertThat(hours("2025-10-26").findValuesAsText("stat_time_hour"))
                .hasSize(24)
                .doesNotHaveDuplicates();
        long all = spring.findValuesAsText("impressions").stream().mapToLong(Long::parseLong).sum();
        JsonNode day =
                Reports.daily(client, "2026-03-29", "2026-03-29", "metrics", "[\"impressions\"]");
        assertThat(
                        day.at("/data/list").findValuesAsText("impressions").stream()
                                .mapToLong(Long::parseLong)
                                .sum())
                .isEqualTo(all);
    }

    private JsonNode hours(String day) {
        return Reports.daily(
                        client,
                        day,
                        day,
                        "data_level",
                        "AUCTION_ADVERTISER",
                        "dimensions",
                        "[\"stat_time_hour\"]",
                        "metrics",
                        "[\"impressions\"]")
                .at("/data/list");
    }

    @Test
    void todayIsPartialAndTheLastHoursAreAbsent() {
        client.control("POST", "/clock", "{\"now\":\"2026-06-20T12:00:00Z\"}"); // 14:00 in Berlin
        assertThat(hours("2026-06-20")).hasSize(15);
        client.set("report_latency_hours", 5);
        assertThat(hours("2026-06-20")).hasSize(10);
        client.set("report_latency_hours", 24);
        assertThat(hours("2026-06-20")).isEmpty();
    }

    @Test
    void anAccountCanBeDeleted() {
        client.control("DELETE", "/advertisers/" + Sandbox.ADVERTISER_ID, null);
        assertThat(refused())
                .isEqualTo(
                        "40002 The advertiser 7200000000000000001 doesn't exist or has been deleted.");
        client.set("advertiser_gone_code", 40001);
        assertThat(refused()).startsWith("40001 The advertiser");
    }

    @Test
    void tooManyCallsAMinuteBlockTheEndpoint() {
        client.set("qpm", 2);
        assertThat(codes(4)).containsExactly(0, 0, 40100, 40100);
        client.set("qpm", 0);
        assertThat(codes(1)).containsExactly(40100);
        client.control("POST", "/reset", null);
        client.set("qpm", 1);
        client.set("qpm_block_seconds", 0);
        codes(3);
        client.set("qpm", 0);
        assertThat(codes(1)).containsExactly(0);
    }

    private List<Integer> codes(int calls) {
        return IntStream.range(0, calls)
                .mapToObj(i -> spend("2026-06-10").path("code").asInt())
                .toList();
    }

    @Test
    void audienceReportsTakeOneDimensionOrAgeWithGender() {
        assertThat(audience("[\"campaign_id\",\"stat_time_day\",\"age\",\"gender\"]")).isZero();
        assertThat(audience("[\"campaign_id\",\"province_id\"]")).isZero();
        assertThat(audience("[\"campaign_id\",\"platform\"]")).isZero();
        assertThat(audience("[\"campaign_id\",\"age\",\"platform\"]")).isEqualTo(40002);
        assertThat(audience("[\"campaign_id\",\"country_code\",\"gender\"]")).isEqualTo(40002);
        assertThat(audience("[\"campaign_id\",\"stat_time_hour\",\"age\"]")).isEqualTo(40002);
        assertThat(audience("[\"campaign_id\",\"age\"]", "metrics", "[\"reach\"]"))
                .isEqualTo(40002);
        assertThat(audience("[\"campaign_id\",\"age\"]", "metrics", "[\"video_watched_2s\"]"))
                .isEqualTo(40002);
        assertThat(audience("[\"campaign_id\",\"age\"]", "metrics", "[\"campaign_name\"]"))
                .isZero();
    }

    private int audience(String dimensions, String... metrics) {
        String[] more = {
            "report_type",
            "AUDIENCE",
            "dimensions",
            dimensions,
            "metrics",
            metrics.length == 0 ? "[\"spend\",\"result_rate\"]" : metrics[1]
        };
        return Reports.daily(client, "2026-06-10", "2026-06-10", more).path("code").asInt();
    }
}
