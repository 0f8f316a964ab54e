package io.tiktokroutes.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * One route of a route file, as an operator sees it.
 *
 * @param id the route's id, which is the flow's name
 * @param file where it stands
 * @param draft true for one in a folder that does not run
 * @param source what it reads, such as {@code inbox:leads} or {@code tiktok-lead-source}
 * @param category streaming, or scheduled when its source reads at set times
 * @param schedule the name of its schedule, such as {@code leads/leads}; empty when it has none
 * @param inbox the inbox it reads; empty when it reads none
 * @param sinks its destinations by name, with the kamelets that write to them
 */
record Flow(
        String id,
        String description,
        Path file,
        boolean draft,
        String source,
        String category,
        String schedule,
        String inbox,
        Map<String, Sink> sinks) {

    static final String STREAMING = "streaming";
    static final String SCHEDULED = "scheduled";

    /**
     * What writes to a destination.
     *
     * @param kamelet such as {@code cdp-object-sink}
     * @param mapping the name of its mapping; empty when it has none
     */
    record Sink(String kamelet, String mapping) {}
}
