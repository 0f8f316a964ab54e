package io.tiktokroutes.runtime.sinks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** Which destination gets the records of which inbox, read off the routes that run now. */
final class InboxSinks {

    private static final String INBOX = "inbox://";
    private static final String KAMELET = "kamelet:";

    /** How the sources begin whose records are leads, which are stored. */
    private static final String LEAD_SOURCE = KAMELET + "tiktok-lead-";

    /**
     * A destination of an inbox.
     *
     * @param fromBeginning whether it wants what was there before it, too
     */
    record InboxSink(String inbox, String destination, boolean fromBeginning) {}

    private final CamelContext context;

    InboxSinks(CamelContext context) {
        this.context = context;
    }

    /** Every destination of a route that takes from an inbox. */
    List<InboxSink> all() {
        Map<String, Map<String, Object>> settings = new TreeMap<>();
        for (Route route : context.getRoutes()) {
            settings.putAll(RunningSinks.settings(route));
        }
        List<InboxSink> sinks = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            String from = RunningSinks.uri(route.getEndpoint());
            if (from.startsWith(INBOX)) {
                for (String destination : destinations(route)) {
                    Map<String, Object> its = settings.getOrDefault(destination, Map.of());
                    boolean beginning = "beginning".equals(its.get("startFrom"));
                    sinks.add(new InboxSink(name(from), destination, beginning));
                }
            }
        }
        return sinks;
    }

    private static Set<String> destinations(Route route) {
        Set<String> destinations = new TreeSet<>(RunningSinks.settings(route).keySet());
        for (String uri : RunningSinks.endpoints(route)) {
            if (uri.startsWith(KAMELET)) {
                Object destination = RunningSinks.query(uri).get("destination");
                if (destination != null) {
                    destinations.add(destination.toString());
                }
            }
        }
        return destinations;
    }

    /**
     * The inboxes that sources of leads fill, each with the forms that these sources name; none
     * when one of them names none, for it brings the leads of all.
     */
    Map<String, Set<String>> leadForms() {
        Map<String, Set<String>> forms = new TreeMap<>();
        for (Route route : context.getRoutes()) {
            String from = RunningSinks.uri(route.getEndpoint());
            if (!from.startsWith(LEAD_SOURCE)) {
                continue;
            }
            Set<String> named = new TreeSet<>();
            for (String form : String.valueOf(formsOf(from)).split(",")) {
                if (!form.isBlank()) {
                    named.add(form.strip());
                }
            }
            for (String uri : RunningSinks.endpoints(route)) {
                if (uri.startsWith(INBOX)) {
                    forms.merge(name(uri), named, InboxSinks::both);
                }
            }
        }
        return forms;
    }

    private static Object formsOf(String uri) {
        return RunningSinks.query(uri).getOrDefault("forms", "");
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return Set.of();
        }
        Set<String> both = new TreeSet<>(some);
        both.addAll(others);
        return both;
    }

    private static String name(String uri) {
        return uri.substring(INBOX.length()).split("\\?", 2)[0];
    }
}
