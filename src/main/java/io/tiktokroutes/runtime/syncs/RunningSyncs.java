package io.tiktokroutes.runtime.syncs;

import java.net.URISyntaxException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.util.URISupport;

/** The syncs whose routes run now, read off the routes themselves. */
final class RunningSyncs {

    private static final Pattern KAMELET =
            Pattern.compile("kamelet:(//)?warehouse-source([?/].*)?");

    private final CamelContext context;

    RunningSyncs(CamelContext context) {
        this.context = context;
    }

    /** Their names, each with the parameters that its route gives. */
    Map<String, Map<String, String>> all() {
        Map<String, Map<String, String>> syncs = new TreeMap<>();
        for (Route route : context.getRoutes()) {
            String uri = route.getEndpoint().getEndpointUri();
            if (KAMELET.matcher(uri).matches()) {
                Map<String, String> parameters = query(uri);
                syncs.put(parameters.getOrDefault("name", ""), parameters);
            }
        }
        return syncs;
    }

    private static Map<String, String> query(String uri) {
        Map<String, String> parameters = new TreeMap<>();
        try {
            URISupport.parseQuery(uri.substring(uri.indexOf('?') + 1))
                    .forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        } catch (URISyntaxException e) {
            // a route that runs has a URI that can be read
        }
        return parameters;
    }
}
