package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes together in a report (reference, leads 4.1, 4.3, 4.9).
 *
 * @param mostDays the largest difference between end and start with stat_time_day
 * @param several whether {@code advertiser_ids} asked for the rows of more than one account
 * @param task whether a task shall make it, which takes an id dimension more and a metric less
 */
record ReportRules(Settings settings, long mostDays, boolean several, boolean task) {

    static final List<String> ID_DIMENSIONS =
            List.of("advertiser_id", "campaign_id", "adgroup_id", "ad_id");
    private static final List<String> PEOPLE =
            List.of("gender", "age", "country_code", "platform", "province_id");
    private static final Set<String> TIMES = Set.of("stat_time_day", "stat_time_hour");
    private static final String CONFLICT =
            "Conflict occurs. The input params including metrics and dimensions have no relation.";

    void range(LocalDate from, LocalDate to, List<String> dimensions) {
        if (from == null) {
            return;
        }
        if (from.isAfter(to)) {
            throw Refusal.invalid("start_date", "must not be after end_date");
        }
        boolean hourly = dimensions.contains("stat_time_hour");
        long most = hourly ? 0 : dimensions.contains("stat_time_day") ? mostDays : 365;
        if (to.toEpochDay() - from.toEpochDay() > most) {
            String text =
                    hourly ? "1 day with stat_time_hour" : most + " days with these dimensions";
            throw Refusal.invalid("end_date", "the range must not be longer than " + text);
        }
    }

    /** Names that do not exist, and metrics this account does not have. */
    void names(List<String> dimensions, List<String> metrics) {
        if (new HashSet<>(dimensions).size() < dimensions.size()) {
            throw Refusal.invalid("dimensions", "a dimension stands there twice");
        }
        for (String name : dimensions) {
            if (!ID_DIMENSIONS.contains(name) && !TIMES.contains(name) && !PEOPLE.contains(name)) {
                throw Refusal.invalid("dimensions", name + " is not a supported dimension");
            }
        }
        List<String> unknown =
                metrics.stream()
                        .filter(name -> !Metrics.known(name) && MetricNames.level(name) < 0)
                        .toList();
        if (!unknown.isEmpty()) {
            throw invalidMetrics(unknown);
        }
        Set<String> absent =
                Stream.of(settings.word(Switch.REPORT_MISSING_METRICS).split(","))
                        .map(String::trim)
                        .collect(Collectors.toSet());
        List<String> refused = metrics.stream().filter(absent::contains).toList();
        if (!refused.isEmpty()) {
            throw switch (settings.word(Switch.REPORT_MISSING_METRICS_AS)) {
                case "first" -> invalidMetrics(refused.subList(0, 1));
                case "permission" ->
                        new Refusal(
                                40001,
                                "advertiser does not grant you metric "
                                        + refused.get(0)
                                        + " permission");
                case "conflict" -> new Refusal(40002, CONFLICT);
                default -> invalidMetrics(refused);
            };
        }
    }

    /** The words TikTok was seen to use. */
    private static Refusal invalidMetrics(List<String> names) {
        return new Refusal(
                40002,
                "Please correct the information in invalid metric fields and try again. Invalid"
                        + " metric fields: ['"
                        + String.join("', '", names)
                        + "'].");
    }

    /** What a row is about: the level of the id dimension, 0 without one. */
    int rowLevel(List<String> dimensions, int level) {
        List<String> ids =
                new ArrayList<>(dimensions.stream().filter(ID_DIMENSIONS::contains).toList());
        if (task && several && ids.size() == 2) {
            ids.remove("advertiser_id"); // the one exception (reference, leads 4.3)
        }
        if (ids.size() > 1) {
            throw Refusal.invalid(
                    "dimensions",
                    "only one ID dimension is allowed, not " + String.join(", ", ids));
        }
        int rowLevel = ids.isEmpty() ? 0 : ID_DIMENSIONS.indexOf(ids.get(0));
        if (rowLevel > level) {
            throw Refusal.invalid("dimensions", ids.get(0) + " is below the data_level");
        }
        return rowLevel;
    }

    void combination(
            boolean audience, boolean lifetime, List<String> dimensions, List<String> metrics) {
        List<String> people = dimensions.stream().filter(PEOPLE::contains).toList();
        if (audience) {
            boolean other =
                    metrics.stream().anyMatch(m -> Metrics.known(m) && !Metrics.audience(m));
            boolean pair = people.size() == 2 && people.containsAll(List.of("gender", "age"));
            if (dimensions.contains("stat_time_hour")
                    || lifetime
                    || other
                    || (people.size() != 1 && !pair)) {
                throw new Refusal(40002, CONFLICT);
            }
        } else if (!people.isEmpty() && !people.equals(List.of("country_code"))) {
            throw new Refusal(40002, CONFLICT);
        }
        if (lifetime && (!people.isEmpty() || dimensions.stream().anyMatch(TIMES::contains))) {
            throw Refusal.invalid("query_lifetime", "no time or country dimension is allowed");
        }
    }

    /** Metrics that only some reports have (reference, leads 4.6). */
    void availability(boolean audience, int level, List<String> dimensions, List<String> metrics) {
        List<String> refused =
                metrics.stream()
                        .filter(
                                name ->
                                        switch (name) {
                                            case "billed_cost" -> audience || task;
                                            case "cash_spend", "voucher_spend" ->
                                                    level > 0
                                                            || !dimensions.contains(
                                                                    "stat_time_day");
                                            default -> false;
                                        })
                        .toList();
        if (!refused.isEmpty()) {
            throw invalidMetrics(refused);
        }
    }
}
