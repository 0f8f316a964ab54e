package io.tiktokroutes.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import javax.sql.DataSource;

/**
 * A small shop in the demo's database, from {@code demo/shop.sql} in the jar: the tables that the
 * models of the drafts {@code warehouse-to-tiktok-…} read.
 */
public final class DemoShop {

    private DemoShop() {}

    /**
     * Makes the tables and fills them.
     *
     * @param database where none of them is yet
     * @param today what happened in the shop happened on the two days before
     */
    public static void make(DataSource database, LocalDate today) throws IOException, SQLException {
        String script =
                script().replace("${yesterday}", "" + today.minusDays(1))
                        .replace("${two-days-ago}", "" + today.minusDays(2));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : script.split(";\\R")) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        }
    }

    private static String script() throws IOException {
        try (InputStream in = DemoShop.class.getResourceAsStream("/demo/shop.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
