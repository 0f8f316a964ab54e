package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.core.JsonGenerator;
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
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /report/integrated/get/} (reference, leads 4). */
public final class ReportEndpoint {

    private final Settings settings;
    private final RecentReports reports;

    public ReportEndpoint(Settings settings, ReportSource source) {
        this.settings = settings;
        this.reports = new RecentReports(source);
    }

    public void addTo(Routes routes) {
        routes.api("GET", "/report/integrated/get/", Kind.TOKEN, this::get);
    }

    private Reply get(Call call) {
        ReportQuery query = ReportQuery.page(new Asked(call, false), settings);
        List<Row> rows = reports.rows(query, call.at());
        long most = settings.number(Switch.REPORT_TOO_LARGE_ROWS);
        if (most > 0 && rows.size() > most) {
            throw new Refusal(40067, "The query is too large. Please narrow down the date range.");
        }
        List<Row> listed =
                settings.on(Switch.REPORT_REPEATED_ROWS) ? repeated(rows, query.pageSize()) : rows;
        return Reply.ok(call, out -> write(out, query, listed));
    }

    private static void write(JsonGenerator out, ReportQuery query, List<Row> rows)
            throws IOException {
        Paging paging = new Paging(query.page(), query.pageSize(), rows.size());
        out.writeStartObject();
        out.writeArrayFieldStart("list");
        for (Row row : paging.cut(rows)) {
            row.write(out, query.metrics());
        }
        out.writeEndArray();
        out.writeObjectField("page_info", paging.toJson());
        if (query.totals()) {
            out.writeObjectField("total_metrics", totals(rows, query.metrics()));
        }
        out.writeEndObject();
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
                sum = additive ? sum.add(Numbers.of(row.value().apply(name))) : sum;
            }
            totals.put(name, additive ? sum.toPlainString() : Metrics.NONE);
        }
        return totals;
    }
}
