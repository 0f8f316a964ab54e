package io.tiktokroutes.sandbox.reports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Every numeric metric and how TikTok prints it (reference, leads 4.2 and 4.5). */
final class Metrics {

    static final String NONE = "-";

    private static final Map<String, Function<Totals, String>> ALL = new LinkedHashMap<>();

    static {
        money("spend", t -> t.spend);
        money("billed_cost", t -> t.spend);
        money("cash_spend", t -> t.spend);
        money("voucher_spend", t -> 0);
        count("impressions", t -> t.impressions);
        count("gross_impressions", t -> t.impressions + t.impressions / 50);
        count("clicks", t -> t.clicks);
        // rounded to hundredths, then padded to three places, as they were seen
        ALL.put("cpc", t -> Decimal.ratio(t.spend, 2, t.clicks, 2) + "0");
        ALL.put("cpm", t -> Decimal.ratio(t.spend * 1000, 2, t.impressions, 2) + "0");
        ALL.put("ctr", t -> percent(t.clicks, t.impressions));
        count("reach", Totals::reach);
        ALL.put("frequency", t -> Decimal.ratio(t.impressions, 0, t.reach(), 2));
        ALL.put("cost_per_1000_reached", t -> Decimal.ratio(t.spend * 1000, 2, t.reach(), 3));
        family("conversion", t -> t.conversions, 3, "cost_per_conversion", "conversion_rate");
        family(
                "real_time_conversion",
                t -> t.realTimeConversions,
                3,
                "real_time_cost_per_conversion",
                "real_time_conversion_rate");
        ALL.put("conversion_rate_v2", ALL.get("conversion_rate"));
        ALL.put("real_time_conversion_rate_v2", ALL.get("real_time_conversion_rate"));
        family("result", t -> t.results, 4, "cost_per_result", "result_rate");
        family(
                "real_time_result",
                t -> t.realTimeResults,
                4,
                "real_time_cost_per_result",
                "real_time_result_rate");
        family(
                "secondary_goal_result",
                t -> t.secondaryResults,
                4,
                "cost_per_secondary_goal_result",
                "secondary_goal_result_rate");
        family("onsite_form", t -> t.leads, 3, "cost_per_onsite_form", "onsite_form_rate");
        MetricNames.SHARES.forEach(
                (name, share) -> count(name, t -> t.impressions * share / 10_000));
        MetricNames.ZERO_COUNTS.forEach(name -> count(name, t -> 0));
        MetricNames.ZERO_MONEY.forEach(name -> money(name, t -> 0));
        MetricNames.ZERO_RATES.forEach(name -> ALL.put(name, t -> "0.00"));
        ALL.put("average_video_play", t -> t.impressions == 0 ? "0.00" : "4.21");
        ALL.put("average_video_play_per_user", t -> t.impressions == 0 ? "0.00" : "5.08");
        ALL.put("engagement_rate", t -> percent(t.impressions * 210 / 10_000, t.impressions));
    }

    private static final Set<String> GOALS =
            ALL.keySet().stream()
                    .filter(name -> name.matches("(real_time_)?(cost_per_)?result(_rate)?"))
                    .collect(Collectors.toSet());
    private static final Set<String> SECONDARY =
            ALL.keySet().stream().filter(n -> n.contains("secondary")).collect(Collectors.toSet());
    private static final Set<String> COSTS =
            ALL.keySet().stream()
                    .filter(n -> n.matches(".*(spend|cost|cpc|cpm).*"))
                    .collect(Collectors.toSet());

    private Metrics() {}

    static boolean known(String name) {
        return ALL.containsKey(name);
    }

    static boolean isCost(String name) {
        return COSTS.contains(name);
    }

    /** The metric as TikTok would print it. */
    static String value(String name, Totals totals) {
        if ((totals.mixed() && (GOALS.contains(name) || SECONDARY.contains(name)))
                || (SECONDARY.contains(name) && !totals.hasSecondary())) {
            return NONE;
        }
        return ALL.get(name).apply(totals);
    }

    /** Whether an audience report takes it (reference, leads 4.3). */
    static boolean audience(String name) {
        return Set.of("spend", "cpc", "cpm", "impressions", "clicks", "ctr", "gross_impressions")
                        .contains(name)
                || name.matches("(real_time_)?(cost_per_)?(conversion|result)(_rate)?(_v2)?");
    }

    private static void count(String name, ToLongFunction<Totals> what) {
        ALL.put(name, t -> Long.toString(what.applyAsLong(t)));
    }

    private static void money(String name, ToLongFunction<Totals> hundredths) {
        ALL.put(name, t -> Decimal.text(hundredths.applyAsLong(t), 2) + "0");
    }

    private static void family(
            String name, ToLongFunction<Totals> what, int decimals, String cost, String rate) {
        count(name, what);
        ALL.put(cost, t -> Decimal.ratio(t.spend, 2, what.applyAsLong(t), decimals));
        ALL.put(rate, t -> percent(what.applyAsLong(t), t.impressions));
    }

    private static String percent(long above, long below) {
        return Decimal.ratio(above * 100, 0, below, 2);
    }
}
