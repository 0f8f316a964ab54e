package io.tiktokroutes.reports;

import static io.tiktokroutes.reports.Warehouse.ADS;
import static io.tiktokroutes.reports.Warehouse.columns;
import static io.tiktokroutes.reports.Warehouse.sink;
import static io.tiktokroutes.reports.Warehouse.window;
import static io.tiktokroutes.reports.Warehouse.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiktokroutes.record.Delivery;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Report tables in a database of the user's own: made, checked, filled as one, and read again. */
class WarehouseTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#reportKinds";

    private static final List<ReportColumn> HOURS =
            columns(
                    "advertiser_id:TEXT",
                    "campaign_id:TEXT",
                    "span:DATETIME",
                    "key:TEXT",
                    "clicks:INTEGER",
                    "spend:NUMBER",
                    "live:BOOLEAN",
                    "note:TEXT");

    private static final Map<String, String> HOURLY =
            sink(
                    "hourly",
                    "advertiser_id,campaign_id,span,key",
                    "vanished=delete",
                    "dayColumn=span");

    @TempDir Path folder;

    private static String hour(String campaign, String hour, long clicks) {
        return "{'advertiser_id':'7','campaign_id':'%s','span':'%s','key':'a','clicks':%d}"
                .formatted(campaign, hour, clicks);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    @Tag("R-WIT-34")
    void whatTikTokPrintedIsReadBackToTheLastDigit(String kind) throws Exception {
        try (Warehouse warehouse = Warehouse.open(kind, folder)) {
            ReportTable table = warehouse.table(Warehouse.shipped("tiktok-report-to-ads-report"));
            Map<String, String> sink = sink(ADS, "date,campaign_id");
            table.open(sink);
            String row =
                    "{'date':'2026-03-01','campaign_id':'1750000000000042','campaign_name':'夏 😀',"
                            + "'spend':12.340,'cpc':'0.1','ctr':'-','cpm':'','impressions':"
                            + "9223372036854775807,'clicks':'-','secondary_goal_result':'-',"
                            + "'secondary_goal_result_rate':'1.250'}";
            ReportWindow window = window("2026-03-01", "2026-03-02");
            Delivery delivery = write(table, sink, window, row);
            assertThat(delivery.items().get(0).outcome().last()).isTrue();
            assertThat(warehouse.rows("select count(*) from " + ADS)).containsExactly("0");
            window.commit();
            String select =
                    "select campaign_id, campaign_name, spend, cpc, ctr, cpm, impressions, clicks,"
                            + " secondary_goal_result, secondary_goal_result_rate from "
                            + ADS;
            assertThat(warehouse.rows(select))
                    .containsExactly(
                            "1750000000000042|夏 😀|12.34|0.1|null|null|9223372036854775807|null|-|1.250");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aWindowIsWrittenAsOneAndWhatVanishedOfItGoes(String kind) throws Exception {
        try (Warehouse warehouse = Warehouse.open(kind, folder)) {
            ReportTable table = warehouse.table(HOURS);
            table.open(HOURLY);
            String other = hour("1", "2026-03-01 07:00:00", 5).replace("'7'", "'8'");
            write(table, HOURLY, null, other, hour("9", "2026-02-28 23:00:00", 1));
            ReportWindow window = window("2026-03-01", "2026-03-02");
            write(table, HOURLY, window, hour("2", "2026-03-02 23:00:00", 2));
            write(
                    table,
                    HOURLY,
                    window,
                    hour("1", "2026-03-01 00:00:00", 1),
                    hour("2", "2026-03-02 23:00:00", 3));
            window.commit();
            String select =
                    "select advertiser_id, campaign_id, clicks from hourly order by 1, 2, 3";
            assertThat(warehouse.rows(select)).containsExactly("7|1|1", "7|2|3", "7|9|1", "8|1|5");
            // campaign 1 was not reported again, nor was another account or another day asked for
            ReportWindow next = window("2026-03-01", "2026-03-02");
            write(table, HOURLY, next, hour("2", "2026-03-02 23:00:00", 3));
            next.commit();
            assertThat(warehouse.rows(select)).containsExactly("7|2|3", "7|9|1", "8|1|5");
            // a row that cannot be read may be any row
            ReportWindow doubtful = window("2026-03-01", "2026-03-02");
            String broken = hour("2", "2026-03-02 23:00:00", 3).replace(":3}", ":'many'}");
            write(table, HOURLY, doubtful, hour("3", "2026-03-01 01:00:00", 1), broken);
            doubtful.commit();
            window("2026-02-01", "2026-03-02").commit();
            assertThat(warehouse.rows(select)).containsExactly("7|2|3", "7|3|1", "7|9|1", "8|1|5");
            ReportWindow forgotten = window("2026-03-01", "2026-03-02");
            write(table, HOURLY, forgotten, hour("4", "2026-03-01 01:00:00", 1));
            forgotten.discard();
            assertThat(warehouse.rows(select)).hasSize(4);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aTableThatDoesNotFitIsNamedWithWhatToRunAndLeftAlone(String kind) throws Exception {
        try (Warehouse warehouse = Warehouse.open(kind, folder)) {
            warehouse.execute(
                    "create table hourly (advertiser_id varchar(64), campaign_id bigint, clicks"
                            + " varchar(9), spend integer, live boolean, note varchar(64),"
                            + " mine varchar(9))");
            List<ReportColumn> fewer =
                    columns(
                            "advertiser_id:TEXT",
                            "campaign_id:TEXT",
                            "key:TEXT",
                            "span:DATETIME",
                            "spend:NUMBER");
            ReportTable table = warehouse.table(fewer);
            Map<String, String> sink = sink("hourly", "advertiser_id,campaign_id,span");
            String missing = mended(warehouse, table, sink);
            assertThat(missing).contains("table hourly has no column key and span");
            String types = mended(warehouse, table, sink);
            assertThat(types)
                    .contains("campaign_id is ", "gives a text", "spend is ", "gives a number");
            String twice = mended(warehouse, table, sink);
            assertThat(twice)
                    .contains("two rows with the same advertiser_id, campaign_id and span");
            table.open(sink);
            warehouse.execute(
                    "insert into hourly (advertiser_id, campaign_id, span, mine) values"
                            + " ('7', '1', '2026-03-01', 'kept')");
            write(
                    table,
                    sink,
                    null,
                    "{'advertiser_id':'7','campaign_id':'1','span':'2026-03-01','spend':1.5}");
            assertThat(warehouse.rows("select spend, mine from hourly"))
                    .containsExactly("1.5|kept");
        }
    }

    /** The message of a refusal, after what it says was run. */
    private static String mended(Warehouse warehouse, ReportTable table, Map<String, String> sink)
            throws Exception {
        TableException refusal = catchThrowableOfType(TableException.class, () -> table.open(sink));
        assertThat(refusal.isPassing()).isFalse();
        assertThatThrownBy(() -> table.look(sink)).hasMessage(refusal.getMessage());
        System.out.println(refusal.getMessage());
        String run = refusal.getMessage().replaceFirst(".*; run: ", "").replaceFirst("; or .*", "");
        warehouse.execute(run.split("; "));
        return refusal.getMessage();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void rowsThatDidNotChangeAreNotWrittenAgain(String kind) throws Exception {
        try (Warehouse warehouse = Warehouse.open(kind, folder)) {
            ReportTable table = warehouse.table(HOURS);
            table.open(HOURLY);
            String[] rows =
                    IntStream.range(0, 1100)
                            .mapToObj(i -> hour("" + i, "2026-03-01 01:00:00", i))
                            .toArray(String[]::new);
            write(table, HOURLY, null, rows);
            String before = writes(kind, warehouse);
            write(table, HOURLY, null, rows);
            assertThat(writes(kind, warehouse)).isEqualTo(before);
            rows[7] = hour("7", "2026-03-01 01:00:00", 77);
            write(table, HOURLY, null, rows);
            assertThat(writes(kind, warehouse)).isNotEqualTo(before);
            assertThat(warehouse.rows("select count(*), max(clicks) from hourly where clicks <> 7"))
                    .containsExactly("1100|1099");
        }
    }

    /** Something that changes with every row that is written. */
    private static String writes(String kind, Warehouse warehouse) throws Exception {
        return switch (kind) {
            case "PostgreSQL" ->
                    warehouse.rows("select ctid, xmin, xmax from hourly order by ctid").toString();
            case "MariaDB" ->
                    warehouse
                            .rows(
                                    "select variable_value from information_schema.global_status"
                                            + " where variable_name = 'HANDLER_UPDATE'")
                            .toString();
            default -> {
                warehouse.execute(
                        "create trigger if not exists watched after update, insert on hourly"
                                + " for each row call '"
                                + WrittenRows.class.getName()
                                + "'");
                yield "" + WrittenRows.COUNT.get();
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aRangeIsReadInTheOrderOfTheKey(String kind) throws Exception {
        try (Warehouse warehouse = Warehouse.open(kind, folder)) {
            ReportTable table = warehouse.table(HOURS);
            table.open(HOURLY);
            String[] rows =
                    IntStream.range(0, 1500)
                            .mapToObj(
                                    i ->
                                            hour(
                                                    "" + (9999 - i),
                                                    LocalDate.of(2026, 3, 1).plusDays(i / 500)
                                                            + " 05:00:00",
                                                    i))
                            .toArray(String[]::new);
            write(table, HOURLY, null, rows);
            List<String> ids = new ArrayList<>();
            List<String> names = new ArrayList<>();
            long count =
                    new ReportExport(warehouse.dataSource(), "hourly", "span")
                            .read(
                                    LocalDate.of(2026, 3, 2),
                                    LocalDate.of(2026, 3, 3),
                                    new ReportExport.Sheet() {
                                        @Override
                                        public void columns(List<String> columns) {
                                            names.addAll(columns);
                                        }

                                        @Override
                                        public void row(List<Object> cells) {
                                            ids.add(cells.get(1).toString());
                                        }
                                    });
            assertThat(count).isEqualTo(1000);
            assertThat(names).startsWith("advertiser_id", "campaign_id", "span", "key").hasSize(8);
            assertThat(ids).hasSize(1000).isSorted().startsWith("8500").endsWith("9499");
        }
    }
}
