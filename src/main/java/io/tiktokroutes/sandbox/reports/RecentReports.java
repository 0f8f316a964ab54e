package io.tiktokroutes.sandbox.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of the last reports, so that a walk through a report's pages computes it once. Bounded
 * by the number of rows.
 */
final class RecentReports {

    private static final int MOST_ROWS = 100_000;
    private static final int MOST = 64;

    private final ReportSource source;
    private final Map<Key, Report> recent = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(ReportQuery query, Object state) {}

    /** The rows of one report, computed by the first who asks. */
    private static final class Report {
        private List<Row> rows;

        synchronized int size() {
            return rows == null ? 0 : rows.size();
        }
    }

    RecentReports(ReportSource source) {
        this.source = source;
    }

    /** Every row of a report, in TikTok's order or the one asked for. */
    List<Row> rows(ReportQuery query, Instant now) {
        ReportQuery whole = query.whole();
        Key key = new Key(whole, source.state(now));
        Report report;
        synchronized (recent) {
            report = recent.computeIfAbsent(key, any -> new Report());
        }
        List<Row> rows;
        synchronized (report) {
            if (report.rows == null) {
                report.rows = compute(whole, now);
            }
            rows = report.rows;
        }
        forgetOld();
        return rows;
    }

    private List<Row> compute(ReportQuery query, Instant now) {
        List<Row> rows = new ArrayList<>();
        source.at(query, now).each(rows::add);
        if (query.orderField() != null) {
            rows.sort(Numbers.by(query.orderField(), query.ascending()));
        }
        return rows;
    }

    /**
     * What is asked for least recently goes first; what was just computed, only if it is alone too
     * large.
     */
    private void forgetOld() {
        synchronized (recent) {
            long rows = recent.values().stream().mapToLong(Report::size).sum();
            for (Iterator<Report> oldest = recent.values().iterator();
                    oldest.hasNext() && (rows > MOST_ROWS || recent.size() > MOST); ) {
                rows -= oldest.next().size();
                oldest.remove();
            }
        }
    }
}
