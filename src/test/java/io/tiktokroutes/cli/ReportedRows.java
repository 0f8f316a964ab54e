package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The daily campaign report, asked apart from the program, to compare a table with it. */
final class ReportedRows {

    private static final String METRICS =
            "[\"campaign_name\",\"spend\",\"impressions\",\"clicks\",\"cpc\",\"cpm\",\"ctr\","
                    + "\"reach\",\"frequency\",\"cost_per_1000_reached\",\"conversion\","
                    + "\"cost_per_conversion\",\"conversion_rate\",\"real_time_conversion\","
                    + "\"real_time_cost_per_conversion\",\"real_time_conversion_rate\","
                    + "\"result\",\"cost_per_result\",\"result_rate\",\"real_time_result\","
                    + "\"real_time_cost_per_result\",\"real_time_result_rate\","
                    + "\"secondary_goal_result\",\"cost_per_secondary_goal_result\","
                    + "\"secondary_goal_result_rate\"]";

    private final Sandbox sandbox;

    ReportedRows(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Metrics by day and campaign id; today, which still changes, is left out. */
    Map<String, JsonNode> of(String advertiserId, ZoneId zone) throws IOException {
        LocalDate today = LocalDate.now(zone);
        return between(advertiserId, today.minusDays(30), today.minusDays(1));
    }

    /** Metrics by day and campaign id; any number of days. */
    Map<String, JsonNode> between(String advertiserId, LocalDate from, LocalDate to)
            throws IOException {
        Map<String, JsonNode> rows = new TreeMap<>();
        for (LocalDate start = from; !start.isAfter(to); start = start.plusDays(30)) {
            LocalDate end = start.plusDays(29);
            rows.putAll(window(advertiserId, start, end.isAfter(to) ? to : end));
        }
        return rows;
    }

    private Map<String, JsonNode> window(String advertiserId, LocalDate from, LocalDate to)
            throws IOException {
        String query =
                "?report_type=BASIC&data_level=AUCTION_CAMPAIGN&page_size=1000&advertiser_id="
                        + advertiserId
                        + "&start_date="
                        + from
                        + "&end_date="
                        + to
                        + "&dimensions="
                        + encoded("[\"campaign_id\",\"stat_time_day\"]")
                        + "&metrics="
                        + encoded(METRICS)
                        + "&filtering="
                        + encoded(
                                "[{\"field_name\":\"campaign_status\",\"filter_type\":\"IN\","
                                        + "\"filter_value\":\"[\\\"STATUS_ALL\\\"]\"}]");
        JsonNode answer =
                Web.get(
                        sandbox.apiUrl() + "/report/integrated/get/" + query,
                        "Access-Token",
                        Sandbox.ACCESS_TOKEN);
        if (answer.path("code").asInt(-1) != 0
                || answer.at("/data/page_info/total_page").asInt() > 1) {
            throw new IOException("the sandbox answers " + answer.path("message").asText());
        }
        Map<String, JsonNode> rows = new TreeMap<>();
        for (JsonNode row : answer.at("/data/list")) {
            String day = row.at("/dimensions/stat_time_day").asText().substring(0, 10);
            rows.put(day + " " + row.at("/dimensions/campaign_id").asText(), row.path("metrics"));
        }
        return rows;
    }

    /** The table by day and campaign id; each row by its columns, as text. */
    static Map<String, Map<String, String>> table(Connection database) throws SQLException {
        Map<String, Map<String, String>> table = new TreeMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select * from tiktok_ads_report")) {
            int columns = rows.getMetaData().getColumnCount();
            assertThat(columns).isEqualTo(27);
            while (rows.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int i = 1; i <= columns; i++) {
                    String name = rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT);
                    row.put(name, rows.getString(i));
                }
                table.put(row.get("date") + " " + row.get("campaign_id"), row);
            }
        }
        return table;
    }

    /** Fails unless the table has each of these rows, with the same figures. */
    static void assertHeld(Map<String, JsonNode> reported, Map<String, Map<String, String>> table) {
        assertThat(table.keySet()).containsAll(reported.keySet());
        List<String> others = new ArrayList<>();
        reported.forEach(
                (key, metrics) ->
                        metrics.properties()
                                .forEach(
                                        metric -> {
                                            String cell = table.get(key).get(metric.getKey());
                                            String told = metric.getValue().asText();
                                            if (!isSame(metric.getKey(), cell, told)) {
                                                others.add(key + " " + metric + " is " + cell);
                                            }
                                        }));
        assertThat(others).isEmpty();
    }

    /** A dash is TikTok's way to say that there is no number; three columns keep it as text. */
    private static boolean isSame(String column, String cell, String reported) {
        if (column.contains("secondary_goal") || column.equals("campaign_name")) {
            return reported.equals(cell);
        }
        return reported.equals("-")
                ? cell == null
                : cell != null && new BigDecimal(cell).compareTo(new BigDecimal(reported)) == 0;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
