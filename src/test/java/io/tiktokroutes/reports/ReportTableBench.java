package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Record;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How many rows a second go into {@code tiktok_ads_report}, window by window and page by page as in
 * a pull: the first load, the daily case in which nothing changed, one row in a hundred changed,
 * and all changed.
 */
final class ReportTableBench {

    private static final int CAMPAIGNS = 200;
    private static final int DAYS = 30;
    private static final int PAGE = 1000;
    private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);

    private final List<ReportColumn> columns;
    private final int rows;

    private ReportTableBench(List<ReportColumn> columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * @param arguments H2, PostgreSQL or MariaDB; how many rows
     */
    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[1]);
        List<ReportColumn> columns = Warehouse.shipped("tiktok-report-to-ads-report");
        Path folder = Files.createTempDirectory("report-table-");
        try (Warehouse warehouse = Warehouse.open(arguments[0], folder)) {
            ReportTableBench bench = new ReportTableBench(columns, rows);
            ReportTable table = warehouse.table(columns);
            table.open(Warehouse.sink(Warehouse.ADS, "date,campaign_id"));
            bench.run(arguments[0], "first load", table, 0, 1);
            bench.run(arguments[0], "re-pull, nothing changed", table, 0, 1);
            bench.run(arguments[0], "re-pull, 1 % changed", table, 1, 100);
            bench.run(arguments[0], "re-pull, all changed", table, 2, 1);
            System.out.println(
                    warehouse.rows("select count(*) from " + Warehouse.ADS) + " rows in the table");
        }
        System.exit(0);
    }

    /**
     * @param version of the figures
     * @param every row in so many has that version, the others the first one
     */
    private void run(String kind, String what, ReportTable table, int version, int every)
            throws Exception {
        Map<String, String> sink = Warehouse.sink(Warehouse.ADS, "date,campaign_id");
        long making = 0;
        long begin = System.nanoTime();
        for (int from = 0; from < rows; from += CAMPAIGNS * DAYS) {
            LocalDate day = FIRST.plusDays(from / CAMPAIGNS);
            ReportWindow window = new ReportWindow("bench", "7", day, day.plusDays(DAYS - 1L));
            int to = Math.min(rows, from + CAMPAIGNS * DAYS);
            for (int page = from; page < to; page += PAGE) {
                long start = System.nanoTime();
                List<Record> records = new ArrayList<>(PAGE);
                for (int i = page; i < Math.min(to, page + PAGE); i++) {
                    records.add(Record.of("bench", "" + i, row(i, i % every == 0 ? version : 0)));
                }
                making += System.nanoTime() - start;
                Delivery delivery = new Delivery(Warehouse.ADS, sink, null, records);
                table.write(delivery, window);
            }
            window.commit();
        }
        double seconds = (System.nanoTime() - begin - making) / 1e9;
        System.out.printf(
                "%-11s %-26s %,9d rows in %6.1f s: %,8.0f rows/s%n",
                kind, what, rows, seconds, rows / seconds);
    }

    private ObjectNode row(int number, int version) {
        Random figures = new Random(number * 31L + version);
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (ReportColumn column : columns) {
            switch (column.type()) {
                case INTEGER -> row.put(column.name(), (long) figures.nextInt(100_000));
                case NUMBER ->
                        row.put(column.name(), BigDecimal.valueOf(figures.nextInt(1_000_000), 3));
                default -> row.put(column.name(), "-");
            }
        }
        row.put("date", FIRST.plusDays(number / CAMPAIGNS).toString());
        row.put("campaign_id", "17900000000" + (10_000 + number % CAMPAIGNS));
        return row.put("campaign_name", "Campaign " + number % CAMPAIGNS);
    }
}
