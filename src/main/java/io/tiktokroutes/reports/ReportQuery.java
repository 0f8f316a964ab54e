package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is asked of TikTok's reports, at once or as a task.
 *
 * @param reportType BASIC or AUDIENCE
 * @param dataLevel such as AUCTION_CAMPAIGN
 * @param dimensions TikTok's names, such as campaign_id and stat_time_day
 * @param metrics TikTok's names, such as spend
 */
record ReportQuery(
        String reportType, String dataLevel, List<String> dimensions, List<String> metrics) {

    static final String SYNCHRONOUS = "/report/integrated/get/";
    static final String CREATE = "/report/task/create/";

    /** Also what was deleted. */
    static final String ALL = "STATUS_ALL";

    /** Only what was deleted. */
    static final String DELETED = "STATUS_DELETE";

    private static final int PAGE_SIZE = 1000;

    private static final String DAY = "stat_time_day";
    private static final String HOUR = "stat_time_hour";

    /**
     * The request for one page, answered at once.
     *
     * @param status of the campaigns, ad groups or ads: {@link #ALL} or {@link #DELETED}
     */
    TikTokRequest page(String advertiserId, ReportDays days, String status, int page) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("advertiser_id", advertiserId);
        query.put("report_type", reportType);
        query.put("data_level", dataLevel);
        query.put("dimensions", array(dimensions));
        query.put("metrics", array(metrics));
        query.put("start_date", days.from());
        query.put("end_date", days.to());
        query.put("filtering", filter(status));
        query.put("page", page);
        query.put("page_size", PAGE_SIZE);
        return TikTokRequest.get(SYNCHRONOUS, query);
    }

    /**
     * The request that has TikTok write rows into a file. A task takes no filter by status, so
     * those of deleted campaigns, ad groups and ads are not among them.
     */
    TikTokRequest task(String advertiserId, ReportDays days) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("advertiser_id", advertiserId);
        body.put("report_type", reportType);
        body.put("data_level", dataLevel);
        body.set("dimensions", array(dimensions));
        body.set("metrics", array(metrics));
        body.put("start_date", days.from().toString());
        body.put("end_date", days.to().toString());
        body.put("output_format", "CSV_DOWNLOAD");
        // titles are translated otherwise, and TikTok changes the translations
        body.put("enable_report_title_translation", false);
        return TikTokRequest.post(CREATE, body);
    }

    /**
     * TikTok leaves deleted campaigns out unless asked, and the spend of past days would shrink.
     */
    private ArrayNode filter(String status) {
        ArrayNode filtering = JsonNodeFactory.instance.arrayNode();
        if (hasDeleted()) {
            filtering
                    .addObject()
                    .put("field_name", level() + "_status")
                    .put("filter_type", "IN")
                    .put("filter_value", "[\"" + status + "\"]");
        }
        return filtering;
    }

    /** True when rows are of something that can be deleted. */
    boolean hasDeleted() {
        return !level().equals("advertiser");
    }

    private String level() {
        return dataLevel.replaceFirst("^.*_", "").toLowerCase(Locale.ROOT);
    }

    /** How many days TikTok answers in one request; whether a 31st day passes is not documented. */
    int mostDays() {
        return dimensions.contains(HOUR) ? 1 : dimensions.contains(DAY) ? 30 : 365;
    }

    /** True when each row says which day it is of, so that a range may be cut anywhere. */
    boolean isDated() {
        return dimensions.contains(HOUR) || dimensions.contains(DAY);
    }

    /** The day of a row, such as {@code 2026-01-31}; empty when it has none. */
    String day(JsonNode row) {
        String time = row.path("dimensions").path(DAY).asText("");
        time = time.isEmpty() ? row.path("dimensions").path(HOUR).asText("") : time;
        return time.length() < 10 ? "" : time.substring(0, 10);
    }

    /** What makes a row one of its kind: whose it is, and its dimensions. */
    String key(String advertiserId, JsonNode row) {
        StringBuilder key = new StringBuilder(advertiserId);
        JsonNode values = row.path("dimensions");
        dimensions.forEach(name -> key.append('/').append(values.path(name).asText()));
        return key.toString();
    }

    /** The same without some metrics. */
    ReportQuery without(List<String> unavailable) {
        List<String> others = new ArrayList<>(metrics);
        others.removeAll(unavailable);
        return new ReportQuery(reportType, dataLevel, dimensions, List.copyOf(others));
    }

    /** The metrics of ours that a message of TikTok names. */
    List<String> namedIn(String message) {
        // reach, clicks or result are words that any message may hold
        boolean ofMetrics = message.toLowerCase(Locale.ROOT).contains("metric");
        return metrics.stream()
                .filter(metric -> ofMetrics || metric.contains("_"))
                .filter(
                        metric ->
                                Pattern.compile("(?<!\\w)" + Pattern.quote(metric) + "(?!\\w)")
                                        .matcher(message)
                                        .find())
                .toList();
    }

    /** Stands for all of this in the table of days; the order of names changes nothing. */
    String digest() {
        String all =
                String.join(
                        "\n",
                        reportType,
                        dataLevel,
                        String.join(",", dimensions.stream().sorted().toList()),
                        String.join(",", metrics.stream().sorted().toList()));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For messages. */
    String words() {
        return "a report of type %s at level %s with dimensions %s and metrics %s"
                .formatted(
                        reportType,
                        dataLevel,
                        String.join(", ", dimensions),
                        String.join(", ", metrics));
    }

    private static ArrayNode array(List<String> names) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        names.forEach(array::add);
        return array;
    }
}
