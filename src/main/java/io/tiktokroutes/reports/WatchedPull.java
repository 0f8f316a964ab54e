package io.tiktokroutes.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hears of one run for somebody else, and notes at its end which ad accounts are in trouble. */
final class WatchedPull implements PullListener {

    private final String report;
    private final ReportTroubles troubles;
    private final PullListener other;
    private final Map<String, String> failed = new ConcurrentHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private volatile List<String> accounts = List.of();

    WatchedPull(String report, ReportTroubles troubles, PullListener other) {
        this.report = report;
        this.troubles = troubles;
        this.other = other;
    }

    /** The run is for these ad accounts. */
    void began(List<String> advertiserIds) {
        accounts = advertiserIds;
        troubles.began(report, advertiserIds);
    }

    @Override
    public void planned(int windows, long daysBefore) {
        other.planned(windows, daysBefore);
    }

    @Override
    public void halved(ReportWindow window) {
        other.halved(window);
    }

    @Override
    public void page(ReportWindow window, int rows) {
        other.page(window, rows);
    }

    @Override
    public void pulled(ReportWindow window, long rows) {
        other.pulled(window, rows);
    }

    @Override
    public void failed(ReportWindow window, String message) {
        failed.putIfAbsent(
                window.advertiserId(),
                "days from " + window.from() + " to " + window.to() + ": " + message);
        other.failed(window, message);
    }

    @Override
    public void leftOut(String words) {
        synchronized (leftOut) {
            leftOut.add(words);
        }
        other.leftOut(words);
    }

    @Override
    public void without(String words) {
        other.without(words);
    }

    /** All that was due was tried. */
    void ended() {
        for (String id : accounts) {
            if (failed.containsKey(id)) {
                troubles.failed(report, id, failed.get(id));
            } else {
                troubles.good(report, id);
            }
        }
        synchronized (leftOut) {
            if (!leftOut.isEmpty()) {
                troubles.failed(report, String.join("; ", leftOut));
            }
        }
    }
}
