package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/** The event log: what came, what of it was accepted, and the counts of each minute. */
final class CdpEventLog {

    private static final int MOST = 20_000;

    /** The chart shows at most six hours (reference, formats 1.7). */
    static final int MOST_MINUTES = 360;

    /**
     * One event as it came.
     *
     * @param event its definition; null when there is none
     * @param reject null when it was accepted
     */
    record Entry(
            String logId,
            Instant at,
            String portal,
            String source,
            boolean server,
            JsonNode body,
            CdpEvent event,
            String reject) {

        ObjectNode toJson() {
            ObjectNode logged = Json.object();
            logged.put("log_id", logId).put("logged_at", at.toString());
            logged.put("portal_id", portal).put("prop_id", source).put("is_s2s", server);
            logged.put("accepted", reject == null).put("reject_message", reject);
            logged.set("event", body);
            return logged;
        }

        /** The columns of the vendor's screen (RX-CDP-13). */
        private ObjectNode row() {
            ObjectNode row = Json.object();
            row.put("log_id", logId).put("logged_date", at.toString());
            row.set("raw_log", body);
            row.put("tracked_time", body.path("et").asText(at.toString()));
            if (event == null) {
                row.putNull("event_id").put("event_tracking_name", "");
            } else {
                row.put("event_id", event.id()).put("event_tracking_name", event.trackingName());
            }
            return row.put("reject_message", reject);
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final TreeMap<Instant, long[]> minutes = new TreeMap<>();
    private long received;
    private long rejected;

    synchronized void reset() {
        entries.clear();
        minutes.clear();
        received = 0;
        rejected = 0;
    }

    synchronized void add(Entry entry) {
        boolean accepted = entry.reject() == null;
        received++;
        rejected += accepted ? 0 : 1;
        entries.addLast(entry);
        if (entries.size() > MOST) {
            entries.removeFirst();
        }
        Instant minute = entry.at().truncatedTo(ChronoUnit.MINUTES);
        minutes.computeIfAbsent(minute, any -> new long[2])[accepted ? 0 : 1]++;
        minutes.headMap(minute.minus(Duration.ofMinutes(MOST_MINUTES))).clear();
    }

    synchronized void count(ObjectNode counts) {
        counts.put("events", received).put("events_rejected", rejected);
    }

    /** The last events, oldest first: each with the ids it came with, its body and the verdict. */
    synchronized ObjectNode all(int limit, int offset) {
        ObjectNode all = Json.object().put("total", entries.size());
        ArrayNode shown = all.putArray("events");
        entries.stream().skip(offset).limit(limit).forEach(entry -> shown.add(entry.toJson()));
        return all;
    }

    /**
     * A tab of the screen with its chart, the newest first.
     *
     * @param accepted the tab Received, otherwise Rejected
     * @param name only events of that tracking name; null for all
     * @param since how far back the chart goes
     */
    synchronized ObjectNode tab(
            boolean accepted, String name, Instant since, int limit, int offset) {
        List<Entry> chosen =
                entries.stream()
                        .filter(entry -> accepted == (entry.reject() == null))
                        .filter(entry -> name == null || name.equals(nameOf(entry)))
                        .toList();
        ObjectNode tab = Json.object().put("tab", accepted ? "received" : "rejected");
        tab.put("total", chosen.size());
        ArrayNode rows = tab.putArray("rows");
        for (int i = chosen.size() - 1 - offset; i >= 0 && rows.size() < limit; i--) {
            rows.add(chosen.get(i).row());
        }
        ArrayNode chart = tab.putArray("minutes");
        minutes.tailMap(since.truncatedTo(ChronoUnit.MINUTES))
                .forEach(
                        (minute, counts) ->
                                chart.addObject()
                                        .put("minute", minute.toString())
                                        .put("received", counts[0])
                                        .put("rejected", counts[1]));
        return tab;
    }

    private static String nameOf(Entry entry) {
        return entry.event() == null ? "" : entry.event().trackingName();
    }
}
