package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is asked of {@code /report/integrated/get/}.
 *
 * @param dataLevel such as AUCTION_CAMPAIGN
 * @param dimensions TikTok's names, such as campaign_id and stat_time_day
 * @param metrics TikTok's names, such as spend
 */
record ReportQuery(String dataLevel, List<String> dimensions, List<String> metrics) {

    private static final int PAGE_SIZE = 1000;

    TikTokRequest page(String advertiserId, ReportDays days, int page) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("advertiser_id", advertiserId);
        query.put("report_type", "BASIC");
        query.put("data_level", dataLevel);
        query.put("dimensions", array(dimensions));
        query.put("metrics", array(metrics));
        query.put("start_date", days.from());
        query.put("end_date", days.to());
        query.put("filtering", withDeleted());
        query.put("page", page);
        query.put("page_size", PAGE_SIZE);
        return TikTokRequest.get("/report/integrated/get/", query);
    }

    /**
     * TikTok leaves deleted campaigns out unless asked, and the spend of past days would shrink.
     */
    private ArrayNode withDeleted() {
        ArrayNode filtering = JsonNodeFactory.instance.arrayNode();
        String level = dataLevel.replace("AUCTION_", "").toLowerCase(Locale.ROOT);
        if (!level.equals("advertiser")) {
            filtering
                    .addObject()
                    .put("field_name", level + "_status")
                    .put("filter_type", "IN")
                    .put("filter_value", "[\"STATUS_ALL\"]");
        }
        return filtering;
    }

    private static ArrayNode array(List<String> names) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        names.forEach(array::add);
        return array;
    }
}
