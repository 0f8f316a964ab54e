package io.tiktokroutes.lint.routes;

import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.MappingTable.Line;
import io.tiktokroutes.mapping.MappingTable.Spot;
import io.tiktokroutes.spelling.Spelling;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An event name that the sink gives to all records and that its mapping does not take: every single
 * record would be refused or skipped.
 */
final class StaticEventName {

    private static final Set<String> STOPS = Set.of("refuse", "skip");

    private StaticEventName() {}

    /**
     * What is wrong, and what to write.
     *
     * @param set the parameters of the sink whose values are known
     * @param mapping the one of the sink
     */
    static Optional<String> problem(Map<String, String> set, MappingTable mapping) {
        String name = set.getOrDefault("eventName", "").strip();
        return mapping.rows().stream()
                .filter(row -> !name.isEmpty() && stops(row, name))
                .findFirst()
                .map(row -> words(name, row, mapping.name()));
    }

    private static boolean stops(Line row, String name) {
        boolean reads =
                row.to().text().equals("event")
                        && row.from().stream()
                                .map(Spot::text)
                                .anyMatch("settings.eventName"::equals);
        return reads
                && !row.lookup().isEmpty()
                && STOPS.contains(row.otherwise())
                && !row.known().contains(name);
    }

    private static String words(String name, Line row, String mapping) {
        String lookup = row.lookup().text();
        boolean file = lookup.matches("[\\w.-]+");
        return "eventName is '"
                + name
                + "', which "
                + (file ? "the lookup " + lookup : "the lookup in row " + row.number())
                + " of mapping "
                + mapping
                + " does not know, so every record would be "
                + (row.otherwise().equals("skip") ? "skipped" : "refused")
                + Spelling.hintOrAll(name, row.known())
                + (file ? ", or add it to that lookup" : "");
    }
}
