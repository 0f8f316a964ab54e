package io.tiktokroutes.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Batches that are one whole, such as all rows of a query: destinations that can only do something
 * with all of them gather what comes, and finish when the source says that it was the last.
 *
 * <p>A source sets it as the exchange property {@link #PROPERTY}.
 */
public final class Gathering {

    /** The exchange property under which a source shows it to sinks. */
    public static final String PROPERTY = "Gathering";

    /** What one destination does with the whole. */
    public interface Part {

        /**
         * Everything came.
         *
         * @throws Exception when the destination did not take it; the whole is to come again then
         */
        void complete() throws Exception;

        /** It will not be complete; what was gathered is thrown away. */
        void discard();
    }

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Map<Outcome, Long>> counts = new TreeMap<>();

    /** The part of that destination, which is made when there is none yet. */
    public synchronized Part part(String destination, Supplier<Part> made) {
        return parts.computeIfAbsent(destination, name -> made.get());
    }

    /** Counts what a destination made of one record; the detail and the request do not matter. */
    public void count(String destination, Outcome outcome) {
        count(destination, outcome, 1);
    }

    /** The same for records that came to the same outcome together. */
    public synchronized void count(String destination, Outcome outcome, long records) {
        counts.computeIfAbsent(destination, name -> new LinkedHashMap<>())
                .merge(new Outcome(outcome.kind(), outcome.reason(), "", ""), records, Long::sum);
    }

    /** How often each outcome was counted, by destination. */
    public synchronized Map<String, Map<Outcome, Long>> counts() {
        Map<String, Map<Outcome, Long>> copy = new TreeMap<>();
        counts.forEach((destination, outcomes) -> copy.put(destination, Map.copyOf(outcomes)));
        return copy;
    }

    /**
     * Everything came. Each part is completed, even when another one failed.
     *
     * @throws Exception the first failure; others are suppressed in it
     */
    public void complete() throws Exception {
        Exception failure = null;
        for (Part part : parts.values()) {
            try {
                part.complete();
            } catch (Exception e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** It will not be complete. */
    public void discard() {
        parts.values().forEach(Part::discard);
    }
}
