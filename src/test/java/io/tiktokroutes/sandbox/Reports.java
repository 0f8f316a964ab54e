package io.tiktokroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Stream;

/** Asks for campaign reports of 25 metrics by day; any parameter can be given anew. */
final class Reports {

    private static final String PATH = "/report/integrated/get/";
    private static final String ALL =
            "[\"campaign_name\",\"spend\",\"impressions\",\"clicks\",\"cpc\",\"cpm\",\"ctr\",\"reach\",\"frequency\","
                    + "\"cost_per_1000_reached\",\"conversion\",\"cost_per_conversion\",\"conversion_rate\","
                    + "\"real_time_conversion\",\"real_time_cost_per_conversion\",\"real_time_conversion_rate\","
                    + "\"result\",\"cost_per_result\",\"result_rate\",\"real_time_result\",\"real_time_cost_per_result\","
                    + "\"real_time_result_rate\",\"secondary_goal_result\",\"cost_per_secondary_goal_result\","
                    + "\"secondary_goal_result_rate\"]";

    private Reports() {}

    static JsonNode daily(Client client, String from, String to, String... more) {
        String[] params = {
            "advertiser_id",
            Sandbox.ADVERTISER_ID,
            "report_type",
            "BASIC",
            "data_level",
            "AUCTION_CAMPAIGN",
            "dimensions",
            "[\"campaign_id\",\"stat_time_day\"]",
            "metrics",
            ALL,
            "start_date",
            from,
            "end_date",
            to,
            "page_size",
            "1000"
        };
        return client.get(
                PATH, Stream.of(params, more).flatMap(Arrays::stream).toArray(String[]::new));
    }
}
