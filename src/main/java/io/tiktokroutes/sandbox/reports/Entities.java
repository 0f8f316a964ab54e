package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.reports.Campaign.Goal;
import io.tiktokroutes.sandbox.reports.Campaign.State;
import io.tiktokroutes.sandbox.world.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Campaigns, ad groups and ads as the lists of TikTok show them: what is absent is null, budgets
 * are numbers, times are UTC (reference, leads 5).
 */
final class Entities {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private Entities() {}

    /** When it was made; the day before it delivers for the first time. */
    static Instant created(Campaign campaign) {
        return campaign.start().minusDays(1).atTime(8, 0).toInstant(ZoneOffset.UTC);
    }

    static Instant modified(Campaign campaign) {
        return campaign.modified() != null
                ? campaign.modified()
                : created(campaign).plusSeconds(4 * 86_400 + 27_900);
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** The longer of the two statuses; below a campaign it says when the campaign is the reason. */
    static String secondaryStatus(Subject of) {
        State state = of.campaign().state();
        return switch (of.level()) {
            case 1 ->
                    state == State.DELETED
                            ? "CAMPAIGN_STATUS_DELETE"
                            : state == State.DISABLED
                                    ? "CAMPAIGN_STATUS_DISABLE"
                                    : "CAMPAIGN_STATUS_ENABLE";
            default -> {
                String kind = of.level() == 2 ? "ADGROUP_STATUS_" : "AD_STATUS_";
                yield state == State.DELETED
                        ? kind + "DELETE"
                        : state == State.DISABLED
                                ? kind + "CAMPAIGN_DISABLE"
                                : kind + "DELIVERY_OK";
            }
        };
    }

    static ObjectNode json(Subject of) {
        ObjectNode one = Json.object().put("advertiser_id", of.advertiser().id());
        switch (of.level()) {
            case 1 -> campaign(one, of.campaign());
            case 2 -> group(one, of);
            default -> ad(one, of);
        }
        one.put("operation_status", of.campaign().state() == State.ENABLED ? "ENABLE" : "DISABLE");
        one.put("secondary_status", secondaryStatus(of));
        one.put("create_time", time(created(of.campaign())));
        one.put("modify_time", time(modified(of.campaign())));
        return one;
    }

    private static void campaign(ObjectNode one, Campaign campaign) {
        one.put("campaign_id", campaign.id()).put("campaign_name", campaign.name());
        one.put("campaign_type", "REGULAR_CAMPAIGN").put("objective_type", campaign.objective());
        one.put("objective", "LANDING_PAGE");
        one.put("budget", 50.0).put("budget_mode", "BUDGET_MODE_DAY");
        one.put("budget_optimize_on", false).putNull("bid_type").putNull("deep_bid_type");
        one.put("roas_bid", 0).putNull("optimization_goal");
        one.put("is_smart_performance_campaign", false).put("is_new_structure", true);
        one.putNull("special_industries");
    }

    private static void group(ObjectNode one, Subject of) {
        Goal goal = of.group().goal();
        boolean lead = goal == Goal.LEAD_GENERATION;
        boolean click = goal == Goal.CLICK;
        one.put("campaign_id", of.campaign().id()).put("campaign_name", of.campaign().name());
        one.put("adgroup_id", of.group().id()).put("adgroup_name", of.group().name());
        one.put("promotion_type", lead ? "LEAD_GENERATION" : "WEBSITE");
        one.put("placement_type", "PLACEMENT_TYPE_AUTOMATIC");
        one.putArray("placements").add("PLACEMENT_TIKTOK");
        one.putArray("location_ids").add("2921044");
        one.putArray("languages");
        one.put("gender", "GENDER_UNLIMITED").putNull("age_groups").putArray("audience_ids");
        one.putArray("operating_systems");
        one.put("budget", 20.0).put("budget_mode", "BUDGET_MODE_DAY");
        one.put("schedule_type", "SCHEDULE_FROM_NOW");
        one.put("schedule_start_time", time(created(of.campaign())));
        one.put("schedule_end_time", "2033-10-31 08:00:00").putNull("dayparting");
        one.put("optimization_goal", goal.name());
        one.put("optimization_event", goal == Goal.CONVERT ? "SHOPPING" : null);
        one.put("billing_event", click ? "CPC" : "OCPM");
        one.put("bid_type", "BID_TYPE_NO_BID").put("bid_price", 0);
        one.put("conversion_bid_price", 0).put("deep_cpa_bid", 0);
        one.put("pacing", "PACING_MODE_SMOOTH");
        one.put("click_attribution_window", "SEVEN_DAYS");
        one.put("view_attribution_window", "ONE_DAY");
        one.put("pixel_id", goal == Goal.CONVERT ? "7301000000000000001" : null);
        one.putNull("app_id");
    }

    private static void ad(ObjectNode one, Subject of) {
        boolean lead = of.group().goal() == Goal.LEAD_GENERATION;
        boolean own = of.advertiser().id().equals(World.ADVERTISER_ID);
        one.put("campaign_id", of.campaign().id()).put("campaign_name", of.campaign().name());
        one.put("adgroup_id", of.group().id()).put("adgroup_name", of.group().name());
        one.put("ad_id", of.ad().id()).put("ad_name", of.ad().name());
        one.put("ad_format", "SINGLE_VIDEO").put("ad_text", of.ad().name()).putNull("ad_texts");
        one.put("call_to_action", "LEARN_MORE");
        one.put("landing_page_url", lead ? null : "https://shop.example/");
        one.putNull("utm_params").put("page_id", lead && own ? World.FORM_ID : null);
        one.put("video_id", "v10033g50000sandbox" + of.ad().id());
        one.putArray("image_ids").add("sandbox-image-" + of.ad().id());
        one.putNull("music_id").putNull("tiktok_item_id");
        one.put("identity_id", "sandbox-identity").put("identity_type", "CUSTOMIZED_USER");
        one.putNull("tracking_pixel_id").putNull("impression_tracking_url");
        one.putNull("click_tracking_url").putNull("creative_type").put("is_aco", false);
    }
}
