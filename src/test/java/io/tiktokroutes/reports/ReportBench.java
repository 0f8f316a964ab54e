package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.mapping.Mapped;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.tiktok.Bench;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** A sandbox with a report, a real database, and the steps of the kamelets between them. */
final class ReportBench implements AutoCloseable {

    static final String PATH = "/report/integrated/get/";
    static final String METRICS =
            "campaign_name, spend, impressions, clicks, cpc, cpm, ctr, reach, frequency,"
                    + " cost_per_1000_reached, conversion, cost_per_conversion, conversion_rate,"
                    + " real_time_conversion, real_time_cost_per_conversion,"
                    + " real_time_conversion_rate, result, cost_per_result, result_rate,"
                    + " real_time_result, real_time_cost_per_result, real_time_result_rate,"
                    + " secondary_goal_result, cost_per_secondary_goal_result,"
                    + " secondary_goal_result_rate";

    final Clock clock = Clock.fixed(Instant.parse("2026-03-31T10:00:00Z"), ZoneOffset.UTC);
    final Bench bench;
    final Database database;
    private final Mappings mappings = new Mappings(Path.of("mappings"), name -> null);

    /** What the kamelet's parameters would say. */
    String range = "restatement";

    String advertisers = "";
    String level = "AUCTION_CAMPAIGN";
    String dimensions = "campaign_id,stat_time_day";
    String metrics = METRICS;
    int lookback = 28;
    int retries = 2;
    long asyncAbove;

    /** What a person asks for. */
    final Map<String, Object> headers = new java.util.HashMap<>();

    /** Every payload that was pulled. */
    final List<String> payloads = new ArrayList<>();

    /** What the listener of the last pull was told. */
    final List<String> heard = new ArrayList<>();

    ReportBench(String kind, Path folder) throws Exception {
        bench = new Bench(clock, Duration.ofSeconds(10));
        database = BothDatabases.open(kind, folder);
        mappings.load();
    }

    ReportSource source(String... advertisers) {
        return source(clock, advertisers);
    }

    ReportSource source(Clock at, String... advertisers) {
        return new ReportSource(
                bench.api(),
                bench.http,
                Duration.ofMillis(2),
                bench.advertisers(advertisers),
                database.dataSource(),
                at);
    }

    /** A run that has begun. */
    PullRun begin(ReportSource source, int history) {
        heard.clear();
        Exchange exchange = new DefaultExchange(bench.camel);
        exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        exchange.getMessage().setHeader(PullListener.HEADER, new Hearing(heard));
        return source.begun(
                exchange,
                "ads",
                range,
                advertisers,
                "BASIC",
                level,
                dimensions,
                metrics,
                history,
                lookback,
                1,
                retries,
                asyncAbove);
    }

    /** What the kamelets do: every page of every window into the table. */
    int pull(ReportSource source, int history) throws Exception {
        PullRun run = begin(source, history);
        int rows = 0;
        for (Lane lane : run.lanes()) {
            while (lane.hasNext()) {
                Batch page = lane.next();
                page.forEach(record -> payloads.add(record.payload().toString()));
                if (dimensions.equals("campaign_id,stat_time_day")) {
                    write(page);
                }
                lane.written();
                rows += page.size();
            }
        }
        source.ended(run);
        return rows;
    }

    void write(Batch page) throws Exception {
        Map<String, String> settings =
                Map.of("table", "tiktok_ads_report", "key", "date,campaign_id");
        Delivery delivery = new Delivery("tiktok_ads_report", settings, page, page);
        for (Delivery.Item item : delivery.items()) {
            Mapped mapped =
                    mappings.get("tiktok-report-to-ads-report")
                            .apply(item.record().payload(), settings);
            item.payload(((Mapped.Payload) mapped).payload());
        }
        new ReportTable(database.dataSource()).write(delivery);
        delivery.items().forEach(i -> i.record().settle(delivery.destination(), i.outcome()));
    }

    /** Puts rows of our own in place of the sandbox's: one for each day and campaign. */
    void given(List<String> days, int campaigns) throws IOException {
        ArrayNode rows = Bench.JSON.createArrayNode();
        for (String day : days) {
            for (int i = 0; i < campaigns; i++) {
                ObjectNode row = rows.addObject();
                row.putObject("dimensions")
                        .put("campaign_id", "175000000000000" + (1000 + i))
                        .put("stat_time_day", day + " 00:00:00");
                row.putObject("metrics")
                        .put("campaign_name", "Campaign " + i)
                        .put("spend", "20.000")
                        .put("clicks", "53");
            }
        }
        put(rows.toString());
    }

    void put(String rows) throws IOException {
        bench.control("PUT", "/report/rows?advertiser_id=" + Sandbox.ADVERTISER_ID, rows);
    }

    /** How many days of an ad account count as read, and from when to when. */
    String read(String advertiser) throws Exception {
        return cell(
                "select count(*), min(report_date), max(report_date) from report_day"
                        + " where source = 'ads' and advertiser_id = '"
                        + advertiser
                        + "'");
    }

    String cell(String query) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            StringBuilder line = new StringBuilder();
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.append(line.length() == 0 ? "" : "|").append(rows.getString(i));
                }
            }
            return line.toString();
        }
    }

    @Override
    public void close() {
        bench.close();
        database.close();
    }
}
