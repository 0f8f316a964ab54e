package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Paging;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code GET /report/integrated/get/} (reference, leads 4). */
public final class ReportEndpoint {

    private final Settings settings;
    private final GivenRows given;

    public ReportEndpoint(Settings settings, GivenRows given) {
        this.settings = settings;
        this.given = given;
    }

    public void addTo(Routes routes) {
        routes.api("GET", "/report/integrated/get/", Kind.TOKEN, this::get);
    }

    private Reply get(Call call) {
        ReportQuery query = ReportQuery.of(call, settings.number(Switch.REPORT_RANGE_DAYS));
        List<Row> rows = new ArrayList<>();
        for (Advertiser advertiser : query.advertisers()) {
            List<Row> own = given.of(advertiser, query);
            own = own != null ? own : new GeneratedRows(query, settings, call.at()).of(advertiser);
            boolean whole = query.several() || advertiser.currency().equals("JPY");
            own.stream().map(row -> whole ? whole(row) : row).forEach(rows::add);
        }
        rows.removeIf(row -> !passes(row, query));
        long most = settings.number(Switch.REPORT_TOO_LARGE_ROWS);
        if (most > 0 && rows.size() > most) {
            throw new Refusal(40067, "The query is too large. Please narrow down the date range.");
        }
        if (query.orderField() != null) {
            Comparator<Row> order =
                    Comparator.comparing(row -> number(row.value().apply(query.orderField())));
            rows.sort(query.ascending() ? order : order.reversed());
        }
        List<String> metrics = new ArrayList<>(query.metrics());
        if (query.several()) {
            List.of("advertiser_id", "currency", "timezone").stream()
                    .filter(name -> !metrics.contains(name))
                    .forEach(metrics::add);
        }
        if (settings.on(Switch.REPORT_REPEATED_ROWS)) {
            rows = repeated(rows, query.pageSize());
        }
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("list");
        Paging paging = new Paging(query.page(), query.pageSize(), rows.size());
        paging.cut(rows).forEach(row -> list.add(row.toJson(metrics)));
        data.set("page_info", paging.toJson());
        if (query.totals()) {
            data.set("total_metrics", totals(rows, metrics));
        }
        return Reply.ok(call, data);
    }

    /** Page walks of live data see rows twice (reference, leads 1.3). */
    private static List<Row> repeated(List<Row> rows, int pageSize) {
        List<Row> more = new ArrayList<>();
        for (Row row : rows) {
            if (pageSize > 1 && !more.isEmpty() && more.size() % pageSize == 0) {
                more.add(more.get(more.size() - 1));
            }
            more.add(row);
        }
        return more;
    }

    private static boolean passes(Row row, ReportQuery query) {
        return query.filters().stream()
                .filter(Filter::isMetric)
                .allMatch(filter -> filter.passes(row.value().apply(filter.field())));
    }

    /** Across advertisers, and in yen, amounts have no decimals (reference, leads 4.1, 4.9). */
    private static Row whole(Row row) {
        return new Row(
                row.dimensions(),
                name -> {
                    String value = row.value().apply(name);
                    return Metrics.isCost(name) && value.contains(".")
                            ? number(value).setScale(0, RoundingMode.HALF_UP).toPlainString()
                            : value;
                });
    }

    /** Sums where a sum means something; averages and rates are left out as "-". */
    private static ObjectNode totals(List<Row> rows, List<String> metrics) {
        ObjectNode totals = Json.object();
        for (String name : metrics) {
            boolean additive =
                    Metrics.known(name)
                            && !name.matches(
                                    ".*(rate|cost_per|cpc|cpm|ctr|frequency|reach|average).*");
            BigDecimal sum = BigDecimal.ZERO;
            for (Row row : rows) {
                sum = additive ? sum.add(number(row.value().apply(name))) : sum;
            }
            totals.put(name, additive ? sum.toPlainString() : Metrics.NONE);
        }
        return totals;
    }

    private static BigDecimal number(String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO; // "-" counts as nothing
        }
    }
}
