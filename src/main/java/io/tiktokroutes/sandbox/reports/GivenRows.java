package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Rows somebody gave, which then stand in place of the generated ones. */
public final class GivenRows {

    private final Map<String, List<JsonNode>> byAdvertiser = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();

    /**
     * @param rows in the shape of {@code data.list}: each with {@code dimensions} and {@code
     *     metrics}; IllegalArgumentException in the user's words when they are not
     */
    public void put(String advertiserId, JsonNode rows) {
        List<JsonNode> taken = new ArrayList<>();
        for (JsonNode row : rows) {
            if (!row.path("dimensions").isObject() || !row.path("metrics").isObject()) {
                throw new IllegalArgumentException(
                        "row " + taken.size() + " needs the objects dimensions and metrics");
            }
            taken.add(row);
        }
        byAdvertiser.put(advertiserId, List.copyOf(taken));
        version.incrementAndGet();
    }

    public void remove(String advertiserId) {
        byAdvertiser.remove(advertiserId);
        version.incrementAndGet();
    }

    public void reset() {
        byAdvertiser.clear();
        version.incrementAndGet();
    }

    /** Another number after each change. */
    long version() {
        return version.get();
    }

    /** The rows that have just these dimensions and lie in the range; null when none were given. */
    List<Row> of(Advertiser advertiser, ReportQuery query) {
        List<JsonNode> given = byAdvertiser.get(advertiser.id());
        if (given == null) {
            return null;
        }
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : given) {
            JsonNode dimensions = row.get("dimensions");
            if (fits(dimensions, query) && passes(dimensions, row.get("metrics"), query)) {
                List<String> where =
                        query.dimensions().stream()
                                .map(name -> dimensions.path(name).asText())
                                .toList();
                JsonNode metrics = row.get("metrics");
                rows.add(
                        new Row(
                                query.dimensions(),
                                where,
                                name -> metrics.path(name).asText(Metrics.NONE)));
            }
        }
        return rows;
    }

    private static boolean fits(JsonNode dimensions, ReportQuery query) {
        if (dimensions.size() != query.dimensions().size()
                || !query.dimensions().stream().allMatch(dimensions::has)) {
            return false;
        }
        String time =
                dimensions.path("stat_time_day").asText(dimensions.path("stat_time_hour").asText());
        if (time.length() < 10 || query.from() == null) {
            return true;
        }
        String day = time.substring(0, 10);
        return day.compareTo(query.from().toString()) >= 0
                && day.compareTo(query.to().toString()) <= 0;
    }

    private static boolean passes(JsonNode dimensions, JsonNode metrics, ReportQuery query) {
        for (Filter filter : query.filters()) {
            String single = filter.field().replaceAll("s$", "");
            JsonNode value =
                    Set.of("campaign_id", "adgroup_id", "ad_id").contains(single)
                            ? dimensions.path(single)
                            : metrics.path(filter.field());
            if (value.isTextual() && !filter.isMetric() && !filter.passes(value.textValue())) {
                return false;
            }
        }
        return true;
    }
}
