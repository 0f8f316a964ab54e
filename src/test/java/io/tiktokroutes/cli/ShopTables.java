package io.tiktokroutes.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A warehouse of orders and customers that somebody works in, and what TikTok should have of it.
 */
final class ShopTables implements AutoCloseable {

    private final Connection connection;
    private final Random random;
    private int orders;
    private int customers;

    ShopTables(String url, String user, long seed) throws SQLException {
        connection = DriverManager.getConnection(url, user, "");
        random = new Random(seed);
        execute(
                "create table orders (id varchar(20) primary key, email varchar(100), total int,"
                        + " paid_at timestamp)");
        execute("create table customers (id varchar(20) primary key, email varchar(100))");
    }

    private void execute(String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /** New orders, old ones that change, customers that come, go and get other addresses. */
    void work(int much) throws SQLException {
        connection.setAutoCommit(false);
        for (int i = 0; i < much; i++) {
            execute(
                    "insert into orders values ('O-%d', 'buyer%d@example.com', %d,"
                                    .formatted(++orders, orders, random.nextInt(10, 500))
                            + " current_timestamp)");
            execute(
                    "insert into customers values ('C-%d', 'person%d@example.com')"
                            .formatted(++customers, random.nextInt(2 * customers)));
        }
        for (int i = 0; i < much / 3; i++) {
            execute(
                    "update orders set total = total + 1 where id = 'O-%d'"
                            .formatted(random.nextInt(1, orders + 1)));
            execute(
                    "update customers set email = 'person%d@example.com' where id = 'C-%d'"
                            .formatted(random.nextInt(2 * customers), random.nextInt(customers)));
            execute("delete from customers where id = 'C-%d'".formatted(random.nextInt(customers)));
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** The keys of all orders there ever were. */
    Set<String> orderKeys() throws SQLException {
        return column("select id from orders");
    }

    /** The digest of the audience that holds exactly the customers' addresses. */
    String audienceDigest() throws Exception {
        TreeSet<String> lines = new TreeSet<>();
        for (String email : column("select distinct email from customers")) {
            lines.add("EMAIL_SHA256 " + sha256(email) + "\n");
        }
        return sha256(String.join("", lines));
    }

    private Set<String> column(String query) throws SQLException {
        TreeSet<String> values = new TreeSet<>();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static String sha256(String text) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
