package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.cli.DemoShop;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The drafts that read the shop of the demo, activated: what TikTok has is what the shop says. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShopDraftsTest {

    private static final List<String> SYNCS = List.of("customers", "orders", "store-visits");

    @TempDir private static Path folder;

    private static Running running;
    private static LocalDate today;
    private static Path routes;

    @BeforeAll
    static void activateTheDrafts() throws Exception {
        today = LocalDate.now(ZoneOffset.UTC);
        routes = Files.createDirectories(folder.resolve("routes/models")).getParent();
        for (String draft : List.of("web", "offline", "audience", "audience-file")) {
            String name = "warehouse-to-tiktok-" + draft + ".camel.yaml";
            Files.copy(Path.of("routes/drafts").resolve(name), routes.resolve(name));
        }
        for (String model : SYNCS) {
            String name = "models/" + model + ".sql";
            Files.copy(Path.of("routes").resolve(name), routes.resolve(name));
        }
        running = Running.on("H2", folder, Map.of("warehouse.schedule", "0/1 * * * * ?"), routes);
        try (Database database = Database.open(running.databaseUrl(), "", "")) {
            DemoShop.make(database.dataSource(), today);
        }
        running.start();
        awaitRuns(0, 1);
        // the list by file has one run a day
        await().atMost(Duration.ofSeconds(90))
                .until(
                        () ->
                                running.count(
                                                "select count(*) from model_run where"
                                                        + " sync = 'customers-file' and"
                                                        + " finished_at is not null")
                                        == 1);
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    /** Waits until each sync ran so often more, and all that came of it is delivered. */
    private static void awaitRuns(int more) throws Exception {
        awaitRuns(running.count("select coalesce(max(id), 0) from model_run"), more);
    }

    private static void awaitRuns(long last, int more) throws Exception {
        await().atMost(Duration.ofSeconds(90))
                .until(
                        () ->
                                running.count(
                                                "select count(*) from (select sync from model_run"
                                                        + " where sync <> 'customers-file'"
                                                        + " and queried_at is not null and"
                                                        + " (added + changed + removed = 0 or"
                                                        + " handed_at is not null) and id > "
                                                        + last
                                                        + " group by sync having count(*) >= "
                                                        + more
                                                        + ") s")
                                        == SYNCS.size());
        running.awaitNothingWaits();
    }

    private static Map<String, String> outcomes(String destination) throws Exception {
        Map<String, String> outcomes = new TreeMap<>();
        for (List<Object> row :
                running.rows(
                        "select record_key, outcome, reason from ledger where destination = '"
                                + destination
                                + "' and outcome <> 'delivered'")) {
            outcomes.put("" + row.get(0), row.get(1) + " " + row.get(2));
        }
        return outcomes;
    }

    private static long delivered(String destination) throws Exception {
        return running.count(
                "select count(*) from ledger where outcome = 'delivered' and destination = '"
                        + destination
                        + "'");
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Order(1)
    @Tag("R-HT-1")
    @Tag("R-HT-3")
    @Tag("R-HT-9")
    @Tag("R-HT-12")
    void ordersAreWebEvents() throws Exception {
        assertThat(outcomes("tiktok-web-orders"))
                .isEqualTo(
                        Map.of(
                                "O-2007/paid", "refused BAD_PHONE",
                                "O-2017/paid", "refused BAD_CURRENCY",
                                "O-2023/paid", "refused MISSING_URL",
                                "O-2031/returned", "refused UNKNOWN_EVENT_NAME"));
        assertThat(delivered("tiktok-web-orders")).isEqualTo(56);
        Map<String, JsonNode> events = running.received();
        assertThat(events.keySet()).filteredOn(id -> id.startsWith("O-")).hasSize(56);
        assertThat(events.values())
                .extracting(event -> event.path("event").asText())
                .contains("CompletePayment", "PlaceAnOrder");
        long time = today.minusDays(1).toEpochSecond(LocalTime.of(6, 7), ZoneOffset.UTC);
        assertThat(events.get("O-2002/paid"))
                .isEqualTo(
                        Running.JSON.readTree(
                                """
                                {"event": "CompletePayment", "event_time": %d, "event_id": "O-2002/paid",
                                 "user": {"email": ["%s"], "phone": ["%s"], "external_id": "%s",
                                          "ttclid": "E.C.P.shop2002", "ip": "203.0.113.2",
                                          "user_agent": "Mozilla/5.0 (Linux; Android 16; Pixel 10)"},
                                 "page": {"url": "https://shop.example.com/thanks?order=O-2002"},
                                 "properties": {"contents": [{"content_id": "SKU-102", "content_name": "Rain jacket",
                                    "content_category": "clothes", "brand": "Alpa", "price": 129.0, "quantity": 2}],
                                    "content_type": "product", "currency": "EUR", "value": 258.0,
                                    "order_id": "O-2002"}}
                                """
                                        .formatted(
                                                time,
                                                sha256("customer1020@example.com"),
                                                sha256("+12025550119"),
                                                sha256("C-1020"))));
    }

    @Test
    @Order(2)
    @Tag("R-HT-4")
    void visitsAreOfflineEvents() throws Exception {
        assertThat(outcomes("tiktok-offline-visits"))
                .isEqualTo(
                        Map.of(
                                "V-3013", "refused NO_IDENTIFIER",
                                "V-3019", "refused BAD_CURRENCY",
                                "V-3025", "refused NO_IDENTIFIER",
                                "V-3030", "refused BAD_CURRENCY"));
        assertThat(delivered("tiktok-offline-visits")).isEqualTo(36);
        assertThat(running.received().keySet()).filteredOn(id -> id.startsWith("V-")).hasSize(36);
    }

    /** A model and a destination, by the name of the sync. */
    @Test
    @Order(3)
    @Tag("R-HT-10")
    void aSyncJoinsAModelWithADestination() throws Exception {
        for (String sync : SYNCS) {
            assertThat(
                            running.rows(
                                    "select s.inbox, count(distinct l.destination) from model_sync s"
                                            + " join ledger l on l.inbox = s.inbox where s.name = '"
                                            + sync
                                            + "' group by s.inbox"))
                    .containsExactly(List.of(sync, 1L));
        }
    }

    @Test
    @Order(4)
    @Tag("R-HT-2")
    @Tag("R-HT-5")
    void customersAreMembersOfAnAudienceThatIsKeptUpToDate() throws Exception {
        Map<String, String> refused = new TreeMap<>();
        outcomes("tiktok-audience-customers")
                .forEach((key, why) -> refused.put(key.replaceFirst("@.*", ""), why));
        assertThat(refused)
                .isEqualTo(
                        Map.of(
                                "C-1007", "refused BAD_PHONE",
                                "C-1013", "refused BAD_EMAIL",
                                "C-1021", "refused NO_IDENTIFIER"));
        assertAudienceIsWhatTheShopSays("");
        // one of two who share an address leaves, one changes, one comes
        running.execute(
                "update shop_customer set marketing_consent = false where customer_id = 'C-1041'");
        running.execute(
                "update shop_customer set email = 'new@example.com' where customer_id = 'C-1051'");
        running.execute(
                "insert into shop_customer values ('C-9', 'nine@example.com', null, null, null, true)");
        awaitRuns(2);
        assertAudienceIsWhatTheShopSays("");
    }

    /** Nobody restarts anything: each run reads the model as it stands. */
    @Test
    @Order(6)
    void anEditedModelCountsFromTheNextRunOn() throws Exception {
        Files.writeString(
                routes.resolve("models/customers.sql"),
                "  and customer_id < 'C-2000'\n",
                StandardOpenOption.APPEND);
        awaitRuns(2);
        assertThat(running.count("select max(removed) from model_run")).isGreaterThan(100);
        assertAudienceIsWhatTheShopSays(" and customer_id < 'C-2000'");
    }

    /** Its first run comes at once, and uploads the same people by their addresses alone. */
    @Test
    @Order(3)
    @Tag("R-HT-5")
    @Tag("R-HT-53")
    @Tag("R-HT-63")
    void customersAreUploadedAsAFileToo() throws Exception {
        await().atMost(Duration.ofSeconds(90))
                .until(
                        () ->
                                running.count(
                                                "select count(*) from model_run where sync ="
                                                        + " 'customers-file' and state like"
                                                        + " 'completed%'")
                                        == 1);
        Set<String> expected = new TreeSet<>();
        for (List<Object> row : running.rows("select email " + MEMBERS)) {
            add(expected, "EMAIL_SHA256", row.get(0));
        }
        JsonNode audience = audience("file");
        assertThat(audience.path("name").asText()).isEqualTo("Shop customers (file)");
        assertHolds(audience, expected);
        assertThat(outcomes("tiktok-audience-file-customers").values())
                .containsExactlyInAnyOrder(
                        "refused BAD_PHONE", "refused BAD_EMAIL", "refused NO_IDENTIFIER");
    }

    private static final String MEMBERS =
            "from shop_customer where marketing_consent and customer_id not in ('C-1007',"
                    + " 'C-1013', 'C-1021')";

    private static JsonNode audience(String kind) throws Exception {
        JsonNode audiences = running.control("GET", "/received/audiences", null).path("audiences");
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode audience : audiences) {
            if (audience.path("kind").asText().equals(kind)) {
                found.add(audience);
            }
        }
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("advertiser_id").asText()).isEqualTo(Sandbox.ADVERTISER_ID);
        return found.get(0);
    }

    private static void assertHolds(JsonNode audience, Set<String> expected) throws Exception {
        assertThat(audience.path("size").asInt()).isEqualTo(expected.size()).isGreaterThan(1000);
        String path = "/received/audiences/" + audience.path("id").asText() + "?members=false";
        assertThat(running.control("GET", path, null).path("digest").asText())
                .isEqualTo(sha256(String.join("\n", expected) + "\n"));
    }

    private static void assertAudienceIsWhatTheShopSays(String more) throws Exception {
        Set<String> expected = new TreeSet<>();
        for (List<Object> row : running.rows("select email, phone, idfa, gaid " + MEMBERS + more)) {
            add(expected, "EMAIL_SHA256", row.get(0));
            add(expected, "PHONE_SHA256", row.get(1));
            add(expected, "IDFA_SHA256", row.get(2));
            add(expected, "AAID_SHA256", row.get(3));
        }
        JsonNode audience = audience("segment");
        assertThat(audience.path("name").asText()).isEqualTo("Shop customers");
        assertHolds(audience, expected);
    }

    private static void add(Set<String> lines, String type, Object value) throws Exception {
        if (value == null || value.equals("00000000-0000-0000-0000-000000000000")) {
            return;
        }
        String plain =
                type.startsWith("PHONE")
                        ? value.toString().replaceAll("[ ()-]", "")
                        : value.toString().strip().toLowerCase(Locale.ROOT);
        lines.add(type + " " + sha256(plain));
    }

    /** Nothing is sent twice, and what is new is sent. */
    @Test
    @Order(5)
    void aLaterRunSendsWhatIsNew() throws Exception {
        long events =
                running.control("GET", "/counts", null).path("events").path("accepted").asLong();
        running.execute("update shop_order set status = 'paid' where order_id = 'O-2005'");
        running.execute("update shop_order set total = 1 where order_id = 'O-2001'");
        awaitRuns(2);
        assertThat(running.received()).containsKeys("O-2005/placed", "O-2005/paid");
        assertThat(running.received().get("O-2001/paid").at("/properties/value").asDouble())
                .isNotEqualTo(1);
        assertThat(running.control("GET", "/counts", null).path("events").path("accepted").asLong())
                .isEqualTo(events + 1);
    }
}
