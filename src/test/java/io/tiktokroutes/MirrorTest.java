package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table of ten thousand customers is edited twenty times at random, and after each run the
 * audience at TikTok is what the query says.
 */
class MirrorTest {

    private static final int CUSTOMERS = 10_000;
    private static final int EDITS = 20;

    private static final String ROUTES =
            """
            - route:
                id: customers
                description: customers are compared with those that were sent before
                from:
                  uri: kamelet:warehouse-source
                  parameters:
                    name: customers
                    model: select customer_id, email, phone from customer
                    primaryKey: customer_id
                    mode: mirror
                    schedule: 0 0 0 1 1 ? 2099
                  steps:
                    - to:
                        uri: inbox:customers
            - route:
                id: customers-to-tiktok
                description: what changed is told to TikTok
                from:
                  uri: inbox:customers
                  parameters:
                    batchSize: 1000
                    backoff: 50
                  steps:
                    - to:
                        uri: kamelet:tiktok-audience-sink
                        parameters:
                          destination: customers-audience
                          advertisers: "%s"
                          audience: Customers
            """
                    .formatted(Sandbox.ADVERTISER_ID);

    private record Customer(String email, String phone) {

        /** The mapping refuses a row with a bad number; at TikTok it stays as it was. */
        boolean isBad() {
            return phone.length() < 9;
        }

        Set<String> lines() {
            String small = email.toLowerCase(Locale.ROOT);
            int at = small.indexOf('@');
            String local = small.substring(0, at).replaceFirst("\\+.*", "").replace(".", "");
            return Set.of(
                    "EMAIL_SHA256 " + sha256(local + small.substring(at)) + "\n",
                    "PHONE_SHA256 " + sha256(phone) + "\n");
        }
    }

    private final Random random = new Random(20);
    private final Map<String, Customer> table = new HashMap<>();
    private final Map<String, Customer> taken = new HashMap<>();
    private int customers;

    @TempDir Path folder;

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Tag("R-HT-5")
    @Tag("R-HT-54")
    void afterEachRunTheAudienceIsWhatTheQuerySays() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("customers.camel.yaml"), ROUTES);
        try (Running running = Running.on("H2", folder, Map.of(), routes).start()) {
            running.execute(
                    "create table customer (customer_id varchar(20) primary key,"
                            + " email varchar(100), phone varchar(20))");
            for (int i = 0; i < CUSTOMERS; i++) {
                put(newKey(), customer());
            }
            save(running, table.keySet(), Set.of());
            run(running);
            for (int edit = 1; edit <= EDITS; edit++) {
                edit(running);
                if (edit == 7) {
                    running.control(
                            "POST",
                            "/faults",
                            "{\"path\":\"/segment/mapping/\",\"times\":1,\"code\":50000}");
                }
                run(running);
                assertThat(audience(running)).as("after edit " + edit).isEqualTo(wanted());
            }
            assertThat(running.count("select count(*) from ledger where outcome = 'refused'"))
                    .isPositive();
        }
    }

    private String newKey() {
        customers++;
        return "C-" + customers;
    }

    private Customer customer() {
        int number = random.nextInt(1_000_000);
        // about one in a hundred has the address of a household
        String email =
                random.nextInt(100) == 0
                        ? "Family" + random.nextInt(20) + "@example.com"
                        : "C." + number + "@Example.com";
        String phone =
                random.nextInt(200) == 0 ? "555-01" : "+1202555" + (1000 + random.nextInt(8999));
        return new Customer(email, phone);
    }

    private void put(String key, Customer customer) {
        table.put(key, customer);
    }

    /** Some rows come, some change, some leave, and some leave and come back as others. */
    private void edit(Running running) throws Exception {
        Set<String> changed = new TreeSet<>();
        Set<String> gone = new TreeSet<>();
        List<String> keys = new ArrayList<>(new TreeSet<>(table.keySet()));
        int size = random.nextInt(4) == 0 ? 800 : random.nextInt(120);
        for (int i = 0; i < size; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            switch (random.nextInt(4)) {
                case 0 -> changed.add(newKey());
                case 1 -> gone.add(key);
                default -> changed.add(key);
            }
        }
        changed.removeAll(gone);
        gone.forEach(table::remove);
        gone.forEach(taken::remove);
        for (String key : changed) {
            Customer before = table.get(key);
            Customer after = customer();
            // often only one of the two changes
            boolean half = before != null && random.nextBoolean();
            put(key, half ? new Customer(before.email(), after.phone()) : after);
        }
        save(running, changed, gone);
    }

    private void save(Running running, Set<String> changed, Set<String> gone) throws SQLException {
        try (Connection connection = running.database().getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from customer where customer_id = ?");
                PreparedStatement insert =
                        connection.prepareStatement("insert into customer values (?, ?, ?)")) {
            connection.setAutoCommit(false);
            Set<String> all = new TreeSet<>(gone);
            all.addAll(changed);
            for (String key : all) {
                delete.setString(1, key);
                delete.addBatch();
            }
            delete.executeBatch();
            for (String key : changed) {
                Customer customer = table.get(key);
                if (!customer.isBad()) {
                    taken.put(key, customer);
                }
                insert.setString(1, key);
                insert.setString(2, customer.email());
                insert.setString(3, customer.phone());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void run(Running running) throws Exception {
        long last = running.count("select coalesce(max(id), 0) from model_run");
        running.runNow();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                running.count(
                                                        "select count(*) from model_run where id > "
                                                                + last
                                                                + " and (handed_at is not null"
                                                                + " or finished_at is not null)")
                                                > 0
                                        && running.count("select count(*) from inbox") == 0);
    }

    private String wanted() {
        TreeSet<String> lines = new TreeSet<>();
        taken.values().forEach(customer -> lines.addAll(customer.lines()));
        return lines.size() + " " + sha256(String.join("", lines));
    }

    private static String audience(Running running) throws Exception {
        String id = running.control("GET", "/received/audiences", null).findValue("id").asText();
        JsonNode shown =
                running.control("GET", "/received/audiences/" + id + "?members=false", null);
        return shown.path("size").asText() + " " + shown.path("digest").asText();
    }
}
