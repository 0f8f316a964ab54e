package io.tiktokroutes.sandbox.reports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Metrics beyond the reporting table's own, so that a report that asks for them is answered. */
final class MetricNames {

    /** Counts that follow the impressions, in ten thousandths. */
    static final Map<String, Integer> SHARES =
            Map.ofEntries(
                    Map.entry("video_play_actions", 9700),
                    Map.entry("video_watched_2s", 3400),
                    Map.entry("video_watched_6s", 1200),
                    Map.entry("engaged_view", 1200),
                    Map.entry("engaged_view_15s", 410),
                    Map.entry("paid_engaged_view", 1150),
                    Map.entry("video_views_p25", 2600),
                    Map.entry("video_views_p50", 1400),
                    Map.entry("video_views_p75", 800),
                    Map.entry("video_views_p100", 450),
                    Map.entry("engagements", 210),
                    Map.entry("likes", 90),
                    Map.entry("comments", 6),
                    Map.entry("shares", 8),
                    Map.entry("follows", 5),
                    Map.entry("profile_visits", 20));

    /** What people do in apps and on pages; nobody does here, so all about it is zero. */
    private static final List<String> EVENTS =
            List.of(
                    "app_install",
                    "registration",
                    "purchase",
                    "checkout",
                    "view_content",
                    "app_event_add_to_cart",
                    "add_payment_info",
                    "add_to_wishlist",
                    "launch_app",
                    "login",
                    "search",
                    "subscribe",
                    "start_trial",
                    "sales_lead",
                    "complete_payment",
                    "landing_page_view",
                    "button_click",
                    "user_registration",
                    "web_event_add_to_cart",
                    "on_web_order",
                    "on_web_subscribe",
                    "initiate_checkout",
                    "add_billing",
                    "page_event_search",
                    "form",
                    "download_start",
                    "onsite_shopping",
                    "onsite_download_start",
                    "skan_result",
                    "skan_conversion");

    private static final List<String> VIEWED =
            List.of("conversion", "complete_payment", "app_install", "registration", "purchase");

    static final List<String> ZERO_COUNTS =
            Stream.of(
                            EVENTS.stream().flatMap(e -> Stream.of(e, "total_" + e)),
                            VIEWED.stream().flatMap(e -> Stream.of("vta_" + e, "cta_" + e)),
                            Stream.of(
                                    "real_time_app_install",
                                    "clicks_on_music_disc",
                                    "clicks_on_hashtag_challenge",
                                    "duet_clicks",
                                    "stitch_clicks",
                                    "sound_usage_clicks",
                                    "anchor_clicks",
                                    "live_views",
                                    "engaged_view_through_conversions",
                                    "onsite_total_filtered_out_form_submission"))
                    .flatMap(names -> names)
                    .toList();

    static final List<String> ZERO_MONEY =
            Stream.of(
                            EVENTS.stream()
                                    .flatMap(
                                            e ->
                                                    Stream.of(
                                                            "cost_per_" + e,
                                                            "cost_per_total_" + e,
                                                            "total_" + e + "_value",
                                                            "value_per_" + e,
                                                            "value_per_total_" + e)),
                            VIEWED.stream()
                                    .flatMap(
                                            e ->
                                                    Stream.of(
                                                            "cost_per_vta_" + e,
                                                            "cost_per_cta_" + e)),
                            Stream.of(
                                    "real_time_app_install_cost",
                                    "skan_cost_per_result",
                                    "skan_cost_per_conversion",
                                    "value_per_onsite_form",
                                    "total_onsite_form_value"))
                    .flatMap(names -> names)
                    .toList();

    static final List<String> ZERO_RATES =
            Stream.concat(
                            EVENTS.stream().map(e -> e + "_rate"),
                            Stream.of(
                                    "profile_visits_rate",
                                    "anchor_click_rate",
                                    "complete_payment_roas",
                                    "total_active_pay_roas",
                                    "onsite_shopping_roas",
                                    "skan_result_rate",
                                    "skan_conversion_rate_v2"))
                    .toList();

    /**
     * The level at which an attribute metric exists: 0 advertiser, 1 campaign, 2 ad group, 3 ad.
     */
    static final List<Set<String>> ATTRIBUTES =
            List.of(
                    Set.of("advertiser_id", "advertiser_name", "currency", "timezone"),
                    Set.of(
                            "campaign_id",
                            "campaign_name",
                            "objective_type",
                            "split_test",
                            "campaign_budget",
                            "campaign_dedicate_type",
                            "app_promotion_type",
                            "campaign_automation_type"),
                    Set.of(
                            "adgroup_id",
                            "adgroup_name",
                            "placement_type",
                            "promotion_type",
                            "budget",
                            "smart_target",
                            "billing_event",
                            "bid_strategy",
                            "bid",
                            "opt_status",
                            "tt_app_id",
                            "tt_app_name",
                            "mobile_app_id",
                            "dpa_target_audience_type",
                            "adgroup_download_url",
                            "profile_image",
                            "pricing_category",
                            "bid_secondary_goal",
                            "aeo_type",
                            "is_aco"),
                    Set.of(
                            "ad_id",
                            "ad_name",
                            "ad_text",
                            "call_to_action",
                            "image_mode",
                            "is_smart_creative",
                            "ad_url",
                            "ad_profile_image"));

    private static final Map<String, Integer> LEVELS = levels();

    private MetricNames() {}

    /** The level of an attribute, or -1 when the name is none. */
    static int level(String name) {
        return LEVELS.getOrDefault(name, -1);
    }

    private static Map<String, Integer> levels() {
        Map<String, Integer> levels = new HashMap<>();
        for (int level = 0; level < ATTRIBUTES.size(); level++) {
            for (String name : ATTRIBUTES.get(level)) {
                levels.put(name, level);
            }
        }
        return Map.copyOf(levels);
    }
}
