package io.tiktokroutes.leads;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is wrong with the exports of leads: the parts whose last try failed, and the times that are
 * lost for good. Safe for use by any thread.
 */
public final class ExportTroubles {

    /**
     * A part that could not be exported.
     *
     * @param since when that began
     * @param words the last reason and what helps, without personal data
     */
    public record Trouble(Instant since, String words) {}

    private final Clock clock;
    private final Map<String, Trouble> troubles = new TreeMap<>();
    private final Map<String, String> gaps = new TreeMap<>();

    public ExportTroubles(Clock clock) {
        this.clock = clock;
    }

    /** The last try of that part of a source failed. */
    synchronized void failed(String source, String part, String words) {
        Trouble before = troubles.get(key(source, part));
        Instant since = before == null ? clock.instant() : before.since();
        troubles.put(key(source, part), new Trouble(since, words));
    }

    /** The last try went well. */
    synchronized void good(String source, String part) {
        troubles.remove(key(source, part));
    }

    /** What a source exports no more troubles nobody. */
    synchronized void keep(String source, Collection<String> parts) {
        Set<String> kept = new HashSet<>();
        parts.forEach(part -> kept.add(key(source, part)));
        troubles.keySet().removeIf(k -> k.startsWith(key(source, "")) && !kept.contains(k));
    }

    private static String key(String source, String part) {
        return source + ": " + part;
    }

    /**
     * Notes a time that is lost.
     *
     * @return false when it was noted before
     */
    synchronized boolean gap(String part, String words) {
        return !words.equals(gaps.put(part, words));
    }

    /** The parts whose last try failed, by source and name. */
    public synchronized Map<String, Trouble> now() {
        return new TreeMap<>(troubles);
    }

    /** What is lost, by part; known for as long as the program runs. */
    public synchronized Map<String, String> gaps() {
        return new TreeMap<>(gaps);
    }
}
