package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/** The daily campaign report of the last 30 days, asked apart from the program. */
final class ReportedRows {

    private static final String METRICS =
            "[\"campaign_name\",\"spend\",\"impressions\",\"clicks\",\"cpc\",\"cpm\",\"ctr\","
                    + "\"reach\",\"frequency\",\"cost_per_1000_reached\",\"conversion\","
                    + "\"cost_per_conversion\",\"conversion_rate\",\"real_time_conversion\","
                    + "\"real_time_cost_per_conversion\",\"real_time_conversion_rate\","
                    + "\"result\",\"cost_per_result\",\"result_rate\",\"real_time_result\","
                    + "\"real_time_cost_per_result\",\"real_time_result_rate\","
                    + "\"secondary_goal_result\",\"cost_per_secondary_goal_result\","
                    + "\"secondary_goal_result_rate\"]";

    private final Sandbox sandbox;

    ReportedRows(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Metrics by day and campaign id; today, which still changes, is left out. */
    Map<String, JsonNode> of(String advertiserId, ZoneId zone) throws IOException {
        LocalDate today = LocalDate.now(zone);
        String query =
                "?report_type=BASIC&data_level=AUCTION_CAMPAIGN&page_size=1000&advertiser_id="
                        + advertiserId
                        + "&start_date="
                        + today.minusDays(30)
                        + "&end_date="
                        + today.minusDays(1)
                        + "&dimensions="
                        + encoded("[\"campaign_id\",\"stat_time_day\"]")
                        + "&metrics="
                        + encoded(METRICS)
                        + "&filtering="
                        + encoded(
                                "[{\"field_name\":\"campaign_status\",\"filter_type\":\"IN\","
                                        + "\"filter_value\":\"[\\\"STATUS_ALL\\\"]\"}]");
        JsonNode answer =
                Web.get(
                        sandbox.apiUrl() + "/report/integrated/get/" + query,
                        "Access-Token",
                        Sandbox.ACCESS_TOKEN);
        if (answer.path("code").asInt(-1) != 0
                || answer.at("/data/page_info/total_page").asInt() > 1) {
            throw new IOException("the sandbox answers " + answer.path("message").asText());
        }
        Map<String, JsonNode> rows = new TreeMap<>();
        for (JsonNode row : answer.at("/data/list")) {
            String day = row.at("/dimensions/stat_time_day").asText().substring(0, 10);
            rows.put(day + " " + row.at("/dimensions/campaign_id").asText(), row.path("metrics"));
        }
        return rows;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
