package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the rows of a window by day. Pages are no snapshot, so a row may come twice; it counts
 * once.
 */
final class DayCounts {

    /** In a larger window a row that comes twice may count twice. */
    private static final int MOST_KEYS = 100_000;

    private final ReportQuery query;
    private final SortedMap<LocalDate, Long> counts = new TreeMap<>();
    private final Set<String> keys = new HashSet<>();
    private final String last;
    private long all;

    DayCounts(ReportQuery query, ReportDays days) {
        this.query = query;
        this.last = days.to().toString();
        for (LocalDate day = days.from(); !day.isAfter(days.to()); day = day.plusDays(1)) {
            counts.put(day, 0L);
        }
    }

    void add(String key, JsonNode row) {
        if (keys.size() < MOST_KEYS && !keys.add(key)) {
            return;
        }
        all++;
        String day = query.day(row);
        // rows without a day are sums over all of the window
        counts.computeIfPresent(LocalDate.parse(day.isEmpty() ? last : day), (d, n) -> n + 1);
    }

    /** Rows of the window. */
    long all() {
        return all;
    }

    /** Each day of the window. */
    SortedMap<LocalDate, Long> byDay() {
        return counts;
    }
}
