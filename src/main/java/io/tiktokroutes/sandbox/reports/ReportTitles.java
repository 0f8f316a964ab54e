package io.tiktokroutes.sandbox.reports;

import java.util.Map;

/**
 * What columns are called in files with translated titles. TikTok edits these texts, so nobody
 * should build on them (reference, leads 4.7); those not listed keep their name.
 */
final class ReportTitles {

    private static final Map<String, String> TITLES =
            Map.ofEntries(
                    Map.entry("stat_time_day", "By Day"),
                    Map.entry("stat_time_hour", "By Hour"),
                    Map.entry("advertiser_id", "Account ID"),
                    Map.entry("advertiser_name", "Account name"),
                    Map.entry("campaign_id", "Campaign ID"),
                    Map.entry("campaign_name", "Campaign name"),
                    Map.entry("adgroup_id", "Ad Group ID"),
                    Map.entry("adgroup_name", "Ad group name"),
                    Map.entry("ad_id", "Ad ID"),
                    Map.entry("ad_name", "Ad name"),
                    Map.entry("country_code", "Country/Region"),
                    Map.entry("gender", "Gender"),
                    Map.entry("age", "Age"),
                    Map.entry("platform", "Operating System"),
                    Map.entry("currency", "Currency"),
                    Map.entry("spend", "Cost"),
                    Map.entry("impressions", "Impressions"),
                    Map.entry("clicks", "Clicks (destination)"),
                    Map.entry("cpc", "CPC (destination)"),
                    Map.entry("cpm", "CPM"),
                    Map.entry("ctr", "CTR (destination)"),
                    Map.entry("reach", "Reach"),
                    Map.entry("frequency", "Frequency"),
                    Map.entry("conversion", "Conversions"),
                    Map.entry("cost_per_conversion", "Cost per conversion"),
                    Map.entry("result", "Results"),
                    Map.entry("cost_per_result", "Cost per result"));

    private ReportTitles() {}

    static String of(String name) {
        return TITLES.getOrDefault(name, name);
    }
}
