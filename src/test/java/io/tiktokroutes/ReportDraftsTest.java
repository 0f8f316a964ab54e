package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.sandbox.Sandbox;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every draft of a report or dimension table, activated at once, and the report of one's own from
 * the manual: each table holds what the sandbox itself says.
 */
class ReportDraftsTest {

    private static final List<String> ACCOUNTS =
            List.of(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID);
    private static final int DAYS = 3;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir private static Path folder;

    private static Running running;
    private static Mappings mappings;

    /** By the name of the table, what its route asks for. */
    private static final Map<String, Map<String, String>> TABLES = new LinkedHashMap<>();

    @BeforeAll
    static void activateAllDrafts() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        for (Path draft : list(Path.of("routes/drafts"))) {
            if (draft.getFileName().toString().startsWith("ads-")) {
                Files.copy(draft, routes.resolve(draft.getFileName()));
            }
        }
        Path rows = Files.createDirectories(folder.resolve("mappings"));
        for (Path mapping : list(Path.of("mappings"))) {
            if (mapping.getFileName().toString().matches("tiktok-.*-to-.*mapping.yaml")) {
                Files.copy(mapping, rows.resolve(mapping.getFileName()));
            }
        }
        copyLookups(rows);
        String manual = Files.readString(Path.of("docs/reports.md"));
        Files.writeString(
                routes.resolve("adgroups-by-country.camel.yaml"), example(manual, "- route:"));
        Files.writeString(
                rows.resolve("adgroups-by-country.mapping.yaml"), example(manual, "description:"));
        for (Path route : list(routes)) {
            read(RouteFile.parse(route.toString(), Files.readString(route)));
        }
        mappings = new Mappings(rows, name -> null);
        mappings.load();
        running =
                Running.on(
                        "H2",
                        folder,
                        Map.of(
                                "tiktok.advertiser-ids",
                                String.join(",", ACCOUNTS),
                                "tiktok.rate-limit",
                                "1000",
                                "reports.schedule",
                                "every day at 05:00",
                                "reports.history-days",
                                "" + DAYS),
                        routes,
                        rows);
        running.control("POST", "/settings", Running.JSON.createObjectNode().put("qps", 0));
        running.start();
        await().atMost(Duration.ofSeconds(60)).until(ReportDraftsTest::allAreFilled);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static List<Path> list(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copyLookups(Path rows) throws Exception {
        Path lookups = Files.createDirectories(rows.resolve("lookups"));
        for (Path lookup : list(Path.of("mappings/lookups"))) {
            Files.copy(lookup, lookups.resolve(lookup.getFileName()));
        }
    }

    /** The first piece of YAML in a manual that begins so. */
    private static String example(String manual, String start) {
        Matcher found =
                Pattern.compile("```yaml\n(" + Pattern.quote(start) + ".*?)```", Pattern.DOTALL)
                        .matcher(manual);
        assertThat(found.find()).as(start).isTrue();
        return found.group(1);
    }

    private static void read(RouteFile file) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (EndpointUse use : file.contents().endpoints()) {
            use.parameters().forEach((name, set) -> asked.put(name, set.value()));
        }
        TABLES.put(asked.get("table"), asked);
    }

    private static boolean isReport(String table) {
        return !TABLES.get(table).containsKey("entity");
    }

    private static boolean allAreFilled() throws Exception {
        for (String table : TABLES.keySet()) {
            if (!isFilled(table)) {
                return false;
            }
        }
        return true;
    }

    /** True when both ad accounts were read. */
    private static boolean isFilled(String table) throws Exception {
        String of =
                isReport(table)
                        ? "report_day where source = '" + TABLES.get(table).get("name") + "'"
                        : table;
        return running.count("select count(distinct advertiser_id) from " + of) == ACCOUNTS.size();
    }

