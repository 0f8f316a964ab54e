package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A report as it was asked for, checked in the order of the reference (leads 4.9).
 *
 * @param several whether {@code advertiser_ids} asked for more than one account's rows
 * @param level 0 advertiser, 1 campaign, 2 ad group, 3 ad
 * @param rowLevel what a row is about: the level of the id dimension, 0 without one
 * @param from first day, null for the whole lifetime
 */
record ReportQuery(
        List<Advertiser> advertisers,
        boolean several,
        int level,
        int rowLevel,
        List<String> dimensions,
        List<String> metrics,
        LocalDate from,
        LocalDate to,
        List<Filter> filters,
        boolean totals,
        String orderField,
        boolean ascending,
        int page,
        int pageSize) {

    static final List<String> ID_DIMENSIONS =
            List.of("advertiser_id", "campaign_id", "adgroup_id", "ad_id");
    private static final List<String> LEVELS =
            List.of("AUCTION_ADVERTISER", "AUCTION_CAMPAIGN", "AUCTION_ADGROUP", "AUCTION_AD");
    private static final Set<String> AUDIENCE_DIMENSIONS =
            Set.of("gender", "age", "platform", "province_id");
    private static final Set<String> TIMES = Set.of("stat_time_day", "stat_time_hour");
    private static final String CONFLICT =
            "Conflict occurs. The input params including metrics and dimensions have no relation.";

    /**
     * @param mostDays the largest difference between end and start with stat_time_day
     */
    static ReportQuery of(Call call, long mostDays) {
        boolean several = call.query("advertiser_ids") != null;
        List<String> ids =
                several ? list(call, "advertiser_ids") : List.of(call.required("advertiser_id"));
        if (ids == null) {
            throw malformed("advertiser_ids");
        }
        List<Advertiser> advertisers = ids.stream().limit(5).map(call.token()::advertiser).toList();
        String type = call.required("report_type");
        boolean audience = type.equals("AUDIENCE");
        if (!audience && !type.equals("BASIC")) {
            throw Refusal.invalid(
                    "report_type", "must be one of BASIC, AUDIENCE (the sandbox has no others)");
        }
        int level = LEVELS.indexOf(call.required("data_level"));
        if (level < 0) {
            throw Refusal.invalid("data_level", "must be one of " + String.join(", ", LEVELS));
        }
        boolean lifetime = call.query("query_lifetime", "false").equals("true");
        LocalDate from = lifetime ? null : date(call, "start_date");
        LocalDate to = lifetime ? null : date(call, "end_date");
        List<String> dimensions = list(call, "dimensions");
        List<String> metrics = list(call, "metrics");
        List<String> known = dimensions == null ? List.of() : dimensions;
        checkRange(from, to, known, mostDays);
        checkNames(known, metrics);
        int rowLevel = idLevel(known, level);
        checkCombination(audience, lifetime, known, metrics);
        int page = call.queryInt("page", 1);
        int pageSize = call.queryInt("page_size", 10);
        if (page < 1) {
            throw Refusal.invalid("page", "must be 1 or more");
        }
        if (pageSize < 1 || pageSize > 1000) {
            throw Refusal.invalid("page_size", "must be between 1 and 1000");
        }
        if (dimensions == null) {
            throw malformed("dimensions");
        }
        if (metrics == null) {
            throw malformed("metrics");
        }
        List<Filter> filters = filters(call, level);
        if (ids.size() > 5) {
            throw Refusal.invalid("advertiser_ids", "length must be between 1 and 5");
        }
        return new ReportQuery(
                advertisers,
                several,
                level,
                rowLevel,
                dimensions,
                metrics,
                from,
                to,
                filters,
                call.query("enable_total_metrics", "false").equals("true"),
                orderField(call),
                call.query("order_type", "DESC").equals("ASC"),
                page,
                pageSize);
    }

    boolean hourly() {
        return dimensions.contains("stat_time_hour");
    }

    boolean daily() {
        return dimensions.contains("stat_time_day");
    }

    /** With only ids asked for, what delivered nothing is shown as well, with zeros. */
    boolean showsIdle() {
        return rowLevel > 0 && dimensions.size() == 1;
    }

    /** True when the filters ask for what was deleted, too. */
    boolean showsDeleted() {
        return filters.stream()
                .filter(Filter::isStatus)
                .anyMatch(
                        f ->
                                f.values().contains("STATUS_ALL")
                                        || f.values().contains("STATUS_DELETE"));
    }

    boolean onlyDeleted() {
        return filters.stream()
                .filter(Filter::isStatus)
                .anyMatch(f -> f.values().equals(List.of("STATUS_DELETE")));
    }

    private static LocalDate date(Call call, String name) {
        try {
            return LocalDate.parse(call.required(name));
        } catch (DateTimeException e) {
            throw Refusal.invalid(name, "the format should be YYYY-MM-DD");
        }
    }

    private static void checkRange(
            LocalDate from, LocalDate to, List<String> dimensions, long mostDays) {
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

    private static void checkNames(List<String> dimensions, List<String> metrics) {
        for (String name : dimensions) {
            boolean id = ID_DIMENSIONS.contains(name);
            if (!id
                    && !TIMES.contains(name)
                    && !AUDIENCE_DIMENSIONS.contains(name)
                    && !name.equals("country_code")) {
                throw Refusal.invalid("dimensions", name + " is not a supported dimension");
            }
        }
        for (String name : metrics == null ? List.<String>of() : metrics) {
            if (!Metrics.known(name) && MetricNames.level(name) < 0) {
                throw Refusal.invalid("metrics", name + " is not a supported metric");
            }
        }
    }

    private static int idLevel(List<String> dimensions, int level) {
        List<String> ids = dimensions.stream().filter(ID_DIMENSIONS::contains).toList();
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

    private static void checkCombination(
            boolean audience, boolean lifetime, List<String> dimensions, List<String> metrics) {
        boolean people = dimensions.stream().anyMatch(AUDIENCE_DIMENSIONS::contains);
        boolean country = dimensions.contains("country_code");
        if (audience) {
            boolean other =
                    metrics != null
                            && metrics.stream()
                                    .anyMatch(m -> Metrics.known(m) && !Metrics.audience(m));
            if (dimensions.contains("stat_time_hour")
                    || lifetime
                    || other
                    || (!people && !country)) {
                throw new Refusal(40002, CONFLICT);
            }
        } else if (people) {
            throw new Refusal(40002, CONFLICT);
        }
        if (lifetime && (country || dimensions.stream().anyMatch(TIMES::contains))) {
            throw Refusal.invalid("query_lifetime", "no time or country dimension is allowed");
        }
    }

    private static List<Filter> filters(Call call, int level) {
        String text = call.query("filtering");
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        try {
            return Filter.read(Json.read(text), level);
        } catch (IOException e) {
            throw malformed("filtering");
        }
    }

    private static String orderField(Call call) {
        String field = call.query("order_field");
        if (field != null && !Metrics.known(field)) {
            throw Refusal.invalid("order_field", field + " is not a metric one can order by");
        }
        return field;
    }

    /** A JSON list of strings; null when it is malformed, which is complained about later. */
    private static List<String> list(Call call, String name) {
        String text = call.query(name);
        if (text == null || text.isEmpty()) {
            if (name.equals("dimensions")) {
                throw Refusal.missing(name);
            }
            return List.of("spend", "impressions"); // TikTok's default metrics
        }
        try {
            JsonNode array = Json.read(text);
            List<String> values = new ArrayList<>();
            for (JsonNode value : array) {
                values.add(value.asText());
            }
            return array.isArray() && !values.isEmpty() ? values : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static Refusal malformed(String name) {
        return Refusal.invalid(name, "not a valid JSON list");
    }
}
