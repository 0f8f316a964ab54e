package io.tiktokroutes.reports;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the last run of each report went in this process: whose ad accounts it pulled, and which it
 * could not pull as a whole. Safe for use by any thread.
 */
public final class ReportTroubles {

    /** Stands for the report itself, when it did not come to any ad account. */
    private static final String ALL = "";

    /**
     * What could not be pulled.
     *
     * @param since when that began
     * @param words the last reason, for a person
     */
    public record Trouble(Instant since, String words) {}

    private final Clock clock;
    private final Map<String, List<String>> accounts = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Trouble>> troubles = new ConcurrentHashMap<>();

    public ReportTroubles(Clock clock) {
        this.clock = clock;
    }

    /** A run begins, on these ad accounts; what troubled others troubles nobody any more. */
    synchronized void began(String report, Collection<String> advertiserIds) {
        accounts.put(report, List.copyOf(advertiserIds));
        // the report itself did come to ad accounts
        of(report).keySet().retainAll(advertiserIds);
    }

    /** The report did not come to any ad account. */
    synchronized void failed(String report, String words) {
        failed(report, ALL, words);
    }

    /** Not all that was due of an ad account was read. */
    synchronized void failed(String report, String advertiserId, String words) {
        Trouble before = of(report).get(advertiserId);
        Instant since = before == null ? clock.instant() : before.since();
        of(report).put(advertiserId, new Trouble(since, words));
    }

    /** All that was due of an ad account is in the table. */
    synchronized void good(String report, String advertiserId) {
        of(report).remove(advertiserId);
    }

    private Map<String, Trouble> of(String report) {
        return troubles.computeIfAbsent(report, any -> new TreeMap<>());
    }

    /** The ad accounts of the last run; empty when none began yet. */
    public Optional<List<String>> accounts(String report) {
        return Optional.ofNullable(accounts.get(report));
    }

    /** What the last run could not pull, by ad account; under an empty id the report itself. */
    public synchronized Map<String, Trouble> now(String report) {
        return new TreeMap<>(of(report));
    }
}
