package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * A report as it was asked for, checked in the order of the reference (leads 4.9).
 *
 * @param several whether {@code advertiser_ids} asked for more than one account's rows
 * @param level 0 advertiser, 1 campaign, 2 ad group, 3 ad
 * @param rowLevel what a row is about: the level of the id dimension, 0 without one
 * @param metrics what each row brings, in order; with {@code several} also whose it is
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

    private static final List<String> LEVELS =
            List.of("AUCTION_ADVERTISER", "AUCTION_CAMPAIGN", "AUCTION_ADGROUP", "AUCTION_AD");
    private static final List<String> DEFAULT_METRICS = List.of("spend", "impressions");
    private static final List<String> OWNER = List.of("advertiser_id", "currency", "timezone");
    private static final int MOST_ADVERTISERS = 5;

    /** One page of a report. */
    static ReportQuery page(Asked asked, Settings settings) {
        return of(asked, settings, false);
    }

    /** A whole report, made by a task: it knows no pages, totals or status filters. */
    static ReportQuery task(Asked asked, Settings settings) {
        return of(asked, settings, true);
    }

    private static ReportQuery of(Asked asked, Settings settings, boolean task) {
        boolean several = asked.has("advertiser_ids");
        List<String> ids =
                several
                        ? asked.list("advertiser_ids", List.of())
                        : List.of(asked.required("advertiser_id"));
        if (ids == null) {
            throw malformed("advertiser_ids");
        }
        List<Advertiser> advertisers =
                ids.stream().limit(MOST_ADVERTISERS).map(asked.token()::advertiser).toList();
        String type = asked.required("report_type");
        boolean audience = type.equals("AUDIENCE");
        if (!audience && !type.equals("BASIC")) {
            throw Refusal.invalid(
                    "report_type", "must be one of BASIC, AUDIENCE (the sandbox has no others)");
        }
        int level = LEVELS.indexOf(asked.required("data_level"));
        if (level < 0) {
            throw Refusal.invalid("data_level", "must be one of " + String.join(", ", LEVELS));
        }
        oneOf(asked, "service_type", "AUCTION", "RESERVATION");
        if (!task) {
            oneOf(asked, "query_mode", "REGULAR", "CHUNK");
        }
        boolean lifetime = asked.flag("query_lifetime", false);
        LocalDate from = lifetime ? null : date(asked, "start_date");
        LocalDate to = lifetime ? null : date(asked, "end_date");
        List<String> dimensions = asked.list("dimensions", List.of());
        List<String> metrics = asked.list("metrics", DEFAULT_METRICS);
        if (dimensions != null && dimensions.isEmpty()) {
            throw Refusal.missing("dimensions");
        }
        List<String> known = dimensions == null ? List.of() : dimensions;
        List<String> named = metrics == null ? List.of() : metrics;
        long mostDays = settings.number(Switch.REPORT_RANGE_DAYS);
        ReportRules rules = new ReportRules(settings, mostDays, several, task);
        rules.range(from, to, known);
        rules.names(known, named);
        int rowLevel = rules.rowLevel(known, level);
        rules.combination(audience, lifetime, known, named);
        rules.availability(audience, level, known, named);
        int page = task ? 1 : asked.number("page", 1);
        int pageSize = task ? Integer.MAX_VALUE : asked.number("page_size", 10);
        if (page < 1) {
            throw Refusal.invalid("page", "must be 1 or more");
        }
        if (!task && (pageSize < 1 || pageSize > 1000)) {
            throw Refusal.invalid("page_size", "must be between 1 and 1000");
        }
        if (dimensions == null) {
            throw malformed("dimensions");
        }
        if (metrics == null) {
            throw malformed("metrics");
        }
        List<Filter> filters = filters(asked, level, task);
        if (ids.isEmpty() || ids.size() > MOST_ADVERTISERS) {
            throw Refusal.invalid("advertiser_ids", "length must be between 1 and 5");
        }
        return new ReportQuery(
                advertisers,
                several,
                level,
                rowLevel,
                dimensions,
                several ? withOwner(metrics) : metrics,
                from,
                to,
                filters,
                !task && totals(asked, audience, dimensions),
                orderField(asked),
                ascending(asked),
                page,
                pageSize);
    }

    /** The same for every page, so that two pages of one report are known to belong together. */
    ReportQuery whole() {
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
                totals,
                orderField,
                ascending,
                1,
                Integer.MAX_VALUE);
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

    private static LocalDate date(Asked asked, String name) {
        try {
            return LocalDate.parse(asked.required(name));
        } catch (DateTimeException e) {
            throw Refusal.invalid(name, "the format should be YYYY-MM-DD");
        }
    }

    private static List<Filter> filters(Asked asked, int level, boolean task) {
        JsonNode filtering = asked.json("filtering");
        if (filtering == null) {
            throw malformed("filtering");
        }
        if (filtering.isMissingNode() || filtering.isNull()) {
            return List.of();
        }
        List<Filter> filters = Filter.read(filtering, level);
        for (Filter filter : filters) {
            if (task && !Filter.IDS.contains(filter.field())) {
                throw Refusal.invalid(
                        "filtering.field_name",
                        filter.field() + " is not supported in asynchronous reports");
            }
        }
        return filters;
    }

    private static boolean totals(Asked asked, boolean audience, List<String> dimensions) {
        boolean wanted = asked.flag("enable_total_metrics", false);
        long ids = dimensions.stream().filter(ReportRules.ID_DIMENSIONS::contains).count();
        boolean others =
                dimensions.stream()
                        .anyMatch(
                                name ->
                                        !ReportRules.ID_DIMENSIONS.contains(name)
                                                && !name.equals("stat_time_day"));
        if (wanted && (audience || ids != 1 || others)) {
            throw Refusal.invalid(
                    "enable_total_metrics",
                    "needs a BASIC report by one ID dimension, with or without stat_time_day");
        }
        return wanted;
    }

    private static String orderField(Asked asked) {
        String field = asked.text("order_field", null);
        if (field != null && !Metrics.known(field)) {
            throw Refusal.invalid("order_field", field + " is not a metric one can order by");
        }
        return field;
    }

    private static boolean ascending(Asked asked) {
        return oneOf(asked, "order_type", "DESC", "ASC").equals("ASC");
    }

    /** The parameter, or the first word when it is not there. */
    private static String oneOf(Asked asked, String name, String... words) {
        String word = asked.text(name, words[0]);
        if (!List.of(words).contains(word)) {
            throw Refusal.invalid(name, "must be one of " + String.join(", ", words));
        }
        return word;
    }

    private static List<String> withOwner(List<String> metrics) {
        return Stream.concat(metrics.stream(), OWNER.stream()).distinct().toList();
    }

    private static Refusal malformed(String name) {
        return Refusal.invalid(name, "not a valid JSON list");
    }
}
