package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.RouteFile;
import java.util.ArrayList;
import java.util.List;

/** Holds the modes of syncs against the destinations that read their inboxes, in any file. */
final class SyncCheck {

    private final SyncPlaces places;

    SyncCheck(SyncPlaces places) {
        this.places = places;
    }

    /**
     * @param files all route files, drafts among them
     */
    List<Finding> findings(List<RouteFile> files) {
        List<Finding> findings = new ArrayList<>();
        for (RouteFile file : files) {
            for (SyncPlaces.Source source : places.sources(file)) {
                for (RouteFile other : files) {
                    sinksBehind(source, other).forEach(sink -> check(source, sink, findings));
                }
            }
        }
        return findings;
    }

    private static List<EndpointUse> sinksBehind(SyncPlaces.Source source, RouteFile file) {
        List<EndpointUse> all = file.contents().endpoints();
        List<String> routes =
                all.stream()
                        .filter(EndpointUse::reads)
                        .filter(SinkPlaces::isInbox)
                        .filter(from -> source.inboxes().contains(SinkPlaces.inboxName(from)))
                        .map(EndpointUse::route)
                        .toList();
        return all.stream().filter(use -> !use.reads() && routes.contains(use.route())).toList();
    }

    private void check(SyncPlaces.Source source, EndpointUse sink, List<Finding> findings) {
        String mode = source.mode();
        if (places.isEventSink(sink) && (mode.equals("mirror") || mode.equals("add"))) {
            findings.add(
                    Finding.error(
                            source.file().name(),
                            source.placeOf("mode"),
                            Rule.SYNC_MODE,
                            "mode "
                                    + mode
                                    + " sends a row again when it changes, and an event is sent"
                                    + " once; write insert for "
                                    + named(sink)));
        }
        if (!places.isAudienceSink(sink)) {
            return;
        }
        if (mode.equals("insert")) {
            findings.add(
                    warning(
                            source,
                            "mode insert never tells an audience that somebody changed or left;"
                                    + " write add or mirror for "
                                    + named(sink)));
        } else if (mode.equals("mirror") && places.value(sink, "mode").equals("add")) {
            findings.add(
                    warning(
                            source,
                            named(sink)
                                    + " has mode add and takes nobody out, so nobody needs to know"
                                    + " who left; write add here, or mirror there"));
        }
    }

    private static Finding warning(SyncPlaces.Source source, String problem) {
        return Finding.warning(
                source.file().name(), source.placeOf("mode"), Rule.SYNC_MODE, problem);
    }

    private static String named(EndpointUse sink) {
        String destination = sink.value("destination");
        return destination.isEmpty() ? sink.name() : destination;
    }
}
