package io.tiktokroutes.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The 27 columns of the report table: names, types and order, and none of them required. */
class ReportColumnsTest {

    private static final String EXPECTED =
            """
            date STRING
            campaign_id STRING
            campaign_name STRING
            cost_per_conversion FLOAT
            real_time_conversion INTEGER
            cpc FLOAT
            conversion_rate FLOAT
            frequency FLOAT
            real_time_conversion_rate FLOAT
            impressions INTEGER
            real_time_cost_per_result FLOAT
            conversion INTEGER
            real_time_result INTEGER
            cost_per_secondary_goal_result STRING
            secondary_goal_result_rate STRING
            clicks INTEGER
            cost_per_1000_reached FLOAT
            reach INTEGER
            real_time_cost_per_conversion FLOAT
            cpm FLOAT
            ctr FLOAT
            result_rate FLOAT
            secondary_goal_result STRING
            cost_per_result FLOAT
            real_time_result_rate FLOAT
            spend FLOAT
            result INTEGER
            """;

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-WIT-6")
    @Tag("R-WIT-7")
    @Tag("R-WIT-8")
    @Tag("R-WIT-9")
    @Tag("R-WIT-10")
    @Tag("R-WIT-11")
    @Tag("R-WIT-12")
    @Tag("R-WIT-13")
    @Tag("R-WIT-14")
    @Tag("R-WIT-15")
    @Tag("R-WIT-16")
    @Tag("R-WIT-17")
    @Tag("R-WIT-18")
    @Tag("R-WIT-19")
    @Tag("R-WIT-20")
    @Tag("R-WIT-21")
    @Tag("R-WIT-22")
    @Tag("R-WIT-23")
    @Tag("R-WIT-24")
    @Tag("R-WIT-25")
    @Tag("R-WIT-26")
    @Tag("R-WIT-27")
    @Tag("R-WIT-28")
    @Tag("R-WIT-29")
    @Tag("R-WIT-30")
    @Tag("R-WIT-31")
    @Tag("R-WIT-32")
    @Tag("R-WIT-33")
    void areThoseOfTheModule(String kind) throws Exception {
        List<String> columns = new ArrayList<>();
        try (Database database = BothDatabases.open(kind, folder);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from tiktok_ads_report")) {
            ResultSetMetaData about = rows.getMetaData();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                String name = about.getColumnName(i).toLowerCase(Locale.ROOT);
                columns.add(name + " " + type(about.getColumnType(i)));
                assertThat(about.isNullable(i)).isEqualTo(ResultSetMetaData.columnNullable);
            }
        }
        assertThat(columns).containsExactlyElementsOf(EXPECTED.lines().toList());
    }

    private static String type(int type) {
        return switch (type) {
            case Types.VARCHAR -> "STRING";
            case Types.DOUBLE -> "FLOAT";
            case Types.BIGINT -> "INTEGER";
            default -> "type " + type;
        };
    }
}
