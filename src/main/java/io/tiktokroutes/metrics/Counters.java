package io.tiktokroutes.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The counters of one name, one for each combination of label values.
 *
 * <p>There are no more of them than a bound, whatever the other side makes up: then the values are
 * all {@code other}.
 */
final class Counters {

    /** More combinations than that mean that a label is not what it should be. */
    static final int MOST = 300;

    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final List<String> labels;
    private final Map<List<String>, Counter> known = new ConcurrentHashMap<>();

    Counters(MeterRegistry registry, String name, String description, String... labels) {
        this.registry = registry;
        this.name = name;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** The counter of these label values, in the order of the labels. */
    Counter of(String... values) {
        List<String> key = Arrays.asList(values);
        Counter counter = known.get(key);
        if (counter != null) {
            return counter;
        }
        // two threads may both find room for one; the bound needs no more precision
        List<String> counted =
                known.size() < MOST ? key : Collections.nCopies(labels.size(), OTHER);
        return known.computeIfAbsent(counted, this::register);
    }

    private Counter register(List<String> values) {
        Counter.Builder counter = Counter.builder(name).description(description);
        for (int i = 0; i < labels.size(); i++) {
            counter.tag(labels.get(i), values.get(i));
        }
        return counter.register(registry);
    }
}
