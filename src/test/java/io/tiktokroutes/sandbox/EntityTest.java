package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of campaigns, ad groups and ads, and what a control call changes of a campaign. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntityTest {

    private static final String ALL = "{\"primary_status\":\"STATUS_ALL\"}";

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

    private JsonNode get(String entity, String... more) {
        String[] params = {"advertiser_id", Sandbox.ADVERTISER_ID, "page_size", "1000"};
        return client.get(
                "/" + entity + "/get/",
                Stream.of(params, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    private Set<String> names() {
        return new TreeSet<>(get("campaign", "filtering", ALL).findValuesAsText("campaign_name"));
    }

    @Test
    void showsACampaignAsTikTokDoes() {
        JsonNode one = get("campaign").at("/data/list/0");
        assertThat(one.path("campaign_id").textValue()).isEqualTo("7500000000000001000");
        assertThat(one.path("campaign_name").textValue()).isEqualTo("Spring");
        assertThat(one.path("budget").isNumber()).isTrue();
        assertThat(one.path("bid_type").isNull()).isTrue();
        assertThat(one.path("create_time").textValue()).isEqualTo("2023-10-31 08:00:00");
        assertThat(one.path("modify_time").textValue()).isEqualTo("2023-11-04 15:45:00");
        assertThat(one.path("operation_status").textValue()).isEqualTo("ENABLE");
        assertThat(one.path("secondary_status").textValue()).isEqualTo("CAMPAIGN_STATUS_ENABLE");
        JsonNode less =
                get("campaign", "exclude_field_types_in_response", "[\"NULL_FIELD\"]")
                        .at("/data/list/0");
        assertThat(less.has("bid_type")).isFalse();
        assertThat(less.size()).isBetween(10, one.size() - 1);
        JsonNode some = get("ad", "fields", "[\"ad_id\",\"page_id\"]").at("/data/list/0");
        assertThat(some.toString())
                .isEqualTo(
                        "{\"ad_id\":\"7500000000000001101\",\"page_id\":\"7300000000000000001\"}");
    }

    @Test
    void deletedOnesAreShownWhenAskedFor() {
        assertThat(get("campaign").at("/data/page_info/total_number").asInt()).isEqualTo(9);
        assertThat(names()).hasSize(10).contains("Deleted: winter");
        JsonNode deleted = get("adgroup", "filtering", "{\"primary_status\":\"STATUS_DELETE\"}");
        assertThat(deleted.findValuesAsText("secondary_status"))
                .hasSize(2)
                .containsOnly("ADGROUP_STATUS_DELETE");
    }

    @Test
    void hasTheIdsAndNamesOfTheReports() {
        String all =
                "[{\"field_name\":\"ad_status\",\"filter_type\":\"IN\",\"filter_value\":\"[\\\"STATUS_ALL\\\"]\"}]";
        JsonNode report =
                Reports.daily(
                        client,
                        "2026-06-01",
                        "2026-06-12",
                        "data_level",
                        "AUCTION_AD",
                        "dimensions",
                        "[\"ad_id\"]",
                        "metrics",
                        "[\"ad_name\",\"adgroup_id\",\"campaign_id\",\"campaign_name\"]",
                        "filtering",
                        all);
        assertThat(keys(get("ad", "filtering", ALL).at("/data/list"), ""))
                .hasSizeGreaterThan(20)
                .isEqualTo(keys(report.at("/data/list"), "/metrics"));
    }

    private static List<String> keys(JsonNode list, String at) {
        TreeSet<String> keys = new TreeSet<>();
        for (JsonNode row : list) {
            JsonNode ad = at.isEmpty() ? row : row.path("dimensions");
            JsonNode rest = row.at(at);
            keys.add(
                    ad.path("ad_id").asText()
                            + rest.path("ad_name").asText()
                            + rest.path("adgroup_id").asText()
                            + rest.path("campaign_id").asText()
                            + rest.path("campaign_name").asText());
        }
        return List.copyOf(keys);
    }

    @Test
    void filtersAndPages() {
        String some =
                "{\"campaign_ids\":[\"7500000000000001000\",\"7500000000000002000\"],\"objective_type\":\"TRAFFIC\"}";
        assertThat(get("adgroup", "filtering", some).findValuesAsText("campaign_name"))
                .containsExactly("Always on", "Always on");
        JsonNode second = get("ad", "page", "2", "page_size", "5");
        assertThat(second.at("/data/list")).hasSize(5);
        assertThat(second.at("/data/page_info/total_page").asInt()).isEqualTo(7);
        String later = "{\"creation_filter_start_time\":\"2024-01-01 00:00:00\"}";
        assertThat(get("campaign", "filtering", later).at("/data/list")).isEmpty();
        client.set("ads_modified_after", true);
        String touched = "{\"modified_after\":\"2024-01-01 00:00:00\"}";
        assertThat(get("ad", "filtering", touched).at("/data/list")).isEmpty();
        client.set("ads_without_modify_time", true);
        assertThat(get("ad").at("/data/list/0").has("modify_time")).isFalse();
    }

    @Test
    void aCampaignIsRenamedDeletedAndVanishes() {
        String path = "/campaigns/7500000000000001000";
        client.control("POST", path, "{\"name\":\"Autumn\"}");
        JsonNode renamed = get("campaign").at("/data/list/0");
        assertThat(renamed.path("campaign_name").asText()).isEqualTo("Autumn");
        assertThat(renamed.path("modify_time").asText()).isEqualTo("2026-06-20 22:30:00");
        assertThat(reported("2025-06-01", "")).contains("Autumn").doesNotContain("Spring");
        client.control("POST", path, "{\"state\":\"DELETED\"}");
        assertThat(names()).contains("Autumn");
        assertThat(reported("2025-06-01", "")).doesNotContain("Autumn");
        assertThat(reported("2025-06-01", "STATUS_ALL")).contains("Autumn");
        client.control("POST", path, "{\"state\":\"GONE\"}");
        assertThat(names()).doesNotContain("Autumn");
        assertThat(reported("2025-06-01", "STATUS_ALL")).doesNotContain("Autumn");
        client.control("POST", path, "{\"state\":\"DISABLED\"}");
        assertThat(get("ad").at("/data/list/0/secondary_status").asText())
                .isEqualTo("AD_STATUS_CAMPAIGN_DISABLE");
        assertThat(client.raw("POST", "/_sandbox/campaigns/1", "{\"name\":\"x\"}").body())
                .contains("there is no campaign 1");
    }

    private List<String> reported(String day, String status) {
        String filter =
                "[{\"field_name\":\"campaign_status\",\"filter_type\":\"IN\",\"filter_value\":\"[\\\""
                        + status
                        + "\\\"]\"}]";
        return Reports.daily(client, day, day, "filtering", status.isEmpty() ? "" : filter)
                .at("/data/list")
                .findValuesAsText("campaign_name");
    }

    @Test
    void anAddedAccountIsGrantedAndHasItsOwnZone() {
        String added =
                client.control(
                                "POST",
                                "/advertisers",
                                "{\"currency\":\"NZD\",\"timezone\":\"Pacific/Auckland\"}")
                        .path("advertiser_id")
                        .asText();
        String[] auth = {"app_id", Sandbox.APP_ID, "secret", Sandbox.APP_SECRET};
        assertThat(
                        client.get("/oauth2/advertiser/get/", auth)
                                .at("/data/list")
                                .findValuesAsText("advertiser_id"))
                .containsExactly(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID, added);
        JsonNode rows =
                Reports.daily(
                                client,
                                "2026-06-20",
                                "2026-06-21",
                                "advertiser_id",
                                added,
                                "metrics",
                                "[\"currency\",\"timezone\"]")
                        .at("/data/list");
        assertThat(rows.findValuesAsText("currency")).containsOnly("NZD");
        assertThat(rows.findValuesAsText("stat_time_day")).contains("2026-06-21 00:00:00");
        assertThat(client.raw("POST", "/_sandbox/advertisers", "{\"timezone\":\"Mars\"}").body())
                .contains("there is no time zone Mars");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "campaign | filtering | [] | Invalid value for filtering: not a valid JSON object",
                "campaign | filtering | {\"status\":\"STATUS_ALL\"} | Invalid value for filtering: status is",
                "campaign | filtering | {\"adgroup_ids\":[\"1\"]} | Invalid value for filtering: adgroup_ids",
                "campaign | filtering | {\"primary_status\":\"ALL\"} | Invalid value for filtering.primary_status",
                "campaign | filtering | {\"campaign_ids\":[7500000000000001000]} | Invalid value for filtering.campaign_ids",
                "ad | filtering | {\"modified_after\":\"2024-01-01 00:00:00\"} | Invalid value for filtering: modified_after",
                "ad | fields | [\"status\"] | Invalid value for fields: status",
                "ad | fields | ad_id | Invalid value for fields",
                "adgroup | page_size | 1001 | Invalid value for page_size",
                "adgroup | exclude_field_types_in_response | [\"NULL\"] | Invalid value for exclude_field",
            })
    void refuses(String entity, String name, String value, String message) {
        JsonNode answer = get(entity, name, value);
        assertThat(answer.path("code").asInt()).isEqualTo(40002);
        assertThat(answer.path("message").asText()).startsWith(message);
    }

    @Test
    void takesAHundredIds() {
        String ids = IntStream.range(0, 101).mapToObj(i -> "\"" + i + "\"").toList().toString();
        assertThat(get("ad", "filtering", "{\"ad_ids\":" + ids + "}").path("code").asInt())
                .isEqualTo(40011);
    }
}
