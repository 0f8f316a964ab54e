package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.reports.Campaign.Ad;
import io.tiktokroutes.sandbox.reports.Campaign.AdGroup;
import io.tiktokroutes.sandbox.world.World.Advertiser;

/**
 * What a row is about: an advertiser, or a campaign of it, and so on down. What lies deeper than
 * the row is null.
 */
record Subject(Advertiser advertiser, Campaign campaign, AdGroup group, Ad ad) {

    /** 0 advertiser, 1 campaign, 2 ad group, 3 ad. */
    int level() {
        return ad != null ? 3 : group != null ? 2 : campaign != null ? 1 : 0;
    }

    /** The same seen from higher up. */
    Subject at(int level) {
        return new Subject(
                advertiser,
                level >= 1 ? campaign : null,
                level >= 2 ? group : null,
                level >= 3 ? ad : null);
    }

    /** The id of what it is about. */
    String id() {
        return switch (level()) {
            case 3 -> ad.id();
            case 2 -> group.id();
            case 1 -> campaign.id();
            default -> advertiser.id();
        };
    }

    /** An attribute; of a lower level than the row it is "-" (reference, leads 4.5). */
    String attribute(String name) {
        if (MetricNames.level(name) > level()) {
            return Metrics.NONE;
        }
        return switch (name) {
            case "advertiser_id" -> advertiser.id();
            case "advertiser_name" -> advertiser.name();
            case "currency" -> advertiser.currency();
            case "timezone" -> advertiser.zone().getId();
            case "campaign_id" -> campaign.id();
            case "campaign_name" -> campaign.name();
            case "objective_type" -> campaign.objective();
            case "campaign_budget" -> "50.000";
            case "campaign_automation_type" -> "MANUAL";
            case "adgroup_id" -> group.id();
            case "adgroup_name" -> group.name();
            case "placement_type" -> "Automatic Placement";
            case "promotion_type" -> "Website";
            case "billing_event" -> group.goal() == Campaign.Goal.CLICK ? "CPC" : "OCPM";
            case "budget" -> "20.000";
            case "opt_status",
                    "smart_target",
                    "split_test",
                    "tt_app_id",
                    "tt_app_name",
                    "mobile_app_id" ->
                    "0";
            case "ad_id" -> ad.id();
            case "ad_name", "ad_text" -> ad.name();
            case "call_to_action" -> "Learn more";
            default -> Metrics.NONE;
        };
    }
}
