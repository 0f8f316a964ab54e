package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.reports.Campaign.Ad;
import io.tiktokroutes.sandbox.reports.Campaign.AdGroup;
import io.tiktokroutes.sandbox.reports.Campaign.Goal;
import io.tiktokroutes.sandbox.world.World;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The campaigns of each advertiser as every sandbox begins with them. */
public final class Plans {

    /** Nothing was delivered before. */
    static final LocalDate FIRST = LocalDate.of(2023, 11, 1);

    /** The campaign "Always on", which has a row of nothing but zeros on each first of a month. */
    static final String IDLE_ON_FIRST = "7500000000000002000";

    /** One line of the plan; a goal each for its ad groups. */
    private record Plan(
            String name,
            String objective,
            LocalDate start,
            boolean deleted,
            int ads,
            boolean secondary,
            List<Goal> goals) {}

    private static final List<Plan> EU =
            List.of(
                    plan(
                            "Spring",
                            "LEAD_GENERATION",
                            2,
                            Goal.LEAD_GENERATION,
                            Goal.LEAD_GENERATION),
                    plan("Always on", "TRAFFIC", 1, Goal.CLICK, Goal.CLICK),
                    plan(
                            "Frühling – Straße & Café",
                            "WEB_CONVERSIONS",
                            2,
                            Goal.CONVERT,
                            Goal.CONVERT),
                    plan(
                            "Łódź zażółć gęślą jaźń",
                            "WEB_CONVERSIONS",
                            1,
                            Goal.CONVERT,
                            Goal.CONVERT,
                            Goal.CONVERT),
                    plan("夏のセール 😀", "TRAFFIC", 2, Goal.CLICK, Goal.CLICK),
                    plan("Mixed goals", "WEB_CONVERSIONS", 2, Goal.CLICK, Goal.CONVERT),
                    new Plan(
                            "Deleted: winter",
                            "TRAFFIC",
                            FIRST,
                            true,
                            1,
                            false,
                            List.of(Goal.CLICK, Goal.CLICK)),
                    new Plan(
                            "Deep funnel",
                            "WEB_CONVERSIONS",
                            FIRST,
                            false,
                            2,
                            true,
                            List.of(Goal.CONVERT, Goal.CONVERT)),
                    plan(
                            "Retargeting, \"quoted\"",
                            "WEB_CONVERSIONS",
                            1,
                            Goal.CONVERT,
                            Goal.CONVERT),
                    plan(
                            "Khuyến mãi mùa hè",
                            "LEAD_GENERATION",
                            2,
                            Goal.LEAD_GENERATION,
                            Goal.LEAD_GENERATION));

    private static final List<Plan> US =
            List.of(
                    plan("Evergreen", "TRAFFIC", 2, Goal.CLICK, Goal.CLICK),
                    plan("Back to school", "WEB_CONVERSIONS", 1, Goal.CONVERT, Goal.CONVERT),
                    plan(
                            "Leads West Coast",
                            "LEAD_GENERATION",
                            2,
                            Goal.LEAD_GENERATION,
                            Goal.LEAD_GENERATION));

    private Plans() {}

    private static Plan plan(String name, String objective, int ads, Goal... goals) {
        return new Plan(name, objective, FIRST, false, ads, false, List.of(goals));
    }

    /** The campaigns of an advertiser of the world. */
    public static List<Campaign> of(String advertiserId) {
        return of(advertiserId, World.ADVERTISERS.stream().map(Advertiser::id).toList(), 0);
    }

    /**
     * @param all the ids of all advertisers; one's place in it keeps its campaigns' ids apart
     * @param extra how many generated campaigns follow the planned ones
     */
    static List<Campaign> of(String advertiserId, List<String> all, long extra) {
        int number = all.indexOf(advertiserId);
        if (number < 0) {
            throw new IllegalArgumentException("there is no advertiser " + advertiserId);
        }
        List<Plan> plans = new ArrayList<>(advertiserId.equals(World.ADVERTISER_ID) ? EU : US);
        for (long i = 1; i <= extra; i++) {
            plans.add(plan("Generated " + i, "TRAFFIC", 1, Goal.CLICK));
        }
        List<Campaign> campaigns = new ArrayList<>(plans.size());
        long base = 7500000000000000000L + number * 10_000_000_000_000_000L;
        for (int i = 0; i < plans.size(); i++) {
            campaigns.add(campaign(base + (i + 1) * 1000L, plans.get(i)));
        }
        return List.copyOf(campaigns);
    }

    private static Campaign campaign(long id, Plan plan) {
        List<AdGroup> groups = new ArrayList<>();
        for (int g = 0; g < plan.goals().size(); g++) {
            long groupId = id + 100L * (g + 1);
            List<Ad> ads = new ArrayList<>();
            for (int a = 0; a < plan.ads(); a++) {
                ads.add(new Ad(Long.toString(groupId + a + 1), "Video " + (char) ('A' + a)));
            }
            groups.add(
                    new AdGroup(
                            Long.toString(groupId),
                            "AG " + (g + 1),
                            plan.goals().get(g),
                            plan.secondary(),
                            List.copyOf(ads)));
        }
        return new Campaign(
                Long.toString(id),
                plan.name(),
                plan.objective(),
                plan.start(),
                plan.deleted() ? Campaign.State.DELETED : Campaign.State.ENABLED,
                null,
                List.copyOf(groups));
    }
}
