package io.tiktokroutes.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each endpoint was called, and with which codes it answered. */
public final class Counts {

    private final Map<String, Map<String, LongAdder>> byPath = new ConcurrentHashMap<>();

    void add(String path, String code) {
        byPath.computeIfAbsent(path, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(code, any -> new LongAdder())
                .increment();
    }

    public void reset() {
        byPath.clear();
    }

    /** {@code {"/event/track/": {"total": 3, "0": 2, "40100": 1}}}. */
    public ObjectNode toJson() {
        ObjectNode all = Json.object();
        new TreeMap<>(byPath)
                .forEach(
                        (path, codes) -> {
                            ObjectNode one = all.putObject(path);
                            one.put(
                                    "total",
                                    codes.values().stream().mapToLong(LongAdder::sum).sum());
                            new TreeMap<>(codes).forEach((code, n) -> one.put(code, n.sum()));
                        });
        return all;
    }
}
