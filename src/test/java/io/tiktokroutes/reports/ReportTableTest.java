package io.tiktokroutes.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows into real tables: added, updated, and refused one by one. */
class ReportTableTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPORT = "tiktok_ads_report";

    @TempDir Path folder;

    private static Delivery write(Database database, String table, String key, String... rows)
            throws SQLException {
        List<Record> records =
                IntStream.range(0, rows.length)
                        .mapToObj(i -> Record.of("r", "k" + i, json(rows[i])))
                        .toList();
        Map<String, String> settings = Map.of("table", table, "key", key);
        Delivery delivery = new Delivery(table, settings, null, records);
        new ReportTable(database.dataSource()).write(delivery);
        return delivery;
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String report(Database database, String... rows) throws SQLException {
        StringBuilder kinds = new StringBuilder();
        write(database, REPORT, "date,campaign_id", rows)
                .items()
                .forEach(i -> kinds.append(i.outcome().kind().name().charAt(0)));
        return kinds.toString();
    }

    /** The cells of a query, a line per row. */
    private static List<String> rows(Database database, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.append(i == 1 ? "" : "|").append(rows.getString(i));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    @Tag("R-WIT-35")
    void aRowWhoseKeyIsThereIsUpdatedAnotherIsAdded(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            assertThat(
                            report(
                                    database,
                                    "{'date':'2026-11-01','campaign_id':'1','spend':1.5,'clicks':3}",
                                    "{'date':'2026-11-01','campaign_id':'2','spend':2}"))
                    .isEqualTo("DD");
            assertThat(
                            report(
                                    database,
                                    "{'date':'2026-11-01','campaign_id':'1','spend':1.75}",
                                    "{'date':'2026-11-02','campaign_id':'1','spend':9,'clicks':7}"))
                    .isEqualTo("DD");
            assertThat(
                            rows(
                                    database,
                                    "select date, campaign_id, spend, clicks from "
                                            + REPORT
                                            + " order by 1, 2"))
                    .containsExactly(
                            "2026-11-01|1|1.75|null",
                            "2026-11-01|2|" + (kind.equals("H2") ? "2.0" : "2") + "|null",
                            "2026-11-02|1|" + (kind.equals("H2") ? "9.0" : "9") + "|7");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    @Tag("R-WIT-34")
    void textsStayTextsAndNothingIsNull(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            report(
                    database,
                    "{'date':'2026-11-01','campaign_id':1714125042508817,'campaign_name':'007',"
                            + "'secondary_goal_result':'-','cost_per_secondary_goal_result':0.10,"
                            + "'spend':null,'unknown_column':'x'}");
            assertThat(
                            rows(
                                    database,
                                    "select campaign_id, campaign_name, secondary_goal_result,"
                                            + " cost_per_secondary_goal_result, spend from "
                                            + REPORT))
                    .containsExactly("1714125042508817|007|-|0.1|null");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void ofTheSameRowTwiceInAPageTheLastCounts(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            String day = "{'date':'2026-11-01','campaign_id':'1','clicks':";
            assertThat(report(database, day + "1}", day + "2}")).isEqualTo("DD");
            assertThat(report(database, day + "3}", day + "4}", day + "5}")).isEqualTo("DDD");
            assertThat(rows(database, "select clicks from " + REPORT)).containsExactly("5");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aRowThatDoesNotFitIsRefusedAloneWithItsReason(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            String key = "{'date':'2026-11-01','campaign_id':'";
            Delivery delivery =
                    write(
                            database,
                            REPORT,
                            "date,campaign_id",
                            key + "1','clicks':1}",
                            "{'date':'2026-11-01','clicks':1}",
                            "{'date':null,'campaign_id':'3'}",
                            key + "4','clicks':1.5}",
                            key + "5','clicks':'many'}",
                            key + "6','clicks':99999999999999999999}",
                            key + "7','campaign_name':'" + "x".repeat(1025) + "'}",
                            key + "8','campaign_name':'a\\u0000b'}",
                            key + "9','campaign_name':'" + "x".repeat(1024) + "','clicks':'12'}",
                            "{'date':'the first of November','campaign_id':'10'}");
            assertThat(delivery.items())
                    .extracting(i -> i.outcome().kind().name().substring(0, 1) + detail(i))
                    .containsExactly(
                            "D",
                            "R a row needs date and campaign_id",
                            "R a row needs date and campaign_id",
                            "R clicks must be a whole number that fits the column",
                            "R clicks must be a number",
                            "R clicks must be a whole number that fits the column",
                            "R campaign_name is longer than 1024 characters",
                            "R campaign_name holds a character no database takes",
                            "D",
                            "R date is longer than 10 characters");
            assertThat(rows(database, "select campaign_id, clicks from " + REPORT + " order by 1"))
                    .containsExactly("1|1", "9|12");
        }
    }

    private static String failure(Database database, String table, String key) throws SQLException {
        Outcome outcome = write(database, table, key, "{'a':'1'}").items().get(0).outcome();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILED);
        return outcome.detail();
    }

    private static String detail(Delivery.Item item) {
        String detail = item.outcome().detail();
        return detail.isEmpty() ? "" : " " + detail;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aTableOfOnesOwnMayHaveOtherTypes(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            execute(
                    database,
                    "create table mine (on_day date, id bigint, cost numeric(12,3), ok boolean,"
                            + " small_count smallint)");
            execute(database, "create unique index mine_key on mine (on_day, id)");
            String row = "{'on_day':'2026-11-01','id':7,'cost':1.25,'ok':true,'small_count':";
            Delivery delivery = write(database, "mine", "on_day,id", row + "5}", row + "70000}");
            assertThat(delivery.items().get(0).outcome().kind()).isEqualTo(Outcome.Kind.DELIVERED);
            assertThat(delivery.items().get(1).outcome().kind()).isEqualTo(Outcome.Kind.REFUSED);
            write(database, "mine", "on_day,id", row.replace("1.25", "2.5") + "6}");
            assertThat(rows(database, "select on_day, id, cost, small_count from mine"))
                    .containsExactly("2026-11-01|7|2.500|6");
            execute(database, "create table keys_only (a varchar(9), b varchar(9) not null)");
            execute(database, "create unique index keys_only_key on keys_only (b, a)");
            write(database, "keys_only", "a,b", "{'a':'1','b':'2'}");
            write(database, "keys_only", "a,b", "{'a':'1','b':'2'}");
            assertThat(rows(database, "select * from keys_only")).containsExactly("1|2");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aHostileNameNeverReachesTheDatabase(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            for (String name :
                    List.of("", "a b", "x; drop table inbox", "\"x\"", "a--", "1a", "a.b.c", "ä")) {
                assertThat(failure(database, name, "date")).contains("cannot be a table");
                assertThat(failure(database, REPORT, name)).contains("cannot be a table");
            }
            assertThat(failure(database, REPORT, "no_such"))
                    .contains("has no column no_such, which is its key");
            assertThat(failure(database, REPORT, "date"))
                    .contains("may hold two rows with the same date", "create unique index");
            assertThat(failure(database, "no_such", "a")).contains("no_such");
            assertThat(rows(database, "select count(*) from inbox")).containsExactly("0");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aThousandRowsAreWrittenAtOnce(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            String[] rows =
                    IntStream.range(0, 1000)
                            .mapToObj(i -> "{'date':'2026-11-01','campaign_id':'" + i + "'}")
                            .toArray(String[]::new);
            report(database, rows);
            assertThat(report(database, rows)).isEqualTo("D".repeat(1000));
            assertThat(rows(database, "select count(*) from " + REPORT)).containsExactly("1000");
        }
    }
}
