package io.tiktokroutes.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
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
            date                            varchar(10)    nullable
            campaign_id                     varchar(32)    nullable
            campaign_name                   varchar(1024)  nullable
            cost_per_conversion             double         nullable
            real_time_conversion            bigint         nullable
            cpc                             double         nullable
            conversion_rate                 double         nullable
            frequency                       double         nullable
            real_time_conversion_rate       double         nullable
            impressions                     bigint         nullable
            real_time_cost_per_result       double         nullable
            conversion                      bigint         nullable
            real_time_result                bigint         nullable
            cost_per_secondary_goal_result  varchar(64)    nullable
            secondary_goal_result_rate      varchar(64)    nullable
            clicks                          bigint         nullable
            cost_per_1000_reached           double         nullable
            reach                           bigint         nullable
            real_time_cost_per_conversion   double         nullable
            cpm                             double         nullable
            ctr                             double         nullable
            result_rate                     double         nullable
            secondary_goal_result           varchar(64)    nullable
            cost_per_result                 double         nullable
            real_time_result_rate           double         nullable
            spend                           double         nullable
            result                          bigint         nullable
            unique: date, campaign_id
            """;

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#reportKinds")
    @Tag("R-WIT-5")
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
    @Tag("R-WIT-35")
    void areThoseOfTheModuleInADatabaseOfTheUsersOwn(String kind) throws Exception {
        try (Warehouse warehouse = Warehouse.open(kind, folder)) {
            List<ReportColumn> columns = Warehouse.shipped("tiktok-report-to-ads-report");
            warehouse.table(columns).open(Warehouse.sink(Warehouse.ADS, "date,campaign_id"));
            try (Connection connection = warehouse.connection()) {
                assertThat(described(kind, connection)).isEqualTo(EXPECTED);
                assertThat(tables(connection))
                        .as("exactly one new table appears")
                        .containsExactly(Warehouse.ADS);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-WIT-33")
    void areThoseOfTheModuleInOurOwnDatabase(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder);
                Connection connection = database.dataSource().getConnection()) {
            assertThat(described(kind, connection)).isEqualTo(EXPECTED);
            List<ReportColumn> columns = Warehouse.shipped("tiktok-report-to-ads-report");
            new ReportTable(database.dataSource(), mapping -> columns)
                    .open(Warehouse.sink(Warehouse.ADS, "date,campaign_id"));
        }
    }

    /** As psql's {@code \d} shows a table; it is printed, too. */
    private static String described(String kind, Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        StringBuilder lines = new StringBuilder();
        try (ResultSet columns =
                about.getColumns(
                        connection.getCatalog(),
                        connection.getSchema(),
                        stored(about, Warehouse.ADS),
                        null)) {
            while (columns.next()) {
                String type = type(columns.getString("TYPE_NAME").toLowerCase(Locale.ROOT));
                lines.append(
                        "%-31s %-14s %s\n"
                                .formatted(
                                        columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                                        type.equals("varchar")
                                                ? type + "(" + columns.getInt("COLUMN_SIZE") + ")"
                                                : type,
                                        columns.getInt("NULLABLE")
                                                        == DatabaseMetaData.columnNullable
                                                ? "nullable"
                                                : "required"));
            }
        }
        for (List<String> index : TableName.uniqueIndexes(connection, Warehouse.ADS)) {
            lines.append("unique: ").append(String.join(", ", index)).append('\n');
        }
        System.out.println("Table " + Warehouse.ADS + " on " + kind + "\n" + lines);
        return lines.toString();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                connection
                        .getMetaData()
                        .getTables(
                                connection.getCatalog(),
                                connection.getSchema(),
                                null,
                                new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    private static String stored(DatabaseMetaData about, String table) throws SQLException {
        return about.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
    }

    private static String type(String name) {
        return switch (name) {
            case "character varying", "varchar" -> "varchar";
            case "double precision", "double", "float8" -> "double";
            case "bigint", "int8" -> "bigint";
            default -> name;
        };
    }
}
