package io.tiktokroutes.sandbox.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
        ALL.put("cpc", t -> cents(cost(t), t.clicks));
        ALL.put("cpm", t -> cents(cost(t).movePointRight(3), t.impressions));
        ALL.put("ctr", t -> percent(t.clicks, t.impressions));
        count("reach", Totals::reach);
        ALL.put("frequency", t -> ratio(BigDecimal.valueOf(t.impressions), t.reach(), 2));
        ALL.put("cost_per_1000_reached", t -> ratio(cost(t).movePointRight(3), t.reach(), 3));
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
        MetricNames.ZERO_COUNTS.forEach(name -> count(name, t -> 0L));
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

    private static void count(String name, Function<Totals, Long> what) {
        ALL.put(name, t -> Long.toString(what.apply(t)));
    }

    private static void money(String name, ToLongFunction<Totals> hundredths) {
        ALL.put(
                name,
                t -> BigDecimal.valueOf(hundredths.applyAsLong(t), 2).setScale(3).toPlainString());
    }

    private static void family(
            String name, Function<Totals, Long> what, int decimals, String cost, String rate) {
        count(name, what);
        ALL.put(cost, t -> ratio(cost(t), what.apply(t), decimals));
        ALL.put(rate, t -> percent(what.apply(t), t.impressions));
    }

    private static BigDecimal cost(Totals totals) {
        return BigDecimal.valueOf(totals.spend, 2);
    }

    /** Rounded to hundredths, then padded to three places, as cpc and cpm were seen. */
    private static String cents(BigDecimal above, long below) {
        return divide(above, below, 2).setScale(3).toPlainString();
    }

    private static String ratio(BigDecimal above, long below, int decimals) {
        return divide(above, below, decimals).toPlainString();
    }

    private static String percent(long above, long below) {
        return ratio(BigDecimal.valueOf(above).movePointRight(2), below, 2);
    }

    /** Nothing divided by nothing is zero here, not unknown. */
    private static BigDecimal divide(BigDecimal above, long below, int decimals) {
        return below == 0
                ? BigDecimal.ZERO.setScale(decimals)
                : above.divide(BigDecimal.valueOf(below), decimals, RoundingMode.HALF_UP);
    }
}
