package io.tiktokroutes.lint.routes;

import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where route files read a warehouse, and which sinks take what comes of it. */
final class SyncPlaces {

    /** The beans behind the kamelets; other kamelets may use them. */
    static final String SOURCE = "warehouse-models";

    private static final String EVENTS = "tiktok-events";

    /**
     * A source that reads a warehouse.
     *
     * @param known its parameters, as far as their values are known, defaults among them
     */
    record Source(RouteFile file, EndpointUse use, Map<String, String> known) {

        /** Empty when it is not known. */
        String value(String parameter) {
            return known.getOrDefault(parameter, "");
        }

        boolean knows(String parameter) {
            return known.containsKey(parameter);
        }

        String name() {
            return value("name").isBlank() ? "NAME" : value("name");
        }

        /** Empty when it is not known. */
        String mode() {
            return value("mode").strip();
        }

        Position placeOf(String parameter) {
            return SinkCheck.placeOf(use, parameter);
        }

        /** What its route writes to. */
        List<EndpointUse> targets() {
            return file.contents().endpoints().stream()
                    .filter(other -> other.route().equals(use.route()) && !other.reads())
                    .toList();
        }

        /** The inboxes that its rows go to. */
        List<String> inboxes() {
            return targets().stream()
                    .filter(SinkPlaces::isInbox)
                    .map(SinkPlaces::inboxName)
                    .toList();
        }
    }

    private final KameletCatalogue kamelets;
    private final SinkCheck sinks;

    SyncPlaces(KameletCatalogue kamelets, SinkCheck sinks) {
        this.kamelets = kamelets;
        this.sinks = sinks;
    }

    /** The sources of a file, in its order. */
    List<Source> sources(RouteFile file) {
        List<Source> sources = new ArrayList<>();
        file.contents().endpoints().forEach(use -> source(file, use).ifPresent(sources::add));
        return sources;
    }

    /** That endpoint, if it reads a warehouse. */
    Optional<Source> source(RouteFile file, EndpointUse use) {
        return kamelet(use)
                .filter(kamelet -> use.reads() && SinkCheck.calls(kamelet, SOURCE))
                .map(kamelet -> new Source(file, use, sinks.known(use, kamelet)));
    }

    boolean isAudienceSink(EndpointUse use) {
        return isSink(use, SinkCheck.AUDIENCES);
    }

    boolean isEventSink(EndpointUse use) {
        return isSink(use, EVENTS);
    }

    /** True for a sink that takes records one by one. */
    boolean takesRecords(EndpointUse use) {
        return isEventSink(use) || isAudienceSink(use);
    }

    /** A parameter of a sink; empty when it is not known. */
    String value(EndpointUse use, String parameter) {
        return kamelet(use)
                .map(kamelet -> sinks.known(use, kamelet).getOrDefault(parameter, ""))
                .orElse("");
    }

    private boolean isSink(EndpointUse use, String bean) {
        return !use.reads()
                && kamelet(use).filter(kamelet -> SinkCheck.calls(kamelet, bean)).isPresent();
    }

    private Optional<KameletFile> kamelet(EndpointUse use) {
        try {
            return use.isKamelet() ? kamelets.find(use.name()) : Optional.empty();
        } catch (RouteFileException e) {
            return Optional.empty(); // told elsewhere
        }
    }
}
