package io.tiktokroutes.runtime.reports;

import java.net.URISyntaxException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.util.URISupport;

/** The reports whose routes run now, read off the routes themselves. */
final class RunningReports {

    private static final Pattern KAMELET =
            Pattern.compile("kamelet:(//)?tiktok-report-source([?/].*)?");

    private final CamelContext context;

    RunningReports(CamelContext context) {
        this.context = context;
    }

    /** Their names, each with the ad accounts it names; empty for those of the settings. */
    Map<String, String> all() {
        Map<String, String> reports = new TreeMap<>();
        for (Route route : context.getRoutes()) {
            String uri = route.getEndpoint().getEndpointUri();
            if (KAMELET.matcher(uri).matches()) {
                Map<String, Object> query = query(uri);
                reports.put(
                        String.valueOf(query.getOrDefault("name", "")),
                        String.valueOf(query.getOrDefault("advertisers", "")));
            }
        }
        return reports;
    }

    private static Map<String, Object> query(String uri) {
        try {
            return URISupport.parseQuery(uri.substring(uri.indexOf('?') + 1));
        } catch (URISyntaxException e) {
            return Map.of();
        }
    }
}
