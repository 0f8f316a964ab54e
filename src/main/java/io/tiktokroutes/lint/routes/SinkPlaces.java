package io.tiktokroutes.lint.routes;

import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where the destinations of route files stand, and which inboxes lead sources fill. */
public final class SinkPlaces {

    /** The parameter that names what a sink's outcomes are called in the ledger. */
    static final String DESTINATION = "destination";

    /** How the names of the kamelets begin whose records are leads, which are stored. */
    private static final String LEAD_SOURCE = "tiktok-lead-";

    /**
     * A sink in a route.
     *
     * @param destination as written; may ask for a setting
     * @param inbox what its route takes from, as written; empty when that is no inbox
     * @param route the id of its route
     */
    public record Place(
            String destination, String inbox, String route, RouteFile file, EndpointUse use) {}

    private final KameletCatalogue kamelets;

    public SinkPlaces(KameletCatalogue kamelets) {
        this.kamelets = kamelets;
    }

    /** The sinks of a file, in its order. */
    public List<Place> in(RouteFile file) {
        List<Place> places = new ArrayList<>();
        for (EndpointUse use : file.contents().endpoints()) {
            EndpointUse.Parameter set = use.parameters().get(DESTINATION);
            if (use.isKamelet() && set != null && set.value() != null && isSink(use)) {
                places.add(
                        new Place(set.value(), inboxOf(file, use.route()), use.route(), file, use));
            }
        }
        return places;
    }

    private boolean isSink(EndpointUse use) {
        try {
            return kamelets.find(use.name())
                    .map(k -> k.optionsFedBy(DESTINATION).contains("delivery.destination"))
                    .orElse(false);
        } catch (RouteFileException e) {
            return false; // told elsewhere
        }
    }

    private static String inboxOf(RouteFile file, String route) {
        return file.contents().endpoints().stream()
                .filter(use -> use.route().equals(route) && use.reads() && isInbox(use))
                .map(SinkPlaces::inboxName)
                .findFirst()
                .orElse("");
    }

    /** The inboxes that some route of the file fills from a source of leads. */
    static Set<String> leadInboxes(RouteFile file) {
        Set<String> routes = new TreeSet<>();
        for (EndpointUse use : file.contents().endpoints()) {
            if (use.isKamelet() && use.reads() && use.name().startsWith(LEAD_SOURCE)) {
                routes.add(use.route());
            }
        }
        Set<String> inboxes = new TreeSet<>();
        for (EndpointUse use : file.contents().endpoints()) {
            if (isInbox(use) && !use.reads() && routes.contains(use.route())) {
                inboxes.add(inboxName(use));
            }
        }
        return inboxes;
    }

    static boolean isInbox(EndpointUse use) {
        return use.scheme().equals("inbox");
    }

    /** The name of an inbox, whether it stands in the URI or is a parameter. */
    public static String inboxName(EndpointUse use) {
        return use.name().isEmpty() ? use.value("name") : use.name();
    }
}
