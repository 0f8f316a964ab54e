package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shop of the demo can be made in a warehouse of any kind. */
class DemoShopTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void itIsTheSameInEachDatabase(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            DemoShop.make(database.dataSource(), LocalDate.parse("2026-03-02"));
            assertThat(
                            row(
                                    statement,
                                    "select count(*), count(distinct email), count(distinct phone),"
                                            + " sum(case when marketing_consent then 1 else 0 end)"
                                            + " from shop_customer"))
                    .isEqualTo("1200 1198 1200 1080");
            assertThat(
                            row(
                                    statement,
                                    "select customer_id, trim(email), phone from shop_customer"
                                            + " where customer_id = 'C-2200'"))
                    .isEqualTo("C-2200 customer2200@example.com +18085550199");
            assertThat(row(statement, "select count(*), sum(total) from shop_order"))
                    .isEqualTo(
                            row(
                                    statement,
                                    "select 60, sum(price * quantity) from shop_order_item"));
            assertThat(row(statement, "select count(*), min(visited_at) from shop_visit"))
                    .startsWith("40 2026-02-28 06:00:00");
        }
    }

    private static String row(Statement statement, String query) throws Exception {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.append(i == 1 ? "" : " ").append(rows.getString(i));
            }
            return row.toString();
        }
    }
}
