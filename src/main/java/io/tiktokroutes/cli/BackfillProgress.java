package io.tiktokroutes.cli;

import io.tiktokroutes.reports.PullListener;
import io.tiktokroutes.reports.ReportWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts what becomes of the windows of one report, and shows it. */
final class BackfillProgress implements PullListener {

    /** Windows that were given up for the same reason. */
    private record Failure(String window, int more) {}

    private final String report;
    private final Bar bar;
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private final Set<String> leftOut = new LinkedHashSet<>();
    private final Set<String> without = new LinkedHashSet<>();
    private boolean planned;
    private int windows;
    private int done;
    private int failed;
    private long rows;
    private long daysBefore;

    BackfillProgress(String report, Bar bar) {
        this.report = report;
        this.bar = bar;
    }

    @Override
    public synchronized void planned(int more, long before) {
        planned = true;
        windows += more;
        daysBefore += before;
        bar.whole(windows);
    }

    @Override
    public synchronized void halved(ReportWindow window) {
        windows++;
        bar.whole(windows);
    }

    @Override
    public void page(ReportWindow window, int more) {
        // a window may be pulled anew, so that its rows count when it is done
        bar.note(note());
    }

    @Override
    public synchronized void pulled(ReportWindow window, long all) {
        done++;
        rows += all;
        bar.note(note());
        bar.step(1);
    }

    @Override
    public synchronized void failed(ReportWindow window, String message) {
        failed++;
        failures.merge(
                // the same reason, whichever call it was
                message.replaceAll(" \\(request [^)]*\\)", ""),
                new Failure(window.toString(), 0),
                (first, same) -> new Failure(first.window(), first.more() + 1));
        bar.note(note());
        bar.step(1);
    }

    @Override
    public synchronized void leftOut(String words) {
        leftOut.add(words);
    }

    @Override
    public synchronized void without(String words) {
        without.add(words);
    }

    private synchronized String note() {
        return String.format(Locale.ROOT, "%,d rows", rows)
                + (failed == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", failed));
    }

    /** False when the pull ended before anybody knew what there is to do. */
    synchronized boolean isPlanned() {
        return planned;
    }

    synchronized boolean isGood() {
        return planned && failed == 0 && leftOut.isEmpty();
    }

    /** What was not asked for, and makes no trouble. */
    synchronized List<String> notes() {
        return without.stream().map(words -> report + ": " + words).toList();
    }

    /** One line for each ad account, and for each reason for which windows were given up. */
    synchronized List<String> troubles() {
        List<String> lines = new ArrayList<>();
        leftOut.forEach(words -> lines.add(report + ": " + words));
        failures.entrySet().stream()
                .map(
                        each ->
                                each.getValue().window()
                                        + ": "
                                        + each.getKey()
                                        + more(each.getValue().more()))
                .forEach(lines::add);
        return lines;
    }

    private static String more(int windows) {
        return switch (windows) {
            case 0 -> "";
            case 1 -> " (and one more window)";
            default -> String.format(Locale.ROOT, " (and %,d more windows)", windows);
        };
    }

    /** What became of it, in one line. */
    synchronized String summary(String table) {
        StringBuilder line = new StringBuilder(report).append(": ");
        if (windows == 0 && daysBefore > 0) {
            line.append("nothing was left to read");
        } else {
            line.append(
                    String.format(
                            Locale.ROOT, "%,d rows of %s are in %s", rows, windows(done), table));
        }
        if (failed > 0) {
            line.append("; ").append(windows(failed)).append(" failed, give the command again");
        }
        if (daysBefore > 0) {
            line.append(
                    String.format(
                            Locale.ROOT,
                            "; %,d days were read before, --again reads them too",
                            daysBefore));
        }
        return line.toString();
    }

    /** How far it is, for somebody who breaks it off. */
    synchronized String soFar() {
        return String.format(Locale.ROOT, "%s: %,d of %s", report, done, windows(windows));
    }

    private static String windows(int count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d window" : "%,d windows", count);
    }
}