    /** What the sandbox answers to a question of this test's own. */
    private static JsonNode ask(String path, Map<String, String> query) throws Exception {
        StringBuilder url = new StringBuilder(running.sandbox().apiUrl()).append(path).append('?');
        query.forEach(
                (name, value) ->
                        url.append(name)
                                .append('=')
                                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                                .append('&'));
        HttpResponse<String> answer =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(url.toString()))
                                .header("Access-Token", Sandbox.ACCESS_TOKEN)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonNode json = Running.JSON.readTree(answer.body());
        assertThat(json.path("code").asInt()).as(answer.body()).isZero();
        assertThat(json.at("/data/page_info/total_page").asInt()).isLessThanOrEqualTo(1);
        return json.at("/data/list");
    }

    private static String array(String names) {
        return Stream.of(names.strip().split("[,\\s]+"))
                .map(name -> '"' + name + '"')
                .toList()
                .toString();
    }

    /** The rows that a report has of a day, by the sandbox. */
    private static JsonNode rows(Map<String, String> asked, String account, LocalDate day)
            throws Exception {
        String level = asked.get("dataLevel").replace("AUCTION_", "").toLowerCase(Locale.ROOT);
        Map<String, String> query = new LinkedHashMap<>();
        query.put("advertiser_id", account);
        query.put("report_type", asked.getOrDefault("reportType", "BASIC"));
        query.put("data_level", asked.get("dataLevel"));
        query.put("dimensions", array(asked.get("dimensions")));
        query.put("metrics", array(asked.get("metrics")));
        query.put("start_date", day.toString());
        query.put("end_date", day.toString());
        if (!level.equals("advertiser")) {
            query.put(
                    "filtering",
                    """
                    [{"field_name":"%s_status","filter_type":"IN","filter_value":"[\\"STATUS_ALL\\"]"}]
                    """
                            .formatted(level)
                            .strip());
        }
        query.put("page_size", "1000");
        return ask("/report/integrated/get/", query);
    }

    private static List<LocalDate> days(String table, String account) throws Exception {
        List<LocalDate> days = new ArrayList<>();
        for (List<Object> row :
                running.rows(
                        "select report_date from report_day where source = '"
                                + TABLES.get(table).get("name")
                                + "' and advertiser_id = '"
                                + account
                                + "' order by 1")) {
            days.add(LocalDate.parse(row.get(0).toString()));
        }
        // the last one is today, which goes on while this test asks
        return days.subList(0, days.size() - 1);
    }

    @TestFactory
    Stream<DynamicTest> theTableOfEachReportHoldsWhatTheSandboxSays() {
        return TABLES.keySet().stream()
                .filter(ReportDraftsTest::isReport)
                .map(table -> DynamicTest.dynamicTest(table, () -> holdsWhatTheSandboxSays(table)));
    }

    private static void holdsWhatTheSandboxSays(String table) throws Exception {
        int all = 0;
        for (String account : ACCOUNTS) {
            List<LocalDate> days = days(table, account);
            assertThat(days).as(table).hasSizeGreaterThanOrEqualTo(DAYS - 1);
            for (LocalDate day : days) {
                JsonNode rows = rows(TABLES.get(table), account, day);
                long clicks = 0;
                BigDecimal spend = BigDecimal.ZERO;
                for (JsonNode row : rows) {
                    clicks += row.at("/metrics/clicks").asLong();
                    spend = spend.add(new BigDecimal(row.at("/metrics/spend").asText()));
                }
                all += rows.size();
                List<Object> found = running.rows(sums(table, account, day)).get(0);
                assertThat(found.get(0)).as(table + " " + day).isEqualTo((long) rows.size());
                assertThat(number(found.get(1))).as(table).isEqualByComparingTo("" + clicks);
                assertThat(number(found.get(2))).as(table).isEqualByComparingTo(spend);
            }
        }
        assertThat(all).as(table).isPositive();
    }

    /** The manual's table has no ad account; ids of the accounts differ. */
    private static String sums(String table, String account, LocalDate day) {
        String own =
                TABLES.get(table).get("key").contains("advertiser_id")
                        ? "advertiser_id = '" + account + "'"
                        : "adgroup_id in (select adgroup_id from tiktok_adgroups"
                                + " where advertiser_id = '"
                                + account
                                + "')";
        return "select count(*), coalesce(sum(clicks), 0), coalesce(sum(spend), 0) from "
                + table
                + " where date = '"
                + day
                + "' and "
                + own;
    }

    private static BigDecimal number(Object sum) {
        return new BigDecimal(sum.toString()).setScale(3, RoundingMode.HALF_UP);
    }

    @ParameterizedTest
    @CsvSource({
        "tiktok_campaigns, campaign",
        "tiktok_adgroups, adgroup",
        "tiktok_ads, ad",
    })
    void theDimensionTablesHoldAllThereIsDeletedOnesToo(String table, String entity)
            throws Exception {
        for (String account : ACCOUNTS) {
            JsonNode there =
                    ask(
                            "/" + entity + "/get/",
                            Map.of(
                                    "advertiser_id",
                                    account,
                                    "filtering",
                                    "{\"primary_status\":\"STATUS_ALL\"}",
                                    "page_size",
                                    "1000"));
            Map<String, String> statuses = new TreeMap<>();
            for (JsonNode one : there) {
                statuses.put(
                        one.path(entity + "_id").asText(), one.path("secondary_status").asText());
            }
            Map<String, String> found = new TreeMap<>();
            for (List<Object> row :
                    running.rows(
                            "select %s_id, secondary_status from %s where advertiser_id = '%s'"
                                    .formatted(entity, table, account))) {
                found.put("" + row.get(0), "" + row.get(1));
            }
            assertThat(found).isNotEmpty().isEqualTo(statuses);
        }
        assertThat(running.count("select count(*) from " + table + " where " + deleted()))
                .isPositive();
    }

    private static String deleted() {
        return "secondary_status like '%\\_STATUS\\_DELETE' escape '\\'";
    }

    /** A further table is there as soon as its route runs, with the columns of its mapping. */
    @Test
    @Tag("R-WIT-5")
    void eachRouteMakesExactlyOneTableOfItsMappingsColumns() throws Exception {
        Set<String> made = new TreeSet<>();
        for (List<Object> row :
                running.rows(
                        "select lower(table_name) from information_schema.tables"
                                + " where table_schema = 'PUBLIC'")) {
            made.add("" + row.get(0));
        }
        assertThat(made)
                .filteredOn(name -> name.startsWith("tiktok_") || TABLES.containsKey(name))
                .filteredOn(name -> !name.equals("tiktok_ads_report"))
                .containsExactlyInAnyOrderElementsOf(TABLES.keySet());
        for (Map.Entry<String, Map<String, String>> table : TABLES.entrySet()) {
            List<String> columns = new ArrayList<>();
            for (List<Object> row :
                    running.rows(
                            "select lower(column_name) from information_schema.columns where"
                                    + " lower(table_name) = '"
                                    + table.getKey()
                                    + "' order by ordinal_position")) {
                columns.add("" + row.get(0));
            }
            assertThat(columns)
                    .isEqualTo(
                            mappings.get(table.getValue().get("mapping")).table().rows().stream()
                                    .map(row -> row.to().text())
                                    .toList());
        }
    }

    /** Plain tables in the user's own database: whatever speaks SQL joins and sums them. */
    @Test
    @Tag("R-WIT-4")
    void theTablesCanBeCombined() throws Exception {
        List<List<Object>> byForm =
                running.rows(
                        "select a.page_id, sum(d.spend) from tiktok_ad_daily d join tiktok_ads a"
                                + " on a.ad_id = d.ad_id and a.advertiser_id = d.advertiser_id"
                                + " group by a.page_id order by 2 desc");
        assertThat(byForm).hasSizeGreaterThan(1);
        assertThat(byForm).allSatisfy(row -> assertThat(number(row.get(1))).isPositive());
    }

    /** The report goes by its collect name. */
    @Test
    @Tag("R-WIT-40")
    void theDaysThatWereReadStandUnderTheReportsName() throws Exception {
        Set<String> names = new TreeSet<>();
        TABLES.values().stream()
                .filter(asked -> !asked.containsKey("entity"))
                .forEach(asked -> names.add(asked.get("name")));
        Set<String> found = new TreeSet<>();
        running.rows("select distinct source from report_day")
                .forEach(row -> found.add("" + row.get(0)));
        assertThat(found).isEqualTo(names);
    }
}
