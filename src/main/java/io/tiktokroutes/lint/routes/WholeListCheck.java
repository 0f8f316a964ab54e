package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.RouteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds sinks for audience files in routes that bring members one by one: a file replaces all
 * members, so it would leave only the last few.
 */
final class WholeListCheck {

    private static final String SINK = "tiktok-audience-file-sink";
    private static final String SOURCE = "warehouse-source";

    private final SinkPlaces places;

    WholeListCheck(SinkPlaces places) {
        this.places = places;
    }

    /** Those of one file: such a sink stands in the route of its source. */
    List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (SinkPlaces.Place place : places.in(file)) {
            if (place.use().name().equals(SINK)) {
                source(file, place.route())
                        .flatMap(WholeListCheck::problem)
                        .ifPresent(
                                problem ->
                                        findings.add(
                                                Finding.error(
                                                        file.name(),
                                                        place.use().at(),
                                                        Rule.WHOLE_LIST,
                                                        problem)));
            }
        }
        return findings;
    }

    private static Optional<EndpointUse> source(RouteFile file, String route) {
        return file.contents().endpoints().stream()
                .filter(use -> use.reads() && use.route().equals(route))
                .findFirst();
    }

    private static Optional<String> problem(EndpointUse source) {
        String write = "; let kamelet:warehouse-source with mode: all call it in its own route";
        if (SinkPlaces.isInbox(source)) {
            return Optional.of(
                    SINK
                            + " needs the whole list at once, and inbox:"
                            + SinkPlaces.inboxName(source)
                            + " gives a few records at a time"
                            + write);
        }
        if (!source.isKamelet()) {
            return Optional.empty(); // a route that is called; who calls it is not known here
        }
        String mode = source.value("mode");
        boolean whole = source.name().equals(SOURCE) && (mode.equals("all") || mode.contains("{{"));
        return whole
                ? Optional.empty()
                : Optional.of(SINK + " needs the whole list at once" + write);
    }
}
