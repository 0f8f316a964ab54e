package io.tiktokroutes.reports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What came of a run, told in one line at its end. */
final class PullOutcome {

    private static final Logger LOG = LoggerFactory.getLogger(PullOutcome.class);

    /** So many different failures are told. */
    private static final int MOST_TOLD = 5;

    private final String source;
    private final Set<String> advertisers = new HashSet<>();
    private final Map<String, List<WantedWindow>> failures = new LinkedHashMap<>();
    private final List<String> troubles = new ArrayList<>();
    private int windows;
    private long rows;

    PullOutcome(String source) {
        this.source = source;
    }

    synchronized void pulled(WantedWindow window, long more) {
        windows++;
        rows += more;
        advertisers.add(window.account().id());
    }

    void again(WantedWindow window, String message) {
        LOG.warn("{}: pulled again after the others: {}", window.window(), message);
    }

    synchronized void failed(WantedWindow window, String message) {
        failures.computeIfAbsent(message, any -> new ArrayList<>()).add(window);
    }

    /** An ad account that has no windows at all. */
    synchronized void trouble(String words) {
        troubles.add(words);
    }

    /**
     * @param left windows that were not pulled as the program is stopping
     */
    synchronized void tell(int left) {
        StringBuilder line = new StringBuilder();
        line.append(count(windows, "window")).append(" of ");
        line.append(count(advertisers.size(), "advertiser")).append(" with ");
        line.append(count(rows, "row"))
                .append(windows == 1 ? " is in the table" : " are in the table");
        if (left > 0) {
            line.append("; ").append(count(left, "window")).append(" left, as the program stops");
        }
        int failed = failures.values().stream().mapToInt(List::size).sum();
        if (failed > 0) {
            line.append("; ").append(count(failed, "window"));
            line.append(" failed and will be pulled at the next time: ");
        }
        List<String> told = new ArrayList<>(troubles);
        failures.forEach((message, same) -> told.add(words(same) + ": " + message));
        line.append(failed == 0 && !told.isEmpty() ? "; " : "");
        line.append(String.join("; ", told.subList(0, Math.min(MOST_TOLD, told.size()))));
        if (told.size() > MOST_TOLD) {
            line.append("; and ").append(told.size() - MOST_TOLD).append(" other failures");
        }
        if (told.isEmpty()) {
            LOG.info("{}: {}", source, line);
        } else {
            LOG.error("{}: {}", source, line);
        }
    }

    private static String words(List<WantedWindow> same) {
        WantedWindow first = same.get(0);
        return "advertiser "
                + first.account().id()
                + " from "
                + first.days().from()
                + " to "
                + first.days().to()
                + (same.size() == 1 ? "" : " and " + (same.size() - 1) + " more");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
